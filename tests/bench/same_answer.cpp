#include "same_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>

namespace hdis::bench {
namespace {

using Value = std::optional<std::string>;
using Keys = std::vector<Value>;
using Numbers = std::vector<Value>;
/// NULL in the data and a total of ROLLUP look the same in SQL, so keys may occur twice.
using Groups = std::multimap<Keys, Numbers>;

std::vector<std::size_t> columns_of(const released::Table& table, released::ColumnKind kind) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < table.columns().size(); ++place) {
    if (table.columns()[place].kind == kind) places.push_back(place);
  }
  return places;
}

std::vector<Value> at(const std::vector<Value>& row, const std::vector<std::size_t>& places) {
  std::vector<Value> values;
  values.reserve(places.size());
  for (const auto place : places) values.push_back(row.at(place));
  return values;
}

Keys keys_of(const released::Row& row) {
  Keys keys;
  for (const auto& key : row.keys) {
    const bool value = key.kind == released::Key::Kind::value;
    keys.push_back(value ? Value(key.code) : Value());
  }
  return keys;
}

/// DuckDB writes a number that need not be whole with a point or an exponent.
bool is_whole(const std::string& number) {
  return number.find_first_of(".en") == std::string::npos;
}

/// A sum is shown as a mean times a rounded number of records. The furthest off is one of few: 8 as 10, with a mean to the
/// nearest whole number.
constexpr double furthest_off = 0.3;

bool is_sum(const released::Column& column) { return column.meaning.starts_with("Sum over"); }

bool agrees(const released::Cell& cell, const released::Column& column, const Value& number,
            const disclosure::Policy& policy) {
  if (cell.kind() == released::CellKind::suppressed || (number && !is_whole(*number))) return true;
  const double counted = number ? std::strtod(number->c_str(), nullptr) : 0;
  if (!cell.number()) return !number;
  const bool blurred = cell.kind() == released::CellKind::rounded;
  const double step = static_cast<double>(policy.rounding_base) / 2;
  const double off = is_sum(column) ? furthest_off * std::abs(counted) + 3 * step : step;
  return std::abs(counted - *cell.number()) <= (blurred ? off : 0);
}

/// The first column in which a row differs from `numbers`; empty if none does.
std::optional<std::size_t> difference(const released::Row& row,
                                      const std::vector<released::Column>& columns,
                                      const Numbers& numbers, const disclosure::Policy& policy) {
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (!agrees(row.cells[place], columns[place], numbers.at(place), policy)) return place;
  }
  return std::nullopt;
}

tl::unexpected<Error> differs(const std::string& what) {
  return fail(ErrorCode::corrupt, "bench.wrong_answer",
              fmt::format("Another answer than that of bare DuckDB: {}.", what));
}

Status same_table(const released::Table& table, const BareTable& bare,
                  const disclosure::Policy& policy) {
  const auto dimensions = columns_of(table, released::ColumnKind::dimension);
  const auto numbers = columns_of(table, released::ColumnKind::number);
  if (!bare.empty() && bare.front().size() != table.columns().size())
    return differs("the number of columns");
  if (bare.size() != table.rows().size()) return differs("the number of groups");

  std::vector<released::Column> shown;
  for (const std::size_t place : numbers) shown.push_back(table.columns()[place]);

  Groups groups;
  for (const auto& row : bare) groups.emplace(at(row, dimensions), at(row, numbers));
  for (const auto& row : table.rows()) {
    const auto [first, last] = groups.equal_range(keys_of(row));
    if (first == last) return differs("a group that it does not have");
    const auto found = std::find_if(first, last, [&](const auto& group) {
      return !difference(row, shown, group.second, policy);
    });
    if (found == last) {
      const auto column = numbers.at(*difference(row, shown, first->second, policy));
      return differs("the column " + table.columns()[column].name);
    }
    groups.erase(found);
  }
  return {};
}

}  // namespace

Status same_answer(const std::vector<released::Table>& tables, const std::vector<BareTable>& bare,
                   const disclosure::Policy& policy) {
  if (tables.size() != bare.size()) return differs("the number of tables");
  for (std::size_t place = 0; place < tables.size(); ++place) {
    HDIS_CHECK(same_table(tables[place], bare[place], policy));
  }
  return {};
}

}  // namespace hdis::bench
