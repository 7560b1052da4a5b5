#include "hdis/engine/duckdb_engine.hpp"

#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

#include "support/engine/record_files.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>

namespace hdis::engine {
namespace {

using catalogue::DatasetId;
using catalogue::FieldType;
using query::Aggregation;
using query::FieldRef;
using query::Predicate;
using query::RowExpression;
using query::Value;

const FinancialYear year = *FinancialYear::starting(2017);

/// COUNT(*) of visits of all years by the given fields.
Aggregation count_visits(const std::vector<FieldRef>& fields) {
  Aggregation aggregation;
  aggregation.populations = {{DatasetId("visits"), {}, Predicate{query::Constant{true}}}};
  aggregation.grouping_sets = {{}};
  for (const FieldRef& field : fields) {
    aggregation.grouping_sets[0].push_back(aggregation.dimensions.size());
    aggregation.dimensions.push_back({field.name, {RowExpression{field}}, std::nullopt, false});
  }
  aggregation.measures = {query::Measure{}};
  return aggregation;
}

/// Files of visits with rows that DuckDB makes up: fast, and as many as wanted.
Partition many_visits(const std::filesystem::path& folder, std::uint64_t rows) {
  const auto file = folder / "many.parquet";
  auto connection = *duck::Database::open()->connect();
  EXPECT_TRUE(connection.execute(fmt::format(
      "COPY (SELECT md5(CAST(i // 3 AS VARCHAR))::UUID AS \"PERSON\","
      " md5(CAST(i AS VARCHAR))::UUID AS \"VISIT\","
      " CAST(i % 1000 AS VARCHAR) AS \"DIAG\", i % 91 AS \"AGE\", i % 13 AS \"DAYS\","
      " CAST(i AS DOUBLE) / 7 AS \"COST\" FROM range({}) AS r(i)) TO {} (FORMAT parquet)",
      rows, duck::quote_text(file.string()))));
  return {DatasetId("visits"), year, "1", {file}, {"PERSON", "DIAG", "AGE"}};
}

class DuckDbEngine : public ::testing::Test {
 protected:
  std::unique_ptr<Engine> open(std::vector<Partition> partitions) {
    auto engine = open_duckdb(test::engine_catalogue(), std::move(partitions));
    EXPECT_TRUE(engine);
    return std::move(*engine);
  }

  testing::TemporaryFolder folder_;
};

void expect_error(const Result<raw::RawTable>& result, ErrorCode code, const std::string& rule) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), code);
  EXPECT_EQ(result.error().reasons().front().rule, rule);
  EXPECT_EQ(result.error().to_text().find("DuckDB"), std::string::npos);
}

TEST_F(DuckDbEngine, CountsWithSeveralThreadsAndMergesTheirGroups) {
  auto engine = open({many_visits(folder_.path(), 600'000)});
  const auto table = engine->run(count_visits({{"AGE", FieldType::integer}}), {}, {});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 91U);
  for (const raw::RawRow& row : table->rows) {
    // 600,000 = 91 × 6,593 + 37: the first 37 ages have one record more.
    const std::uint64_t expected = std::stoi(*row.keys[0]) < 37 ? 6594 : 6593;
    EXPECT_EQ(row.measures[0].records.unprotected(), expected);
    EXPECT_EQ(row.measures[0].people.unprotected(), raw::enough_people);
  }
}

TEST_F(DuckDbEngine, FieldsThatTheFilesLackAreNull) {
  auto engine = open({many_visits(folder_.path(), 10)});
  const auto table = engine->run(count_visits({{"SEX", FieldType::text}}), {}, {});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_FALSE(table->rows[0].keys[0]);
}

TEST_F(DuckDbEngine, AYearThatIsNotLoadedIsNamedWithThoseThatAre) {
  auto engine = open({many_visits(folder_.path(), 10)});
  Aggregation aggregation = count_visits({});
  aggregation.populations[0].years = {*FinancialYear::starting(2015), year};
  const auto table = engine->run(aggregation, {}, {});
  expect_error(table, ErrorCode::not_found, "engine.year_not_loaded");
  EXPECT_EQ(table.error().to_text(),
            "2015/16 of Test visits is not loaded here.\n  try: Loaded: 2017/18.");
}

TEST_F(DuckDbEngine, AYearInsideAConditionHasToBeLoadedToo) {
  auto engine = open({many_visits(folder_.path(), 10)});
  Aggregation aggregation = count_visits({});
  aggregation.populations[0].filter = {query::PersonIn{
      query::Population{DatasetId("stays"), {}, Predicate{query::Constant{true}}}, false}};
  const auto table = engine->run(aggregation, {}, {});
  expect_error(table, ErrorCode::not_found, "engine.year_not_loaded");
}

TEST_F(DuckDbEngine, APlanThatDoesNotFitTheCatalogueIsRefused) {
  auto engine = open({many_visits(folder_.path(), 10)});
  expect_error(engine->run(count_visits({{"AGE", FieldType::text}}), {}, {}),
               ErrorCode::invalid_input, "engine.plan_invalid");
}

TEST_F(DuckDbEngine, ATableOfTooManyRowsIsRefusedAndOneOfJustEnoughIsNot) {
  auto engine = open({many_visits(folder_.path(), 1000)});
  Limits limits;
  limits.rows = 91;
  EXPECT_TRUE(engine->run(count_visits({{"AGE", FieldType::integer}}), limits, {}));
  limits.rows = 90;
  expect_error(engine->run(count_visits({{"AGE", FieldType::integer}}), limits, {}),
               ErrorCode::refused, "engine.too_many_rows");
}

TEST_F(DuckDbEngine, AStopThatWasAskedForBeforeStopsIt) {
  auto engine = open({many_visits(folder_.path(), 10)});
  std::stop_source source;
  source.request_stop();
  expect_error(engine->run(count_visits({}), {}, {{}, source.get_token()}), ErrorCode::cancelled,
               "engine.cancelled");
}

/// Hundreds of thousands of groups of eight grouping sets: long enough to be caught running.
Aggregation long_question() {
  Aggregation aggregation = count_visits({{"DIAG", FieldType::text}, {"AGE", FieldType::integer}});
  aggregation.dimensions.push_back(
      {"days", {RowExpression{FieldRef{"DAYS", FieldType::integer}}}, std::nullopt, false});
  aggregation.grouping_sets = {{0, 1, 2}, {0, 1}, {0, 2}, {1, 2}, {0}, {1}, {2}, {}};
  query::Measure people;
  people.aggregate = query::Aggregate::count_people;
  query::Measure median;
  median.aggregate = query::Aggregate::median;
  median.argument = FieldRef{"COST", FieldType::decimal};
  aggregation.measures = {people, median};
  return aggregation;
}

TEST_F(DuckDbEngine, AStopThatIsAskedForWhileItRunsStopsItAndItCountsAgainAfterwards) {
  auto engine = open({many_visits(folder_.path(), 500'000)});
  std::stop_source source;
  Control control;
  control.stop = source.get_token();
  control.progress = [&](double) { source.request_stop(); };
  Limits limits;
  limits.rows = 10'000'000;
  expect_error(engine->run(long_question(), limits, control), ErrorCode::cancelled,
               "engine.cancelled");
  EXPECT_TRUE(engine->run(count_visits({}), limits, {}));
}

TEST_F(DuckDbEngine, WhatTakesTooLongIsStopped) {
  auto engine = open({many_visits(folder_.path(), 500'000)});
  Limits limits;
  limits.time = std::chrono::milliseconds(120);
  limits.rows = 10'000'000;
  expect_error(engine->run(long_question(), limits, {}), ErrorCode::timed_out, "engine.timed_out");
  limits.time = std::chrono::milliseconds(0);
  expect_error(engine->run(count_visits({}), limits, {}), ErrorCode::timed_out, "engine.timed_out");
}

TEST_F(DuckDbEngine, WhatNeedsTooMuchMemoryIsRefusedInOurWords) {
  auto engine = open({many_visits(folder_.path(), 500'000)});
  Limits limits;
  limits.memory_bytes = 24U << 20U;
  limits.rows = 10'000'000;
  expect_error(engine->run(long_question(), limits, {}), ErrorCode::unavailable,
               "engine.out_of_memory");
}

TEST_F(DuckDbEngine, ReportsProgressFromNothingToAllInOrder) {
  auto engine = open({many_visits(folder_.path(), 500'000)});
  std::vector<double> reported;
  ASSERT_TRUE(engine->run(count_visits({{"DIAG", FieldType::text}}), {},
                          {[&](double now) { reported.push_back(now); }, {}}));
  ASSERT_FALSE(reported.empty());
  EXPECT_TRUE(std::is_sorted(reported.begin(), reported.end()));
  EXPECT_GE(reported.front(), 0);
  EXPECT_LE(reported.back(), 1);
}

// Numbers at the edge of their types are data like any other: no question fails because of them.
TEST_F(DuckDbEngine, NoNumberMakesAQuestionFail) {
  RecordSet records{DatasetId("visits"), year, {}};
  for (const std::int64_t days :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    for (const double cost : {std::numeric_limits<double>::max(), -1.0}) {
      records.records.push_back(
          {{"PERSON", Value(std::string("a"))}, {"DAYS", Value(days)}, {"COST", Value(cost)}});
    }
  }
  auto engine = open({test::write_files(records, test::engine_catalogue(), folder_.path())});
  Aggregation aggregation = count_visits({});
  aggregation.measures.clear();
  for (const auto aggregate :
       {query::Aggregate::sum, query::Aggregate::mean, query::Aggregate::median}) {
    for (const FieldRef& field :
         {FieldRef{"DAYS", FieldType::integer}, FieldRef{"COST", FieldType::decimal}}) {
      aggregation.measures.push_back({aggregate, field, std::nullopt, false, ""});
    }
  }
  const auto table = engine->run(aggregation, {}, {});
  ASSERT_TRUE(table);
  // Twice the smallest and twice the largest whole number, added exactly: -2.
  EXPECT_EQ(table->rows[0].measures[0].value.unprotected(), -2.0);
}

TEST_F(DuckDbEngine, InfinitiesAreNoValues) {
  const auto file = folder_.path() / "odd.parquet";
  auto connection = *duck::Database::open()->connect();
  ASSERT_TRUE(connection.execute(
      "COPY (SELECT md5('a')::UUID AS \"PERSON\", unnest([1.5, 'inf'::DOUBLE, 'nan'::DOUBLE]) "
      "AS \"COST\") TO " +
      duck::quote_text(file.string()) + " (FORMAT parquet)"));
  auto engine = open({{DatasetId("visits"), year, "1", {file}, {}}});
  Aggregation aggregation = count_visits({});
  aggregation.measures = {
      {query::Aggregate::sum, FieldRef{"COST", FieldType::decimal}, std::nullopt, false, ""}};
  const auto table = engine->run(aggregation, {}, {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0].measures[0].records.unprotected(), 1U);
  EXPECT_EQ(table->rows[0].measures[0].value.unprotected(), 1.5);
}

TEST_F(DuckDbEngine, FilesThatAreMissingOrNoParquetAreNamedByDatasetAndYear) {
  const auto file = folder_.path() / "not.parquet";
  std::ofstream(file) << "no parquet at all";
  for (const auto& path : {file, folder_.path() / "missing.parquet"}) {
    const auto engine =
        open_duckdb(test::engine_catalogue(), {{DatasetId("visits"), year, "4", {path}, {}}});
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().code(), ErrorCode::unavailable);
    EXPECT_NE(engine.error().to_text().find("visits 2017/18, version 4"), std::string::npos);
  }
}

TEST_F(DuckDbEngine, DataThatTheCatalogueDoesNotDescribeIsNotOpened) {
  Partition partition = many_visits(folder_.path(), 10);
  partition.dataset = DatasetId("unheard_of");
  const auto engine = open_duckdb(test::engine_catalogue(), {partition});
  ASSERT_FALSE(engine);
  EXPECT_EQ(engine.error().reasons().front().rule, "engine.dataset_unknown");
}

}  // namespace
}  // namespace hdis::engine
