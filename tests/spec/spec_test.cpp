#include "spec_case.hpp"
#include "support/engine/record_files.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(HDIS_SOURCE_DIR) / "tests/spec/cases")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Specification : public ::testing::TestWithParam<fs::path> {};

TEST_P(Specification, BothEnginesCountWhatWasWorkedOutByHand) {
  const catalogue::Catalogue& catalogue = engine_catalogue();
  const SpecCase spec = read_spec(GetParam(), catalogue);
  const auto bound = query::compile(spec.query, catalogue);
  ASSERT_TRUE(bound) << bound.error().to_text();
  const testing::TemporaryFolder folder;
  const Engines engines = open_engines(spec.records, catalogue, folder.path());
  const query::TablePlan& table = bound->plan.tables.at(0);
  for (engine::Engine* engine : {engines.duckdb.get(), engines.reference.get()}) {
    const auto rows = engine->run(table.parts.at(0), {}, {});
    ASSERT_TRUE(rows) << rows.error().to_text();
    EXPECT_THAT(spec_lines(*rows, table, 0), ::testing::ContainerEq(spec.expected));
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, Specification, ::testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.stem().string(); });

}  // namespace
}  // namespace hdis::test
