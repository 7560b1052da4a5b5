#include "hdis/query/plan.hpp"
#include "hdis/sqlgen/sqlgen.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace hdis {
namespace {

namespace fs = std::filesystem;

const fs::path source = HDIS_SOURCE_DIR;

std::string read(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

const catalogue::Catalogue& shipped() {
  static const auto catalogue = catalogue::Catalogue::load(source / "catalogue").value();
  return catalogue;
}

std::vector<fs::path> questions() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(source / "tests/queries/answered")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The statements of all parts of all tables of a question.
std::string statements(const query::Plan& plan) {
  std::string text;
  for (std::size_t table = 0; table < plan.tables.size(); ++table) {
    for (std::size_t part = 0; part < plan.tables[table].parts.size(); ++part) {
      const auto sql = sqlgen::generate(plan.tables[table].parts[part], shipped(),
                                        sqlgen::Dialect::duckdb, 1'000'001);
      EXPECT_TRUE(sql) << sql.error().to_text();
      if (!sql) continue;
      text += fmt::format("-- table {}, part {}\n", table + 1, part + 1);
      for (std::size_t index = 0; index < sql->parameters.size(); ++index) {
        text += fmt::format("-- ${}: {}\n", index + 1, sql->parameters[index]);
      }
      text += sql->text + ";\n";
    }
  }
  return text;
}

class GoldenSql : public ::testing::TestWithParam<fs::path> {};

/// HDIS_UPDATE_GOLDEN=1 writes the files instead: look at the difference before committing it.
TEST_P(GoldenSql, IsWrittenAsBefore) {
  const auto bound = query::compile(read(GetParam()), shipped());
  ASSERT_TRUE(bound) << bound.error().to_text();
  const std::string actual = statements(bound->plan);
  const fs::path golden = source / "tests/golden/sql/expected" / GetParam().filename();
  if (std::getenv("HDIS_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << actual;
  EXPECT_EQ(actual, read(golden));
}

INSTANTIATE_TEST_SUITE_P(Answered, GoldenSql, ::testing::ValuesIn(questions()),
                         [](const auto& test) { return "Query" + test.param.stem().string(); });

}  // namespace
}  // namespace hdis
