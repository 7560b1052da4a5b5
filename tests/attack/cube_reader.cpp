#include "cube_reader.hpp"

#include <algorithm>
#include <numeric>

namespace hdis::attack {
namespace {

using Line = std::vector<int>;

/// All ways to fill one row so that it adds up to something its total may be.
std::vector<Line> ways(const std::vector<std::set<int>>& cells, const std::set<int>& total) {
  std::vector<Line> lines{{}};
  for (const auto& cell : cells) {
    std::vector<Line> longer;
    for (const Line& line : lines) {
      const int sum = std::accumulate(line.begin(), line.end(), 0);
      for (const int value : cell) {
        if (total.empty() || sum + value > *total.rbegin()) continue;
        longer.push_back(line);
        longer.back().push_back(value);
      }
    }
    lines = std::move(longer);
  }
  std::erase_if(lines, [&](const Line& line) {
    return !total.contains(std::accumulate(line.begin(), line.end(), 0));
  });
  return lines;
}

Line sum_of(const Line& a, const Line& b) {
  Line sum(a.size());
  for (std::size_t c = 0; c < a.size(); ++c) sum[c] = a[c] + b[c];
  return sum;
}

/// All sums by column that the rows but one can make.
std::set<Line> sums_of_others(const std::vector<std::vector<Line>>& rows, std::size_t left_out,
                              const Margined& shown) {
  std::set<Line> sums{Line(shown.columns.size(), 0)};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r == left_out) continue;
    std::set<Line> next;
    for (const Line& sum : sums) {
      for (const Line& way : rows[r]) {
        Line longer = sum_of(sum, way);
        const bool fits =
            std::equal(longer.begin(), longer.end(), shown.columns.begin(),
                       [](int value, const auto& column) { return value <= *column.rbegin(); });
        if (fits) next.insert(std::move(longer));
      }
    }
    sums = std::move(next);
  }
  return sums;
}

bool agrees(const Line& columns, const Margined& shown) {
  return shown.all.contains(std::accumulate(columns.begin(), columns.end(), 0)) &&
         std::equal(columns.begin(), columns.end(), shown.columns.begin(),
                    [](int value, const auto& column) { return column.contains(value); });
}

void note(const Line& way, std::size_t row, const Line& columns, Margined& result) {
  for (std::size_t c = 0; c < way.size(); ++c) result.cells[row][c].insert(way[c]);
  for (std::size_t c = 0; c < way.size(); ++c) result.columns[c].insert(columns[c]);
  result.rows[row].insert(std::accumulate(way.begin(), way.end(), 0));
  result.all.insert(std::accumulate(columns.begin(), columns.end(), 0));
}

}  // namespace

Margined possible(const Margined& shown) {
  std::vector<std::vector<Line>> rows;
  for (std::size_t r = 0; r < shown.cells.size(); ++r) {
    rows.push_back(ways(shown.cells[r], shown.rows[r]));
  }
  Margined result;
  result.cells.assign(rows.size(), std::vector<std::set<int>>(shown.columns.size()));
  result.rows.resize(rows.size());
  result.columns.resize(shown.columns.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::set<Line> others = sums_of_others(rows, r, shown);
    for (const Line& way : rows[r]) {
      for (const Line& other : others) {
        const Line columns = sum_of(way, other);
        if (agrees(columns, shown)) note(way, r, columns, result);
      }
    }
  }
  return result;
}

}  // namespace hdis::attack
