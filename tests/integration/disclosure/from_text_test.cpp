#include "hdis/engine/reference_engine.hpp"

#include "pipeline.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

// From the text of a question to the protected table, with the real language and the reference engine.

namespace hdis::disclosure {
namespace {

using ::testing::ElementsAre;
namespace fs = std::filesystem;

const catalogue::Catalogue& catalogue() {
  static const auto loaded = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
  if (!loaded) throw std::runtime_error(loaded.error().to_text());
  return *loaded;
}

const Policy& hes() {
  static const auto loaded = load_policy(HDIS_SOURCE_DIR "/catalogue/policies/hes-2018.yaml");
  if (!loaded) throw std::runtime_error(loaded.error().to_text());
  return *loaded;
}

/// Admissions of 2017/18 in one place; each of its own person, or all of one.
struct Group {
  std::size_t count = 0;
  std::string area;
  std::string sex = "1";
  bool one_person = false;
};

engine::RecordSet admissions(const std::vector<Group>& groups) {
  engine::RecordSet set{catalogue::DatasetId("apc"), *FinancialYear::starting(2017), {}};
  const std::string person_key = catalogue().dataset(set.dataset)->person_key;
  for (const Group& group : groups) {
    const std::size_t first = set.records.size();
    for (std::size_t i = 0; i < group.count; ++i) {
      const std::size_t person = group.one_person ? first : first + i;
      set.records.push_back({{person_key, fmt::format("person {}", person)},
                             {"FYEAR", std::string("1718")},
                             {"CCG_RESPONSIBILITY", group.area},
                             {"SEX", group.sex},
                             {"FAE", std::int64_t{1}}});
    }
  }
  return set;
}

engine::RecordSet none(const char* dataset, int year) {
  return {catalogue::DatasetId(dataset), *FinancialYear::starting(year), {}};
}

Result<std::vector<released::Table>> ask(const std::string& text,
                                         const std::vector<Group>& groups) {
  auto bound = query::compile(text, catalogue());
  if (!bound) return fail(bound.error());
  std::vector<engine::RecordSet> data = {admissions(groups), none("apc", 2016), none("op", 2017),
                                         none("ae", 2017), none("cc", 2017)};
  auto opened = engine::open_reference(catalogue(), std::move(data));
  if (!opened) return fail(opened.error());
  return Pipeline(catalogue(), std::move(*opened)).run(bound->plan, hes(), {}, {});
}

std::string shown(const released::Cell& cell) {
  if (cell.kind() == released::CellKind::suppressed) return "*";
  if (cell.kind() == released::CellKind::not_applicable) return "z";
  return fmt::format("{:.{}f}", *cell.number(), cell.decimals());
}

std::vector<std::string> lines(const Result<std::vector<released::Table>>& tables) {
  if (!tables) return {tables.error().to_text()};
  std::vector<std::string> result;
  for (const released::Row& row : tables->front().rows()) {
    std::string line;
    for (const released::Key& key : row.keys) {
      line += (key.kind == released::Key::Kind::total ? "all" : key.code) + " ";
    }
    line += "|";
    for (const released::Cell& cell : row.cells) line += " " + shown(cell);
    result.push_back(std::move(line));
  }
  return result;
}

TEST(FromText, ALabelDoesNotMakeANumberNational) {
  const std::vector<Group> groups = {{13, "15N"}};
  EXPECT_THAT(lines(ask("SELECT COUNT(*) AS n FROM hes.hes_apc_1718", groups)),
              ElementsAre("| 13"));
  EXPECT_THAT(lines(ask("SELECT 'England' AS area, COUNT(*) AS n FROM hes.hes_apc_1718 "
                        "WHERE CCG_RESPONSIBILITY = '15N'",
                        groups)),
              ElementsAre("England | 15"));
}

TEST(FromText, AnExactTotalDoesNotGiveItsPartsAway) {
  // 8 + 8 + 1 = 17: exact, and still when rounded, it would leave a single value for the last.
  EXPECT_THAT(lines(ask("SELECT CCG_RESPONSIBILITY, COUNT(*) AS n FROM hes.hes_apc_1718 "
                        "GROUP BY ROLLUP (CCG_RESPONSIBILITY)",
                        {{8, "15N"}, {8, "11X"}, {1, "99P"}})),
              ElementsAre("11X | 10", "15N | 10", "99P | *", "all | *"));
}

TEST(FromText, AFlagOfOnePersonIsThatPersons) {
  EXPECT_THAT(lines(ask("SELECT CCG_RESPONSIBILITY, SUM(FAE) AS admissions FROM hes.hes_apc_1718 "
                        "GROUP BY CCG_RESPONSIBILITY",
                        {{30, "15N", "1", true}, {30, "11X"}})),
              ElementsAre("11X | 30", "15N | *"));
}

TEST(FromText, APivotShowsZeroWhereNobodyIs) {
  EXPECT_THAT(lines(ask("SELECT * FROM (SELECT CCG_RESPONSIBILITY, SEX, FAE FROM hes.hes_apc_1718) "
                        "PIVOT (SUM(FAE) FOR SEX IN ('1' AS male, '2' AS female)) "
                        "ORDER BY CCG_RESPONSIBILITY",
                        {{20, "11X", "1"}, {3, "11X", "2"}, {9, "15N", "2"}})),
              ElementsAre("11X | 20 *", "15N | 0 10"));
}

TEST(FromText, SharesThatMakeUpTheWholeAreProtectedTogether) {
  EXPECT_THAT(
      lines(ask(
          "SELECT CCG_RESPONSIBILITY, COUNT(*) AS n, COUNT(*) FILTER (WHERE SEX = '1') AS men, "
          "COUNT(*) FILTER (WHERE SEX = '2') AS women, COUNT(*) FILTER (WHERE SEX = '9') AS other "
          "FROM hes.hes_apc_1718 GROUP BY CCG_RESPONSIBILITY",
          {{8, "15N", "1"}, {8, "15N", "2"}, {1, "15N", "9"}})),
      ElementsAre("15N | * 10 10 *"));
}

/// Every question that the language must answer runs through the gate, and its columns are those that
/// the plan says.
TEST(FromText, EveryAcceptanceQueryIsLaidOutAsPlanned) {
  std::size_t asked = 0;
  for (const auto& entry : fs::directory_iterator(HDIS_SOURCE_DIR "/tests/queries/answered")) {
    if (entry.path().extension() != ".sql") continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const auto tables = ask(text, {{20, "15N"}, {3, "11X", "2"}});
    ASSERT_TRUE(tables) << entry.path() << "\n" << tables.error().to_text();
    const auto bound = query::compile(text, catalogue());
    ASSERT_EQ(tables->size(), bound->plan.tables.size());
    for (std::size_t t = 0; t < tables->size(); ++t) {
      std::vector<std::string> names;
      for (const auto& column : (*tables)[t].columns()) names.push_back(column.name);
      EXPECT_EQ(names, query::shown_columns(bound->plan.tables[t])) << entry.path();
    }
    ++asked;
  }
  EXPECT_GE(asked, 17U);
}

}  // namespace
}  // namespace hdis::disclosure
