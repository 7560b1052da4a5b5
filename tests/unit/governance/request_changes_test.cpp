#include "hdis/governance/request_changes.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

/// "-a" for a line that was removed, "+a" for one that was added, " a" for one that was kept.
std::string compared(std::string_view before, std::string_view after) {
  std::string out;
  for (const auto& line : compare_lines(before, after)) {
    out += line.fate == LineFate::removed ? "-" : line.fate == LineFate::added ? "+" : " ";
    out += line.text + "|";
  }
  return out;
}

TEST(CompareLines, KeepsAsManyAsPossible) {
  EXPECT_EQ(compared("a\nb\nc\n", "a\nx\nc\n"), " a|-b|+x| c|");
  EXPECT_EQ(compared("a\nb\nc", "b\nc\nd"), "-a| b| c|+d|");
  EXPECT_EQ(compared("a\nc", "x\ny\nc\nz"), "-a|+x|+y| c|+z|");
  EXPECT_EQ(compared("", "a"), "+a|");
  EXPECT_EQ(compared("a", ""), "-a|");
  EXPECT_EQ(compared("", ""), "");
}

TEST(CompareLines, OverlooksSpacesAtTheEndOfALineAndLinesAtTheEnd) {
  EXPECT_EQ(compared("a  \r\nb", "a\nb\n\n"), " a| b|");
  EXPECT_EQ(compared("  a", "a"), "-  a|+a|");
}

}  // namespace
}  // namespace hdis::governance
