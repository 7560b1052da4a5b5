#include "hdis/governance/table_shape.hpp"

#include "sample_catalogue.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

TableShape shape(const std::string& query_text) {
  const auto bound = query::compile(query_text, hdis::testing::sample_catalogue());
  if (!bound) ADD_FAILURE() << bound.error().to_text();
  return shape_of(bound->plan.tables.front(), hdis::testing::sample_catalogue());
}

TEST(TableShape, MultipliesTheCodesOfItsDimensions) {
  // Two sexes and missing, three groups and missing.
  EXPECT_EQ(in_words(shape("SELECT SEX, CCG_RESIDENCE, COUNT(*) FROM hes_apc_1718 "
                           "GROUP BY SEX, CCG_RESIDENCE")),
            "up to 12 rows: SEX (3) × CCG_RESIDENCE (4)");
}

TEST(TableShape, AddsTheRowsOfEveryGroupingSet) {
  // 3 × 4 cells, 3 and 4 margins, 1 total.
  EXPECT_EQ(shape("SELECT SEX, CCG_RESIDENCE, COUNT(*) FROM hes_apc_1718 "
                  "GROUP BY CUBE (SEX, CCG_RESIDENCE)")
                .rows,
            20U);
}

TEST(TableShape, KnowsMonthsBandsAndTotals) {
  EXPECT_EQ(shape("SELECT MONTH(ADMIDATE) AS m, COUNT(*) FROM hes_apc_1718 GROUP BY m").rows, 13U);
  EXPECT_EQ(
      shape(
          "SELECT CASE WHEN STARTAGE < 18 THEN 'child' WHEN STARTAGE < 65 THEN 'adult' ELSE 'old' "
          "END AS age, COUNT(*) FROM hes_apc_1718 GROUP BY age")
          .rows,
      3U);
  EXPECT_EQ(in_words(shape("SELECT COUNT(*) FROM hes_apc_1718")), "one row");
}

TEST(TableShape, SaysWhatItDoesNotKnow) {
  const auto unknown = shape("SELECT DIAG_3_01, COUNT(*) FROM hes_apc_1718 GROUP BY DIAG_3_01");
  EXPECT_FALSE(unknown.rows);
  EXPECT_EQ(in_words(unknown), "size not known beforehand: DIAG_3_01 (unknown number)");
}

}  // namespace
}  // namespace hdis::governance
