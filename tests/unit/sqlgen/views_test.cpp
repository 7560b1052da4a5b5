#include "hdis/sqlgen/duckdb_views.hpp"

#include <gtest/gtest.h>

namespace hdis::sqlgen::duckdb {
namespace {

using catalogue::FieldClass;
using catalogue::FieldType;

catalogue::Field field(std::string name, FieldType type, FieldClass of) {
  catalogue::Field field;
  field.name = std::move(name);
  field.type = type;
  field.field_class = of;
  return field;
}

catalogue::Dataset dataset() {
  catalogue::Dataset dataset;
  dataset.id = catalogue::DatasetId("apc");
  dataset.fields = {field("PERSON", FieldType::text, FieldClass::person_key),
                    field("NHSNO", FieldType::text, FieldClass::identifier),
                    field("SEX", FieldType::text, FieldClass::dimension),
                    field("AGE", FieldType::integer, FieldClass::dimension),
                    field("COST", FieldType::decimal, FieldClass::measure)};
  return dataset;
}

const FinancialYear year = *FinancialYear::starting(2017);
const std::vector<std::string> files = {"/data/o'clock.parquet"};

TEST(CreateView, NamesEveryUsableFieldAndNoIdentifier) {
  const auto sql = create_view(
      dataset(), year, files,
      {{"PERSON", "UUID"}, {"NHSNO", "VARCHAR"}, {"SEX", "VARCHAR"}, {"AGE", "BIGINT"}});
  ASSERT_TRUE(sql);
  EXPECT_EQ(*sql,
            "CREATE VIEW \"apc@1718\" AS SELECT \"PERSON\", \"SEX\", \"AGE\", "
            "CAST(NULL AS DOUBLE) AS \"COST\" "
            "FROM read_parquet(['/data/o''clock.parquet'], hive_partitioning = false)");
}

TEST(CreateView, FieldsThatTheFilesLackAreNullAndNumbersAreMadeFractions) {
  const auto sql = create_view(dataset(), year, files,
                               {{"PERSON", "UUID"}, {"AGE", "TINYINT"}, {"COST", "INTEGER"}});
  ASSERT_TRUE(sql);
  EXPECT_EQ(*sql,
            "CREATE VIEW \"apc@1718\" AS SELECT \"PERSON\", CAST(NULL AS VARCHAR) AS \"SEX\", "
            "\"AGE\", CAST(\"COST\" AS DOUBLE) AS \"COST\" "
            "FROM read_parquet(['/data/o''clock.parquet'], hive_partitioning = false)");
}

TEST(CreateView, AColumnThatCouldFailToConvertIsRefused) {
  for (const auto& [name, type] : FileColumns{
           {"AGE", "VARCHAR"}, {"AGE", "DOUBLE"}, {"SEX", "BIGINT"}, {"PERSON", "VARCHAR"}}) {
    const auto sql = create_view(dataset(), year, files, {{name, type}});
    ASSERT_FALSE(sql) << name << type;
    EXPECT_EQ(sql.error().code(), ErrorCode::corrupt);
    EXPECT_EQ(sql.error().reasons().front().rule, "engine.column_type");
  }
}

/// Ingest replaces a record key by a keyed hash, whatever type the catalogue gives it.
TEST(CreateView, ARecordKeyIsTakenAsItIsStored) {
  auto with_key = dataset();
  with_key.fields = {field("EPIKEY", FieldType::text, FieldClass::record_key)};
  const auto sql = create_view(with_key, year, files, {{"EPIKEY", "UUID"}});
  ASSERT_TRUE(sql);
  EXPECT_EQ(*sql,
            "CREATE VIEW \"apc@1718\" AS SELECT \"EPIKEY\" "
            "FROM read_parquet(['/data/o''clock.parquet'], hive_partitioning = false)");
}

TEST(CreateView, AllYearsTogether) {
  const std::vector<FinancialYear> years = {*FinancialYear::starting(2016), year};
  EXPECT_EQ(create_view(catalogue::DatasetId("apc"), years),
            "CREATE VIEW \"apc\" AS SELECT * FROM \"apc@1617\" UNION ALL SELECT * FROM "
            "\"apc@1718\"");
}

TEST(SetLimits, BoundsMemoryAndThreads) {
  EXPECT_EQ(set_limits(1024, 3), "SET memory_limit = '1024B'; SET threads = 3");
}

}  // namespace
}  // namespace hdis::sqlgen::duckdb
