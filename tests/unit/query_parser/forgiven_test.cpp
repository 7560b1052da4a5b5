#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_accepted;

constexpr std::string_view plain = "SELECT a FROM t WHERE (b = '1')";

TEST(Forgiven, CommentsAnywhere) {
  expect_accepted({
      {"-- first\nSELECT a /* x; y */ FROM t -- last; '\nWHERE b -- in between\n = '1' -- no "
       "newline",
       plain},
      {"SELECT a FROM t WHERE b /* outer /* inner */ still a comment */ = '1'", plain},
      {"SELECT a/**/FROM--\rt WHERE b='1'--", plain},
  });
}

TEST(Forgiven, LineEndsAndTabs) {
  expect_accepted({{"SELECT\ta\r\nFROM t\rWHERE\n\fb = '1'\r\n", plain}});
}

TEST(Forgiven, WhatWordProcessorsMake) {
  expect_accepted({
      {"SELECT a FROM t WHERE b = \u2018"
       "1\u2019",
       plain,
       {"query.smart_quotes"}},
      {"SELECT a FROM t WHERE b = \u2019"
       "1'",
       plain,
       {"query.smart_quotes"}},
      {"SELECT \u201ca\u201d FROM t WHERE b = \u201c"
       "1\u201d",
       plain,
       {"query.smart_quotes", "query.double_quoted_text"}},
      {"SELECT\u00a0a\u3000"
       "FROM t WHERE b\u200b = '1'",
       plain,
       {"query.unusual_space"}},
      {"\ufeffSELECT a FROM t WHERE b = '1'", plain, {"query.byte_order_mark"}},
      {"SELECT a FROM t WHERE b == '1'", plain, {"query.double_equals"}},
      {"SELECT a FROM t WHERE b \u2260 1 AND b \u2264 2 AND b \u2265 3",
       "SELECT a FROM t WHERE ((b <> 1) AND (b <= 2) AND (b >= 3))",
       {"query.mathematical_sign"}},
  });
}

// A curly apostrophe inside a straight text belongs to the text.
TEST(Forgiven, SmartQuotesInsideATextStay) {
  expect_accepted({{"SELECT 'Alzheimer\u2019s' AS x", "SELECT 'Alzheimer\u2019s' AS x"}});
}

TEST(Forgiven, EachKindIsSaidOnceAtItsFirstPlace) {
  const auto parsed = parse("SELECT a FROM t\nWHERE b == 1 AND c == 2");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->findings.size(), 1U);
  EXPECT_EQ(parsed->findings[0].severity, Severity::note);
  EXPECT_EQ(parsed->findings[0].reason.where, (SourcePosition{2, 9}));
}

}  // namespace
}  // namespace hdis::query
