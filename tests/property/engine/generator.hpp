#pragma once

#include "hdis/engine/reference_engine.hpp"
#include "hdis/query/plan.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace hdis::test {

/// Chance from a seed, the same on every machine (the standard distributions are not).
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  /// 0 to `sides` - 1.
  std::size_t roll(std::size_t sides) { return engine_() % sides; }
  bool one_in(std::size_t sides) { return roll(sides) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& choices) {
    return choices[roll(choices.size())];
  }

 private:
  std::mt19937 engine_;
};

/// Records of visits and stays of two years each: NULLs, odd codes, lists, extreme numbers, and persons with
/// several records, at most 40 in all.
[[nodiscard]] std::vector<engine::RecordSet> make_records(Dice& dice);

/// An aggregation over them: one to three populations, every kind of expression, condition and measure.
[[nodiscard]] query::Aggregation make_aggregation(Dice& dice);

}  // namespace hdis::test
