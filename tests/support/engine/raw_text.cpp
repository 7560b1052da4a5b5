#include "support/engine/raw_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

namespace hdis::test {
namespace {

using Rows = std::vector<const raw::RawRow*>;

Rows sorted(const raw::RawTable& table) {
  Rows rows;
  for (const raw::RawRow& row : table.rows) rows.push_back(&row);
  std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
    return std::tie(a->grouping_set, a->keys) < std::tie(b->grouping_set, b->keys);
  });
  return rows;
}

bool close(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max({std::abs(a), std::abs(b), 1e-3});
}

bool close(const raw::RawQuantity& a, const raw::RawQuantity& b) {
  const auto left = a.unprotected();
  const auto right = b.unprotected();
  return left.has_value() == right.has_value() && (!left || close(*left, *right));
}

bool same(const raw::RawMeasure& a, const raw::RawMeasure& b) {
  return a.records == b.records && a.people == b.people && close(a.value, b.value) &&
         close(a.largest_contribution, b.largest_contribution) &&
         close(a.second_contribution, b.second_contribution) &&
         close(a.total_contribution, b.total_contribution);
}

bool same(const raw::RawRow& a, const raw::RawRow& b) {
  return a.grouping_set == b.grouping_set && a.keys == b.keys &&
         std::equal(a.measures.begin(), a.measures.end(), b.measures.begin(), b.measures.end(),
                    [](const auto& left, const auto& right) { return same(left, right); });
}

std::string text_of(const raw::RawMeasure& measure) {
  const auto value = measure.value.unprotected();
  return fmt::format("{} {} {} ({} {} {})", measure.records.unprotected(),
                     measure.people.unprotected(), value ? fmt::format("{}", *value) : "none",
                     measure.largest_contribution, measure.second_contribution,
                     measure.total_contribution);
}

std::string text_of(const raw::RawRow& row) {
  std::string text = fmt::format("{} |", row.grouping_set);
  for (const auto& key : row.keys) text += key ? " '" + *key + "'" : " NULL";
  for (const raw::RawMeasure& measure : row.measures) text += " | " + text_of(measure);
  return text;
}

}  // namespace

std::string difference(const raw::RawTable& expected, const raw::RawTable& actual) {
  const Rows left = sorted(expected);
  const Rows right = sorted(actual);
  std::string text;
  for (std::size_t index = 0; index < std::max(left.size(), right.size()); ++index) {
    const bool both = index < left.size() && index < right.size();
    if (both && same(*left[index], *right[index])) continue;
    if (index < left.size()) text += "expected " + text_of(*left[index]) + "\n";
    if (index < right.size()) text += "actual   " + text_of(*right[index]) + "\n";
    if (!both || left[index]->keys != right[index]->keys) break;
  }
  return text;
}

std::string to_text(const raw::RawTable& table) {
  std::string text;
  for (const raw::RawRow* row : sorted(table)) text += text_of(*row) + "\n";
  return text;
}

}  // namespace hdis::test
