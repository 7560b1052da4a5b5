#include "hdis/engine/duckdb_engine.hpp"
#include "hdis/query/plan.hpp"

#include "path.hpp"
#include "same_answer.hpp"
#include "spread.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

// What is compared with what: the SQL by hand counts the same as the engine, and an answer that is wrong is found.

namespace hdis::bench {
namespace {

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_text());
  return std::move(*result);
}

/// The fixture, taken in once for all tests.
class Bench : public ::testing::Test {
 protected:
  static const World& world() {
    static const testing::TemporaryFolder folder;
    static const auto catalogue =
        value_of(catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue"));
    static const auto policy =
        value_of(disclosure::load_policy(HDIS_SOURCE_DIR "/catalogue/policies/hes-2018.yaml"));
    static const auto records = value_of(fixture_records(catalogue, 0, folder.path()));
    static const World world{catalogue, policy, records, {}};
    return world;
  }
  static Question question(const std::string& name) { return value_of(questions(name)).front(); }
};

/// The sum of column `place` of what SQL gave.
double total(const BareTable& table, std::size_t place) {
  return std::accumulate(table.begin(), table.end(), 0.0, [&](double sum, const auto& row) {
    return sum + (row.at(place) ? std::strtod(row.at(place)->c_str(), nullptr) : 0);
  });
}

/// The sum of a measure over what an engine counted.
double total(const raw::RawTable& table, std::size_t measure) {
  return std::accumulate(table.rows.begin(), table.rows.end(), 0.0,
                         [&](double sum, const auto& row) {
                           return sum + row.measures.at(measure).value.unprotected().value_or(0);
                         });
}

/// The measure whose numbers a column shows, or makes a rate of; none for others.
std::optional<query::MeasureRef> measure_of(const query::Column& column) {
  if (const auto* plain = std::get_if<query::MeasureColumn>(&column.content)) return plain->measure;
  if (const auto* rate = std::get_if<query::RateColumn>(&column.content)) return rate->numerator;
  return std::nullopt;
}

std::vector<raw::RawTable> count(const query::TablePlan& table, const World& world) {
  std::vector<engine::Partition> partitions;
  for (const auto& version : world.records) {
    partitions.push_back(
        {version.dataset, version.year, version.version, version.files, version.columns});
  }
  const auto engine = value_of(engine::open_duckdb(world.catalogue, std::move(partitions)));
  std::vector<raw::RawTable> parts;
  for (const auto& part : table.parts) parts.push_back(value_of(engine->run(part, {}, {})));
  return parts;
}

/// The totals of a table by column. A pivot makes several columns of its last one: their sum is compared.
void expect_same_totals(const query::TablePlan& plan, const BareTable& bare, const World& world) {
  const auto counted = count(plan, world);
  const auto shown = query::shown_columns(plan).size();
  ASSERT_FALSE(bare.empty());
  ASSERT_EQ(bare.front().size(), shown);
  std::size_t compared = 0;
  for (std::size_t place = 0; place < plan.columns.size(); ++place) {
    const auto measure = measure_of(plan.columns[place]);
    if (!measure) continue;
    double by_hand = 0;
    const auto first = plan.pivot ? plan.columns.size() - 2 : place;
    const auto last = plan.pivot ? shown : place + 1;
    for (auto column = first; column < last; ++column) by_hand += total(bare, column);
    // Whether they are equal, and not what they are: a failure must not print them. Rows come in any order, and sums of
    // fractions depend on it in their last digits.
    const double by_engine = total(counted.at(measure->part), measure->measure);
    const bool same = std::abs(by_hand - by_engine) <= 1e-9 * std::abs(by_hand);
    EXPECT_TRUE(same) << plan.columns[place].name;
    ++compared;
  }
  EXPECT_GT(compared, 0U);
}

TEST_F(Bench, TheSqlByHandCountsWhatTheEngineCounts) {
  for (const auto& question : value_of(questions())) {
    SCOPED_TRACE(question.name);
    const auto plan = value_of(query::compile(question.text, world().catalogue)).plan;
    const auto bare = value_of(read_bare(question, world().records, world().bounds));
    ASSERT_EQ(bare.size(), plan.tables.size());
    for (std::size_t table = 0; table < bare.size(); ++table) {
      expect_same_totals(plan.tables[table], bare[table], world());
    }
  }
}

TEST_F(Bench, AWrongAnswerIsFound) {
  const auto asked = question("01_");
  const auto tables = value_of(ask(asked, world())).tables;
  const auto right = value_of(read_bare(asked, world().records, world().bounds));
  EXPECT_TRUE(same_answer(tables, right, world().policy));

  // 1. A number. Every one is changed, because those of suppressed cells may be anything.
  auto wrong = right;
  for (auto& row : wrong.front()) row.back() = std::to_string(std::stoi(*row.back()) + 3);
  EXPECT_FALSE(same_answer(tables, wrong, world().policy));
  // 2. A group less.
  wrong = right;
  wrong.front().pop_back();
  EXPECT_FALSE(same_answer(tables, wrong, world().policy));
  // 3. Another group.
  wrong = right;
  wrong.front().front().front() = "no such place";
  EXPECT_FALSE(same_answer(tables, wrong, world().policy));
  // 4. A table less.
  EXPECT_FALSE(same_answer(tables, {}, world().policy));
}

TEST_F(Bench, CopiesAreOfOtherPeople) {
  const testing::TemporaryFolder folder;
  const auto once = rows_of(world().records);
  const auto records = value_of(fixture_records(world().catalogue, once + 1, folder.path()));
  EXPECT_EQ(rows_of(records), 2 * once);
  // Question 09 counts people beside admissions; nobody may be in both copies.
  const auto asked = question("09_");
  const auto original = value_of(read_bare(asked, world().records, world().bounds)).front();
  const auto copied = value_of(read_bare(asked, records, world().bounds)).front();
  const bool twice_the_people = total(copied, 1) == 2 * total(original, 1);
  const bool twice_the_records = total(copied, 2) == 2 * total(original, 2);
  EXPECT_TRUE(twice_the_people);
  EXPECT_TRUE(twice_the_records);
}

/// R 4.2: quantile(c(4, 1, 3, 2)) is 1.00 1.75 2.50 3.25 4.00.
TEST(SpreadOf, IsThatOfR) {
  const auto spread = spread_of({4, 1, 3, 2});
  EXPECT_DOUBLE_EQ(spread.lower, 1.75);
  EXPECT_DOUBLE_EQ(spread.median, 2.5);
  EXPECT_DOUBLE_EQ(spread.upper, 3.25);
}

}  // namespace
}  // namespace hdis::bench
