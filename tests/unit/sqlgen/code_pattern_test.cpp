#include "duckdb/code_pattern.hpp"

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace hdis::sqlgen::duckdb {
namespace {

bool found(const std::vector<std::string>& prefixes, const std::vector<std::string>& except,
           const std::string& list) {
  const auto pattern = code_list_pattern(prefixes, except);
  return pattern && RE2::PartialMatch(list, *pattern);
}

TEST(CodeListPattern, FindsACodeInAnyPosition) {
  EXPECT_TRUE(found({"I61"}, {}, "I619"));
  EXPECT_TRUE(found({"I61"}, {}, "E119,I61"));
  EXPECT_TRUE(found({"I61", "E11"}, {}, "X,E119,Y"));
  EXPECT_FALSE(found({"I61"}, {}, "I62,E119"));
  EXPECT_FALSE(found({"I61"}, {}, ""));
}

TEST(CodeListPattern, ACodeBeginsWhereTheListOrACommaDoes) {
  EXPECT_FALSE(found({"I61"}, {}, "XI61"));
  EXPECT_FALSE(found({"61"}, {}, "I61"));
}

TEST(CodeListPattern, WhatIsExceptedDoesNotCountButItsNeighboursDo) {
  EXPECT_FALSE(found({"I6"}, {"I64"}, "I64"));
  EXPECT_FALSE(found({"I6"}, {"I64"}, "I649"));
  EXPECT_TRUE(found({"I6"}, {"I64"}, "I63"));
  EXPECT_TRUE(found({"I6"}, {"I64"}, "I6"));
  EXPECT_TRUE(found({"I6"}, {"I64"}, "I6,I64"));
  EXPECT_TRUE(found({"I6"}, {"I64"}, "I64,I63"));
}

TEST(CodeListPattern, ExceptionsMayBeLongAndShareTheirBeginning) {
  const std::vector<std::string> except = {"I612", "I6145", "I61"};
  EXPECT_FALSE(found({"I6"}, except, "I613"));
  const std::vector<std::string> fine = {"I612", "I6145"};
  EXPECT_TRUE(found({"I6"}, fine, "I61"));
  EXPECT_TRUE(found({"I6"}, fine, "I614"));
  EXPECT_TRUE(found({"I6"}, fine, "I6149"));
  EXPECT_FALSE(found({"I6"}, fine, "I6145"));
  EXPECT_FALSE(found({"I6"}, fine, "I6129"));
}

TEST(CodeListPattern, AnExceptionThatCoversEverythingLeavesNothing) {
  EXPECT_FALSE(code_list_pattern({"I61"}, {"I6"}));
  EXPECT_FALSE(code_list_pattern({"I61"}, {"I61"}));
  EXPECT_FALSE(code_list_pattern({}, {}));
  EXPECT_TRUE(found({"I61", "E11"}, {"I6"}, "E11"));
}

TEST(CodeListPattern, CharactersOfPatternsAreOrdinaryInCodes) {
  EXPECT_TRUE(found({"A.B"}, {}, "A.B"));
  EXPECT_FALSE(found({"A.B"}, {}, "AXB"));
  EXPECT_FALSE(found({"A"}, {"A]", "A^"}, "A]"));
  EXPECT_TRUE(found({"A"}, {"A]", "A^", "A-"}, "A_"));
}

}  // namespace
}  // namespace hdis::sqlgen::duckdb
