#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

namespace hdis::synth {

/// What a stream of random numbers is for: streams of different purposes have nothing in common.
enum class Purpose : std::uint8_t { person, year, stay, visits, clinic, token, death };

/// SplitMix64 (Steele, Lea, Flood 2014; public domain): the k-th number is a hash of key + k * constant, so a stream needs no
/// history and any thread can make any person's. See docs/adr/0042.
class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key) {}
  /// The stream of one thing (a person, a person's year) for one purpose.
  static Random of(std::uint64_t seed, Purpose purpose, std::uint64_t thing,
                   std::uint64_t part = 0) {
    return Random(mixed(mixed(mixed(seed + step) ^ thing) + (part << 8U) +
                        static_cast<std::uint64_t>(purpose)));
  }

  std::uint64_t next() { return mixed(state_ += step); }
  /// 0 <= x < 1.
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  bool chance(double probability) { return uniform() < probability; }
  /// 0 .. n - 1; the bias is below n / 2^32.
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>(((next() >> 32U) * n) >> 32U);
  }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
  }
  /// Poisson distributed, for means up to some hundreds.
  int poisson(double mean) {
    if (mean <= 0) return 0;
    const double limit = std::exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) ++count;
    return count;
  }
  /// Geometric from 0 with this mean.
  int geometric(double mean) {
    if (mean <= 0) return 0;
    return static_cast<int>(std::log(1.0 - uniform()) / std::log(mean / (1.0 + mean)));
  }

 private:
  static constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

/// Draws from a fixed discrete distribution in constant time (Walker's alias method, as Vose builds it).
class Alias {
 public:
  Alias() = default;
  /// Weights need not sum to one; all zero (or none) makes an empty table.
  explicit Alias(const std::vector<double>& weights);
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  std::uint32_t pick(Random& random) const {
    const std::uint64_t bits = random.next();
    const auto index = static_cast<std::uint32_t>(((bits >> 32U) * entries_.size()) >> 32U);
    const Entry& entry = entries_[index];
    return static_cast<std::uint32_t>(bits) < entry.limit ? index : entry.other;
  }

 private:
  struct Entry {
    std::uint32_t limit;
    std::uint32_t other;
  };
  std::vector<Entry> entries_;
};

}  // namespace hdis::synth
