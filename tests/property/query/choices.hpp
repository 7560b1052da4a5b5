#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hdis::query::test {

/// A row of random choices, from which a test makes its case. Once they are used up the first possibility
/// is always taken, so that fewer choices make a simpler case.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> choices) : choices_(std::move(choices)) {}

  /// One of 0 .. count - 1.
  std::size_t below(std::size_t count) {
    if (next_ >= choices_.size()) return 0;
    return choices_[next_++] % count;
  }
  bool flip() { return below(2) == 1; }

  template <class T>
  const T& of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::vector<std::uint8_t> choices_;
  std::size_t next_ = 0;
};

}  // namespace hdis::query::test
