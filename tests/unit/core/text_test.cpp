#include "hdis/core/text.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

using Texts = std::vector<std::string>;

TEST(Text, ChangesTheCaseOfAsciiLettersOnly) {
  EXPECT_EQ(to_upper("diag_4_01 é"), "DIAG_4_01 é");
  EXPECT_EQ(to_lower("HES.HES_APC É"), "hes.hes_apc É");
}

TEST(Text, TrimsWhiteSpaceAtBothEnds) {
  EXPECT_EQ(trim(" \t-   \r\n"), "-");
  EXPECT_EQ(trim("a b"), "a b");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, SplitsAndKeepsEmptyPieces) {
  EXPECT_EQ(split("F32,,Z37,", ','), (Texts{"F32", "", "Z37", ""}));
  EXPECT_EQ(split("", ','), (Texts{""}));
}

TEST(Text, NearestOffersWhatWasProbablyMeantBestFirst) {
  const Texts fields = {"STARTAGE", "STARTAGE_CALC", "SPELDUR", "SEX", "ADMIMETH"};
  EXPECT_EQ(nearest("STARTAG", fields), (Texts{"STARTAGE"}));
  EXPECT_EQ(nearest("admimteh", fields), (Texts{"ADMIMETH"}));
  EXPECT_EQ(nearest("STARTAGECALC", fields), (Texts{"STARTAGE_CALC", "STARTAGE"}));
}

TEST(Text, NearestCountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(nearest("SXE", Texts{"SEX"}), (Texts{"SEX"}));
  EXPECT_EQ(nearest("XES", Texts{"SEX"}), (Texts{}))
      << "two edits are more than a third of three characters";
}

TEST(Text, NearestOffersNothingThatIsTooDifferent) {
  EXPECT_EQ(nearest("PATIENT_NAME", Texts{"SEX", "ADMIMETH", "PROCODE3"}), (Texts{}));
}

TEST(Text, NearestKeepsToTheNumberAskedForAndToAlphabeticalOrder) {
  const Texts codes = {"I24", "I23", "I22", "I21", "I22"};
  EXPECT_EQ(nearest("I2X", codes, 2), (Texts{"I21", "I22"}));
}

TEST(Text, RecognisesUtf8) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Ynys Môn"));
  EXPECT_TRUE(is_utf8("\xE2\x80\x98"));      // U+2018, a smart quote
  EXPECT_TRUE(is_utf8("\xF0\x9F\x8F\xA5"));  // U+1F3E5
}

// The ill-formed sequences of the Unicode Standard, section 3.9, table 3-7.
TEST(Text, RejectsWhatIsNotUtf8) {
  EXPECT_FALSE(is_utf8("\x92"));              // a smart quote of Windows-1252
  EXPECT_FALSE(is_utf8("\xE2\x80"));          // cut short
  EXPECT_FALSE(is_utf8("\xE2\x41\x80"));      // interrupted
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // longer than needed
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // half of a surrogate pair
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(is_utf8("\xFF"));
}

}  // namespace
}  // namespace hdis
