#include "acceptance.hpp"

#include "hdis/query/parser.hpp"
#include "hdis/query/print.hpp"

#include <gtest/gtest.h>

namespace hdis::query {
namespace {

using test::acceptance_queries;

TEST(AcceptanceQueries, AllAnsweredParse) {
  const auto files = acceptance_queries("answered");
  EXPECT_EQ(files.size(), 17U);
  for (const auto& file : files) {
    const auto parsed = parse(file.text);
    ASSERT_TRUE(parsed) << file.name << "\n" << parsed.error().to_text();
    EXPECT_TRUE(parsed->findings.empty()) << file.name;
  }
}

// All but the one with a second statement are refused by the binder, which needs their tree to
// explain.
TEST(AcceptanceQueries, RefusedParseSoThatTheBinderCanExplain) {
  const auto files = acceptance_queries("refused");
  EXPECT_EQ(files.size(), 12U);
  for (const auto& file : files) {
    EXPECT_EQ(parse(file.text).has_value(), file.name != "08_second_statement") << file.name;
  }
}

TEST(AcceptanceQueries, SecondStatementIsRefusedWhereItBegins) {
  const auto files = acceptance_queries("refused");
  const auto parsed = parse(files.at(7).text);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code(), ErrorCode::refused);
  EXPECT_EQ(parsed.error().reasons().front().rule, "query.statement_exports");
  EXPECT_EQ(parsed.error().reasons().front().where, (SourcePosition{1, 40}));
}

TEST(AcceptanceQueries, PrintedAndParsedAgainTheyAreTheSame) {
  for (const auto* folder : {"answered", "refused"}) {
    for (const auto& file : acceptance_queries(folder)) {
      const auto parsed = parse(file.text);
      if (!parsed) continue;
      const auto again = parse(print(parsed->script));
      ASSERT_TRUE(again) << file.name << "\n" << again.error().to_text();
      EXPECT_EQ(print(again->script, Brackets::every), print(parsed->script, Brackets::every))
          << file.name;
    }
  }
}

TEST(AcceptanceQueries, StatementsAreCounted) {
  const auto files = acceptance_queries("answered");
  EXPECT_EQ(parse(files.at(16).text)->script.statements.size(), 2U);
  EXPECT_EQ(parse(files.at(14).text)->script.statements.size(), 3U);
}

}  // namespace
}  // namespace hdis::query
