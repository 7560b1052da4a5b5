#include "cube_reader.hpp"
#include "reader.hpp"
#include "support/plans.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

// Rows and columns with all their totals, read by somebody who tries every table.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using disclosure::Policy;
using released::SuppressionReason;

using Counts = std::vector<std::vector<std::size_t>>;

std::vector<Planted> planted(const Counts& counts, const char* across) {
  std::vector<std::vector<Planted>> groups;
  for (std::size_t r = 0; r < counts.size(); ++r) {
    for (std::size_t c = 0; c < counts[r].size(); ++c) {
      groups.push_back(records(counts[r][c], {{"CCG_RESPONSIBILITY", fmt::format("A{}", r)},
                                              {across, fmt::format("{}", c + 1)}}));
    }
  }
  return together(groups);
}

/// Places down, and across either sex (so that column totals are national) or another place.
query::TablePlan cube(const char* across) {
  return table(
      aggregation({by("CCG_RESPONSIBILITY"), by(across)}, {count()}, {{}, {0}, {1}, {0, 1}}));
}

/// What is shown in a row and column; a key of -1 is the total. Nothing is shown of empty groups: 0.
std::string at(const released::Table& table, int row, int column) {
  const auto text = [](const released::Key& key) {
    return key.kind == released::Key::Kind::total ? std::string() : key.code;
  };
  const std::string wanted_row = row < 0 ? "" : fmt::format("A{}", row);
  const std::string wanted_column = column < 0 ? "" : fmt::format("{}", column + 1);
  for (const auto& one : table.rows()) {
    if (text(one.keys[0]) != wanted_row || text(one.keys[1]) != wanted_column) continue;
    const auto& cell = one.cells[0];
    return (cell.kind() == released::CellKind::value ? "=" : "") + shown(cell);
  }
  return "0";
}

/// How a reader of a policy takes what is shown; `truth` only to be as clever as one can be: a reader may know which
/// stars are small.
using Reading = std::function<std::set<int>(const std::string& shown, std::size_t truth)>;

Margined read(const released::Table& table, const Counts& counts, const Reading& reading) {
  Margined result;
  const std::size_t columns = counts.front().size();
  std::vector<std::size_t> sums(columns, 0);
  std::size_t all = 0;
  for (std::size_t r = 0; r < counts.size(); ++r) {
    result.cells.emplace_back();
    std::size_t sum = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      result.cells[r].push_back(
          reading(at(table, static_cast<int>(r), static_cast<int>(c)), counts[r][c]));
      sum += counts[r][c];
      sums[c] += counts[r][c];
    }
    result.rows.push_back(reading(at(table, static_cast<int>(r), -1), sum));
    all += sum;
  }
  for (std::size_t c = 0; c < columns; ++c) {
    result.columns.push_back(reading(at(table, -1, static_cast<int>(c)), sums[c]));
  }
  result.all = reading(at(table, -1, -1), all);
  return result;
}

std::size_t among(const std::set<int>& values, int first, int last) {
  std::size_t number = 0;
  for (const int value : values) number += value >= first && value <= last ? 1 : 0;
  return number;
}

Counts random_counts(std::mt19937& random, std::size_t rows, std::size_t columns, double mean) {
  std::poisson_distribution<std::size_t> count_of(mean);
  Counts counts(rows, std::vector<std::size_t>(columns));
  for (auto& row : counts) {
    for (auto& count : row) count = count_of(random);
  }
  counts[0][0] += 1;
  return counts;
}

/// Checks every suppressed cell that is not 0 and not large.
void expect_open(const released::Table& table, const Counts& counts, const Reading& reading,
                 int largest, std::size_t fewest) {
  const Margined kept = possible(read(table, counts, reading));
  for (std::size_t r = 0; r < counts.size(); ++r) {
    for (std::size_t c = 0; c < counts[r].size(); ++c) {
      if (at(table, static_cast<int>(r), static_cast<int>(c)) != "*") continue;
      ASSERT_TRUE(kept.cells[r][c].contains(static_cast<int>(counts[r][c])));
      if (counts[r][c] > static_cast<std::size_t>(largest)) continue;
      EXPECT_GE(among(kept.cells[r][c], 1, largest), fewest)
          << "row " << r << ", column " << c << " of " << ::testing::PrintToString(counts) << "\n"
          << ::testing::PrintToString(lines(table));
    }
  }
}

TEST(Cube, NoSmallNumberOfARoundedTableIsSqueezedByAllTotalsTogether) {
  const Reading reading = [](const std::string& shown, std::size_t truth) {
    return behind(shown == "*" && truth > 7 ? "?" : shown, 40);
  };
  std::mt19937 random(42);
  for (int round = 0; round < 60; ++round) {
    const Counts counts = random_counts(random, 3, 2, 3.0 + round % 7);
    // Beside sexes column totals and the total of all are national and may be exact.
    for (const char* across : {"SEX", "PROCODE3"}) {
      const auto released = run_one(cube(across), planted(counts, across), policy("hes-2018"));
      expect_open(released, counts, reading, 7, 4);
    }
  }
}

TEST(Cube, NoSmallNumberBesideExactNumbersCanBeWorkedOut) {
  const Reading reading = [](const std::string& shown, std::size_t) {
    return behind(shown == "*" ? "?" : shown, 24);
  };
  std::mt19937 random(17);
  for (int round = 0; round < 60; ++round) {
    const Counts counts = random_counts(random, 3, 3, 2.0 + round % 6);
    const auto released =
        run_one(cube("PROCODE3"), planted(counts, "PROCODE3"), policy("hes-pre2018"));
    expect_open(released, counts, reading, 5, 5);
  }
}

TEST(Cube, ExactNumbersStayWhereTheyTellNothing) {
  // Under 25 the 4 is 3 to 7 beside 18 to 22.
  const Counts open{{21, 33}, {4, 41}};
  const auto released = run_one(cube("SEX"), planted(open, "SEX"), policy("hes-2018"));
  EXPECT_EQ(at(released, 1, 0), "*");
  EXPECT_EQ(at(released, -1, 0), "=25");
  EXPECT_EQ(at(released, -1, -1), "=99");
  // Under 27 the 6 would be 5 to 7. The 27 must go, and one more from which it would follow.
  const Counts tight{{21, 33}, {6, 41}};
  const auto rounded = run_one(cube("SEX"), planted(tight, "SEX"), policy("hes-2018"));
  EXPECT_EQ(at(rounded, -1, 0), "25");
  const bool one_more = at(rounded, -1, 1) == "75" || at(rounded, -1, -1) == "100";
  EXPECT_TRUE(one_more) << ::testing::PrintToString(lines(rounded));
}

TEST(Cube, HidesOneRectangleForOneSmallNumber) {
  // A 3 among large numbers: two more in its row and column, and one at the corner, none of the totals.
  const Counts counts{{30, 41, 52}, {3, 33, 21}, {27, 45, 64}};
  const auto released =
      run_one(cube("PROCODE3"), planted(counts, "PROCODE3"), policy("hes-pre2018"));
  std::size_t hidden = 0;
  for (const auto& row : released.rows()) {
    hidden += row.cells[0].kind() == released::CellKind::suppressed;
    EXPECT_NE(row.cells[0].reason(), SuppressionReason::small_number);
  }
  EXPECT_EQ(hidden, 4U) << ::testing::PrintToString(lines(released));
  EXPECT_THAT(released.notes(), ::testing::Contains(::testing::HasSubstr("not small")));
}

}  // namespace
}  // namespace hdis::attack
