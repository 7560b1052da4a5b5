#include "audit/finder.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>

// Other numbers that look the same, against every assignment there is.

namespace hdis::disclosure::audit {
namespace {

/// Rows and columns with all totals; cells row by row, then row totals, column totals, and the total of all.
struct Grid {
  Landscape landscape;
  std::size_t rows;
  std::size_t columns;
  [[nodiscard]] CellIndex cell(std::size_t row, std::size_t column) const {
    return static_cast<CellIndex>(row * columns + column);
  }
};

Grid grid(const std::vector<std::vector<Number>>& counts,
          const std::function<Interval(Number)>& shown) {
  Grid result{{}, counts.size(), counts.front().size()};
  std::vector<Number> truth;
  auto& relations = result.landscape.system.relations;
  const auto cells = static_cast<CellIndex>(result.rows * result.columns);
  const auto all = static_cast<CellIndex>(cells + result.rows + result.columns);
  for (const auto& row : counts) truth.insert(truth.end(), row.begin(), row.end());
  truth.resize(all + 1, 0);
  Relation of_rows{RelationKind::adds_up, all, {}};
  for (std::size_t r = 0; r < result.rows; ++r) {
    Relation relation{RelationKind::adds_up, static_cast<CellIndex>(cells + r), {}};
    for (std::size_t c = 0; c < result.columns; ++c) {
      relation.parts.push_back(result.cell(r, c));
      truth[relation.whole] += counts[r][c];
    }
    truth[all] += truth[relation.whole];
    of_rows.parts.push_back(relation.whole);
    relations.push_back(relation);
  }
  for (std::size_t c = 0; c < result.columns; ++c) {
    Relation relation{RelationKind::adds_up, static_cast<CellIndex>(cells + result.rows + c), {}};
    for (std::size_t r = 0; r < result.rows; ++r) {
      relation.parts.push_back(result.cell(r, c));
      truth[relation.whole] += counts[r][c];
    }
    relations.push_back(relation);
  }
  relations.push_back(of_rows);
  for (const Number value : truth) {
    result.landscape.system.shown.push_back(shown(value));
    result.landscape.truth.push_back({value, value});
    result.landscape.ladder.push_back({{{1, unbounded}, 10 + value}});
    result.landscape.taken.push_back(0);
  }
  return result;
}

/// Exact numbers with those up to 5 hidden.
Interval exact(Number value) {
  if (value == 0) return {0, 0};
  return value <= 5 ? Interval{1, unbounded} : Interval{value, value};
}

/// Numbers to the nearest 5 with those up to 7 hidden.
Interval rounded(Number value) {
  if (value == 0) return {0, 0};
  if (value <= 7) return {1, 7};
  const Number lower = value - (value + 2) % 5;
  return {std::max<Number>(lower, 8), lower + 4};
}

TEST(Finder, FindsTheRectangleThroughNumbersThatAreHidden) {
  const Grid of = grid({{3, 20, 4}, {30, 40, 50}, {2, 60, 1}}, exact);
  Finder finder(of.landscape);
  const auto found = finder.find({}, of.cell(0, 0), 1, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cost, 0);
  EXPECT_EQ(
      found->shifts,
      (Shifts{{of.cell(0, 0), 1}, {of.cell(0, 2), -1}, {of.cell(2, 0), -1}, {of.cell(2, 2), 1}}))
      << "the last 1 may not become 0";
}

TEST(Finder, HidesTheCheapestRectangleWhereThereIsNone) {
  // Through 12, 14 and 9 at the corner: 22 + 24 + 19. Totals are dearer.
  const Grid of = grid({{3, 120, 12}, {300, 400, 500}, {14, 600, 9}}, exact);
  Finder finder(of.landscape);
  EXPECT_FALSE(finder.find({}, of.cell(0, 0), 1, 1));
  const auto found = finder.find({}, of.cell(0, 0), 1, 1000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cost, 22 + 24 + 19);
}

TEST(Finder, GoesOnFromWhatWasFound) {
  const Grid of = grid({{3, 20, 4}, {30, 40, 50}, {2, 60, 1}}, exact);
  Finder finder(of.landscape);
  const auto one = finder.find({}, of.cell(0, 2), -1, 1);
  ASSERT_TRUE(one);
  // Of the hidden numbers 3, 4, 2, 1 the second pair can only fall together, once: the 2 is then 1.
  EXPECT_FALSE(finder.find(one->shifts, of.cell(0, 2), -1, 1));
}

TEST(Verifier, RefusesWhatDoesNotAddUpOrDoesNotLookTheSame) {
  const Grid of = grid({{3, 20, 4}, {30, 40, 50}, {2, 60, 1}}, exact);
  const Verifier verifier(of.landscape);
  EXPECT_TRUE(verifier.looks_the_same(
      {{of.cell(0, 0), 1}, {of.cell(0, 2), -1}, {of.cell(2, 0), -1}, {of.cell(2, 2), 1}}));
  // The other way round the 1 would be a 0, which would be shown.
  EXPECT_FALSE(verifier.looks_the_same(
      {{of.cell(0, 0), -1}, {of.cell(0, 2), 1}, {of.cell(2, 0), 1}, {of.cell(2, 2), -1}}));
  EXPECT_FALSE(verifier.looks_the_same({{of.cell(0, 0), 1}, {of.cell(0, 2), -1}}));
  EXPECT_FALSE(verifier.looks_the_same(
      {{of.cell(0, 0), 1}, {of.cell(0, 1), -1}, {of.cell(2, 0), -1}, {of.cell(2, 1), 1}}));
}

TEST(Verifier, APeoplesTotalIsAtMostTheSumOfItsParts) {
  Landscape of;
  of.system.shown = {{1, 7}, {1, 7}, {1, 20}};
  of.system.relations = {{RelationKind::at_most, 2, {0, 1}}};
  of.truth = {{3, 3}, {4, 4}, {6, 6}};
  of.ladder.resize(3);
  of.taken.resize(3, 0);
  const Verifier verifier(of);
  EXPECT_TRUE(verifier.looks_the_same({{2, 1}}));
  EXPECT_FALSE(verifier.looks_the_same({{2, 2}}));
  EXPECT_TRUE(verifier.looks_the_same({{0, 1}, {2, 2}}));
}

/// For each cell the values that some table has which looks the same.
std::vector<std::set<Number>> all_possible(const Grid& of) {
  std::vector<std::set<Number>> result(of.landscape.truth.size());
  std::vector<Number> values;
  const std::size_t cells = of.rows * of.columns;
  const auto& relations = of.landscape.system.relations;
  const std::function<void()> fill = [&] {
    if (values.size() < cells) {
      const Interval range = of.landscape.system.shown[values.size()];
      for (Number value = range.lower; value <= range.upper; ++value) {
        values.push_back(value);
        fill();
        values.pop_back();
      }
      return;
    }
    std::vector<Number> all = values;
    all.resize(result.size(), 0);
    for (const Relation& relation : relations) {
      for (const CellIndex part : relation.parts) all[relation.whole] += all[part];
      const Interval shown = of.landscape.system.shown[relation.whole];
      if (all[relation.whole] < shown.lower || all[relation.whole] > shown.upper) return;
    }
    for (std::size_t cell = 0; cell < all.size(); ++cell) result[cell].insert(all[cell]);
  };
  fill();
  return result;
}

TEST(Finder, FindsMostOfWhatIsPossibleAndNothingElse) {
  std::mt19937 random(5);
  std::size_t possible = 0;
  std::size_t found = 0;
  for (int round = 0; round < 40; ++round) {
    std::poisson_distribution<Number> count_of(2 + round % 8);
    std::vector<std::vector<Number>> counts(2, std::vector<Number>(3));
    for (auto& row : counts) {
      for (auto& count : row) count = count_of(random);
    }
    const Grid of = grid(counts, rounded);
    const auto everything = all_possible(of);
    Finder finder(of.landscape);
    for (CellIndex cell = 0; cell < of.rows * of.columns; ++cell) {
      const Number truth = of.landscape.truth[cell].lower;
      for (const Number by : {-1, 1, -2, 2}) {
        const bool is_possible = everything[cell].contains(truth + by);
        const bool is_found = finder.find({}, cell, by, 1).has_value();
        EXPECT_TRUE(is_possible || !is_found);
        possible += is_possible ? 1 : 0;
        found += is_found ? 1 : 0;
      }
    }
  }
  // Steps of one size cannot do everything; what is missed costs a number that need not be hidden.
  EXPECT_GT(static_cast<double>(found), 0.9 * static_cast<double>(possible));
}

}  // namespace
}  // namespace hdis::disclosure::audit
