#include "reader.hpp"

#include <algorithm>

namespace hdis::attack {
namespace {

std::set<int> from_to(int first, int last) {
  std::set<int> numbers;
  for (int n = first; n <= last; ++n) numbers.insert(n);
  return numbers;
}

/// All sums of one number from each set but one.
std::set<int> sums(const std::vector<std::set<int>>& parts, std::size_t left_out) {
  std::set<int> result{0};
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (p == left_out) continue;
    std::set<int> next;
    for (const int sum : result) {
      for (const int part : parts[p]) next.insert(sum + part);
    }
    result = std::move(next);
  }
  return result;
}

}  // namespace

std::set<int> behind(const std::string& shown, int largest) {
  if (shown == "0") return {0};
  if (shown == "*") return from_to(1, 7);
  if (shown == "?") return from_to(1, largest);
  if (shown.front() == '=') return {std::stoi(shown.substr(1))};
  const int number = std::stoi(shown);
  return from_to(std::max(8, number - 2), number + 2);
}

std::vector<std::set<int>> possible(const std::vector<std::string>& parts,
                                    const std::string& total) {
  std::vector<std::set<int>> open;
  open.reserve(parts.size());
  for (const std::string& part : parts) open.push_back(behind(part));
  const std::set<int> totals = behind(total, 1000);
  std::vector<std::set<int>> result(parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::set<int> others = sums(open, p);
    for (const int candidate : open[p]) {
      const bool fits = std::any_of(others.begin(), others.end(),
                                    [&](int rest) { return totals.contains(candidate + rest); });
      if (fits) result[p].insert(candidate);
    }
  }
  return result;
}

}  // namespace hdis::attack
