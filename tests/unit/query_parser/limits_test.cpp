#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_mistaken;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string rule_of(std::string_view text) {
  const auto parsed = parse(text);
  return parsed ? "" : parsed.error().reasons().front().rule;
}

TEST(Limits, AnEmptyTextSaysWhatToWrite) {
  expect_mistaken(ErrorCode::invalid_input, {{"", {1, 1}, "query.empty", "SELECT SEX"},
                                             {" ;\n; -- x", {2, 7}, "query.empty", "no query"}});
}

TEST(Limits, AMebibyteIsReadAndNoMore) {
  const std::size_t most = 1048576;
  std::string text = "SELECT a";
  text.resize(most, ' ');
  EXPECT_TRUE(parse(text));
  EXPECT_EQ(rule_of(text + " "), "query.too_long");
}

TEST(Limits, OnlyUtf8WithoutNul) {
  expect_mistaken(ErrorCode::invalid_input,
                  {
                      {"SELECT\n '\xff'", {2, 3}, "query.encoding", "UTF-8"},
                      {"SELECT '\xc3", {1, 9}, "query.encoding", "UTF-8"},
                      {"SELECT '\xc0\xaf'", {1, 9}, "query.encoding", "UTF-8"},
                      {"SELECT '\xed\xa0\x80'", {1, 9}, "query.encoding", "UTF-8"},
                      {"SELECT '\xf4\x90\x80\x80'", {1, 9}, "query.encoding", "UTF-8"},
                      {std::string_view("S\0E\0L\0", 6), {1, 2}, "query.null_character", "UTF-16"},
                  });
}

// Constants and names come back as labels on terminals and pages, and comments are shown to reviewers.
TEST(Limits, NothingThatTerminalsObey) {
  expect_mistaken(ErrorCode::invalid_input,
                  {{"SELECT '\x1b[8m'", {1, 9}, "query.control_character", "U+001B"},
                   {"SELECT a AS `b\u202e`", {1, 15}, "query.control_character", "U+202E"},
                   {"SELECT 1 -- \x07", {1, 13}, "query.control_character", "U+0007"},
                   {"SELECT 1 /* \xc2\x9b */", {1, 13}, "query.control_character", "U+009B"},
                   {"SELECT\n 'x\ny'", {2, 2}, "query.text_over_lines", "on its own line"},
                   {"SELECT a AS `b\n# Note`", {1, 13}, "query.text_over_lines", "plain spaces"},
                   {"SELECT a AS \"b\tc\"", {1, 13}, "query.text_over_lines", "plain spaces"},
                   {"SELECT 'b\u2028c'", {1, 8}, "query.text_over_lines", "plain spaces"}});
  EXPECT_EQ(rule_of("SELECT\t1\r\n\f-- é\u200b\n"), "");
}

// Each of these opens one level a piece, 200 of which are allowed; the query itself is the first.
TEST(Limits, TwoHundredLevelsAndNoMore) {
  const std::string head = "SELECT a FROM t WHERE ";
  EXPECT_EQ(rule_of(head + repeat("(", 200) + "1" + repeat(")", 200)), "query.too_deep");
  EXPECT_EQ(rule_of(head + repeat("(", 199) + "1" + repeat(")", 199)), "");
  EXPECT_EQ(rule_of(head + repeat("NOT ", 300) + "a"), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT " + repeat("- ", 300) + "a"), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT " + repeat("f(", 300)), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT " + repeat("CASE WHEN ", 300)), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT a FROM " + repeat("(SELECT a FROM ", 300)), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT a FROM " + repeat("(", 300) + "t"), "query.too_deep");
  EXPECT_EQ(rule_of("SELECT a FROM " + repeat("t JOIN (", 300) + "t"), "query.too_deep");
  EXPECT_EQ(rule_of(repeat("(", 300) + "SELECT a" + repeat(")", 300)), "query.too_deep");
}

TEST(Limits, OperatorsThatLeanAreCounted) {
  EXPECT_EQ(rule_of("SELECT 1" + repeat(" + 1", 1000)), "");
  EXPECT_EQ(rule_of("SELECT 1" + repeat(" + 1", 1001)), "query.too_many_operators");
  EXPECT_EQ(rule_of("SELECT 1" + repeat("::INT", 1001)), "query.too_many_operators");
}

// What is hardest on the stack: every level is as deep as its grammar allows.
TEST(Limits, TheDeepestTreesAreReadPrintedAndDestroyed) {
  const std::string head = "SELECT a FROM t WHERE ";
  const std::string chain = "a OR b OR c OR d OR e OR f OR g OR h AND i = 1 + 2 * ";
  const std::string texts[] = {
      head + repeat(chain + "(", 198) + "1" + repeat(")", 198),
      head + "1" + repeat("+1", 800) + repeat(" OR " + chain + "- (1", 98) + repeat(")", 98),
      head + repeat("x IN (SELECT a FROM t WHERE f(", 98) + "1" + repeat("))", 98),
      "SELECT a FROM " + repeat("(SELECT a FROM t JOIN ", 198) + "t" + repeat(")", 198),
  };
  for (const std::string& text : texts) {
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed) << parsed.error().to_text();
    const auto again = parse(print(parsed->script));
    ASSERT_TRUE(again) << again.error().to_text();
    EXPECT_EQ(print(again->script), print(parsed->script));
  }
}

TEST(Limits, LongTextsOfEverySignEnd) {
  for (const std::string_view piece :
       {"(",  ")",      "[",      "'",      "\"",        "`",          ",",      ".",
        ";",  "/*",     "NOT ",   "a OR ",  "a,",        "((SELECT ",  "x IN (", "CASE ",
        "1 ", "\u2019", "\u00a0", "FROM (", "t PIVOT (", "WITH a AS ("}) {
    const std::size_t times = 200000 / piece.size();
    EXPECT_FALSE(parse(repeat(piece, times)).has_value()) << piece;
    EXPECT_FALSE(parse("SELECT a FROM t WHERE b = " + repeat(piece, times) + ")")) << piece;
  }
}

}  // namespace
}  // namespace hdis::query
