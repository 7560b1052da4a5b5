#include "hdis/sqlgen/sqlgen.hpp"

#include "generator.hpp"
#include "support/engine/raw_text.hpp"
#include "support/engine/record_files.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace hdis::test {
namespace {

constexpr std::uint32_t first_seed = 20260101;
constexpr std::size_t data_sets = 25;
constexpr std::size_t questions_each = 20;

std::string statement_of(const query::Aggregation& aggregation) {
  const auto sql = sqlgen::generate(aggregation, engine_catalogue(), sqlgen::Dialect::duckdb, 1000);
  return sql ? sql->text : sql.error().to_text();
}

/// 500 random questions over random records: both engines say the same, to the last group.
TEST(EnginesAgree, OnGeneratedQuestions) {
  std::size_t with_rows = 0;
  for (std::size_t index = 0; index < data_sets; ++index) {
    const auto seed = first_seed + static_cast<std::uint32_t>(index);
    Dice dice(seed);
    const testing::TemporaryFolder folder;
    const Engines engines = open_engines(make_records(dice), engine_catalogue(), folder.path());
    for (std::size_t question = 0; question < questions_each; ++question) {
      const query::Aggregation aggregation = make_aggregation(dice);
      const auto expected = engines.reference->run(aggregation, {}, {});
      const auto actual = engines.duckdb->run(aggregation, {}, {});
      ASSERT_TRUE(expected) << expected.error().to_text();
      ASSERT_TRUE(actual) << "seed " << seed << " question " << question << "\n"
                          << actual.error().to_text() << statement_of(aggregation);
      ASSERT_EQ(difference(*expected, *actual), "")
          << "seed " << seed << " question " << question << "\n"
          << statement_of(aggregation);
      if (expected->rows.size() > 1) ++with_rows;
    }
  }
  // A generator that asks for nothing would agree with everything.
  EXPECT_GT(with_rows, data_sets * questions_each / 3);
}

}  // namespace
}  // namespace hdis::test
