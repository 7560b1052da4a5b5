#include "hdis/ingest/cleaner.hpp"

#include "../../support/visits_catalogue.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hdis::ingest {
namespace {

using testing::visits_catalogue;

const PseudonymKey& key() {
  static const auto made = [] {
    const testing::TemporaryFolder folder;
    EXPECT_TRUE(PseudonymKey::create(folder.path() / "key"));
    return PseudonymKey::read(folder.path() / "key").value();
  }();
  return made;
}

Cleaner cleaner_of(const std::string& name) {
  const auto& dataset = *visits_catalogue().dataset(catalogue::DatasetId("visits"));
  return {dataset, *dataset.find(name), visits_catalogue(), key()};
}

/// The value as text and the rule: "5 (leading zeros restored)".
std::string cleaned(const std::string& field, std::string_view delivered) {
  struct ToText {
    std::string operator()(std::monostate) const { return "NULL"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(Date value) const { return value.to_text(); }
    std::string operator()(const std::string& value) const { return "'" + value + "'"; }
    std::string operator()(const PseudonymKey::Pseudonym&) const { return "pseudonym"; }
  };
  const auto result = cleaner_of(field).clean(delivered);
  std::string text = std::visit(ToText{}, result.value);
  if (result.rule != Rule::none) text += " (" + std::string(to_string(result.rule)) + ")";
  return text;
}

PseudonymKey::Pseudonym pseudonym(const std::string& field, std::string_view delivered) {
  const auto result = cleaner_of(field).clean(delivered);
  return std::get<PseudonymKey::Pseudonym>(result.value);
}

TEST(Cleaner, WhatIsEmptyIsNull) {
  EXPECT_EQ(cleaned("WORD", ""), "NULL");
  EXPECT_EQ(cleaned("WORD", "  "), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("STAY", ""), "NULL");
}

TEST(Cleaner, PaddingIsRemoved) {
  EXPECT_EQ(cleaned("WORD", "F34 "), "'F34' (padding removed)");
  EXPECT_EQ(cleaned("WORD", "\tF341"), "'F341' (padding removed)");
  EXPECT_EQ(cleaned("WORD", "-   "), "NULL (missing: not applicable)");
  EXPECT_EQ(cleaned("PROC_01", "-   "), "'-' (padding removed)");
  EXPECT_EQ(cleaned("PROC_01", "&\t "), "NULL (missing: not known)");
}

TEST(Cleaner, WholeNumbersMayBeWrittenWithADecimalPoint) {
  EXPECT_EQ(cleaned("STAY", "5"), "5");
  EXPECT_EQ(cleaned("STAY", "005"), "5");
  EXPECT_EQ(cleaned("STAY", "5.0"), "5 (whole number written with a decimal point)");
  EXPECT_EQ(cleaned("STAY", "5.5"), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("STAY", "5."), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("STAY", "five"), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("STAY", "0x5"), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("STAY", "99999999999999999999"), "NULL (invalid: not a number)");
}

TEST(Cleaner, NumbersOutsideTheirRangeAreInvalid) {
  EXPECT_EQ(cleaned("STAY", "0"), "0");
  EXPECT_EQ(cleaned("STAY", "29200"), "29200");
  EXPECT_EQ(cleaned("STAY", "-1"), "NULL (invalid: out of range)");
  EXPECT_EQ(cleaned("STAY", "29201"), "NULL (invalid: out of range)");
}

TEST(Cleaner, CodesForMissingNumbersAreSeenHoweverTheyAreWritten) {
  EXPECT_EQ(cleaned("STAY", "9998"), "NULL (missing: not applicable)");
  EXPECT_EQ(cleaned("STAY", "9998.0"), "NULL (missing: not applicable)");
  EXPECT_EQ(cleaned("STAY", "09998"), "NULL (missing: not applicable)");
  EXPECT_EQ(cleaned("STAY", "99999"), "99999") << "kept although outside the range";
}

TEST(Cleaner, AgesOfBabiesAreCodes) {
  EXPECT_EQ(cleaned("AGE", "120"), "120");
  EXPECT_EQ(cleaned("AGE", "7001"), "7001");
  EXPECT_EQ(cleaned("AGE", "7007.0"), "7007 (whole number written with a decimal point)");
  EXPECT_EQ(cleaned("AGE", "121"), "NULL (invalid: out of range)");
  EXPECT_EQ(cleaned("AGE", "7000"), "NULL (invalid: out of range)");
  EXPECT_EQ(cleaned("AGE", "7008"), "NULL (invalid: out of range)");
}

TEST(Cleaner, Decimals) {
  EXPECT_EQ(cleaned("COST", "2.5"), "2.5");
  EXPECT_EQ(cleaned("COST", "1000.01"), "NULL (invalid: out of range)");
  EXPECT_EQ(cleaned("COST", "999.0"), "NULL (missing: not known)");
  EXPECT_EQ(cleaned("COST", "nan"), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("COST", "1e999"), "NULL (invalid: not a number)");
  EXPECT_EQ(cleaned("COST", "2,5"), "NULL (invalid: not a number)");
}

TEST(Cleaner, DatesAndTheirConventions) {
  EXPECT_EQ(cleaned("DAY", "2018-03-31"), "2018-03-31");
  EXPECT_EQ(cleaned("DAY", "1801-01-01"), "NULL (missing: marked as invalid)");
  EXPECT_EQ(cleaned("DAY", "1800-01-01"), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("DAY", "1600-01-01"), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("DAY", "1582-10-15"), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("DAY", "2018-02-29"), "NULL (invalid: not a date)");
  EXPECT_EQ(cleaned("DAY", "31/03/2018"), "NULL (invalid: not a date)");
}

TEST(Cleaner, ATimeInADateIsCutOff) {
  EXPECT_EQ(cleaned("DAY", "2018-03-31 00:00:00"), "2018-03-31 (time after the date removed)");
  EXPECT_EQ(cleaned("DAY", "2018-03-31T23:59"), "2018-03-31 (time after the date removed)");
  EXPECT_EQ(cleaned("DAY", "2018-03-31 00:00:00.000"), "2018-03-31 (time after the date removed)");
  EXPECT_EQ(cleaned("DAY", "1802-01-01 00:00:00"), "NULL (missing: marked as invalid)");
  EXPECT_EQ(cleaned("DAY", "2018-03-31 tomorrow"), "NULL (invalid: not a date)");
  EXPECT_EQ(cleaned("DAY", "2018-03-310"), "NULL (invalid: not a date)");
}

TEST(Cleaner, Times) {
  EXPECT_EQ(cleaned("HOUR", "1922"), "'19:22'");
  EXPECT_EQ(cleaned("HOUR", "19:22"), "'19:22'");
  EXPECT_EQ(cleaned("HOUR", "19:22:59"), "'19:22'");
  EXPECT_EQ(cleaned("HOUR", "0000"), "'00:00'");
  EXPECT_EQ(cleaned("HOUR", "5"), "'00:05' (leading zeros restored)");
  EXPECT_EQ(cleaned("HOUR", "4000"), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("HOUR", "3000"), "NULL (missing: marked as invalid)");
  EXPECT_EQ(cleaned("HOUR", "2400"), "NULL (invalid: not a time)");
  EXPECT_EQ(cleaned("HOUR", "1260"), "NULL (invalid: not a time)");
  EXPECT_EQ(cleaned("HOUR", "12-30"), "NULL (invalid: not a time)");
  EXPECT_EQ(cleaned("HOUR", "noon"), "NULL (invalid: not a time)");
}

TEST(Cleaner, CodesOfAClosedListMustBeInIt) {
  EXPECT_EQ(cleaned("CLOSED", "01"), "'01'");
  EXPECT_EQ(cleaned("CLOSED", "1"), "'01' (leading zeros restored)");
  EXPECT_EQ(cleaned("CLOSED", "X"), "'X'");
  EXPECT_EQ(cleaned("CLOSED", "03"), "NULL (invalid: not in the code list)");
  EXPECT_EQ(cleaned("CLOSED", "3"), "NULL (invalid: not in the code list)");
  EXPECT_EQ(cleaned("CLOSED", "x"), "NULL (invalid: not in the code list)");
  EXPECT_EQ(cleaned("CLOSED", "99"), "'99'") << "a kept code for a missing value";
  EXPECT_EQ(cleaned("CLOSED", "9"), "NULL (missing: not applicable)") << "09 without its zero";
}

TEST(Cleaner, CodesOutsideAnOpenListAreKept) {
  EXPECT_EQ(cleaned("OPEN", "77"), "'77'");
  EXPECT_EQ(cleaned("OPEN", "5"), "'05' (leading zeros restored)");
  EXPECT_EQ(cleaned("OPEN", "7"), "'7'") << "07 is no code that we know";
}

TEST(Cleaner, LongerCodesAreCutWhereThatGivesACode) {
  EXPECT_EQ(cleaned("OPEN", "222"), "'22' (longer code cut to the length of the field)");
  EXPECT_EQ(cleaned("OPEN", "053"), "'05' (longer code cut to the length of the field)");
  EXPECT_EQ(cleaned("OPEN", "771"), "NULL (invalid: longer than the field)");
  EXPECT_EQ(cleaned("WORD", "TOOLONG"), "NULL (invalid: longer than the field)");
  EXPECT_EQ(cleaned("SHORT", "ab\xC3\xA9"), "NULL (invalid: longer than the field)") << "é halved";
  EXPECT_EQ(cleaned("SHORT", "F 41"), "'F 4' (longer code cut to the length of the field)");
  EXPECT_EQ(cleaned("SHORT", "-   ,Z942"), "'-' (longer code cut to the length of the field)");
  EXPECT_EQ(cleaned("SHORT", "F341"), "'F34' (longer code cut to the length of the field)");
}

TEST(Cleaner, ControlCharactersAreNoText) {
  EXPECT_EQ(cleaned("WORD", std::string("a\0b", 3)), "NULL (invalid: control characters)");
  EXPECT_EQ(cleaned("WORD", "a\nb"), "NULL (invalid: control characters)");
  EXPECT_EQ(cleaned("PROC_CONCAT", "a\nb,c"), "NULL (invalid: control characters)");
}

TEST(Cleaner, ListsAreCleanedPieceByPiece) {
  EXPECT_EQ(cleaned("PROC_CONCAT", "F341,Z942"), "'F341,Z942'");
  EXPECT_EQ(cleaned("PROC_CONCAT", "-   ,Z942"),
            "'-,Z942' (padding and missing codes removed from the list)");
  EXPECT_EQ(cleaned("PROC_CONCAT", "&,Z942,"),
            "'Z942' (padding and missing codes removed from the list)");
  EXPECT_EQ(cleaned("PROC_CONCAT", "&\t "), "NULL (missing: not submitted)");
  EXPECT_EQ(cleaned("PROC_CONCAT", "&\t ,Z942,\tF341"),
            "'Z942,F341' (padding and missing codes removed from the list)");
  EXPECT_EQ(cleaned("PROC_CONCAT", "F3\t41,Z942"), "NULL (invalid: control characters)");
}

TEST(Cleaner, FinancialYears) {
  EXPECT_EQ(cleaned("FYEAR", "1718"), "'1718'");
  EXPECT_EQ(cleaned("FYEAR", "102"), "'0102' (leading zeros restored)");
  EXPECT_EQ(cleaned("FYEAR", "2017/18"), "'1718' (financial year rewritten as four digits)");
  EXPECT_EQ(cleaned("FYEAR", "1718.0"), "'1718' (whole number written with a decimal point)");
  EXPECT_EQ(cleaned("FYEAR", "102.0"), "'0102' (leading zeros restored)");
  EXPECT_EQ(cleaned("FYEAR", "1719"), "NULL (invalid: not a financial year)");
}

TEST(Cleaner, KeysAreRenamedWhateverZerosTheyLost) {
  EXPECT_EQ(cleaned("VISIT", "001234567890"), "pseudonym");
  EXPECT_EQ(cleaned("VISIT", "1234567890"), "pseudonym (leading zeros restored)");
  EXPECT_EQ(pseudonym("VISIT", "001234567890"), pseudonym("VISIT", "1234567890"));
  EXPECT_NE(pseudonym("VISIT", "001234567890"), pseudonym("VISIT", "001234567891"));
  EXPECT_EQ(cleaned("VISIT", "000000000000"), "NULL (missing: not applicable)");
}

TEST(Cleaner, KeysOfNumbersAndOfNames) {
  EXPECT_EQ(pseudonym("NUMBER_KEY", "8927884191324.0"), pseudonym("NUMBER_KEY", "08927884191324"));
  EXPECT_NE(pseudonym("NAME_KEY", "01"), pseudonym("NAME_KEY", "1")) << "no length, so zeros count";
  EXPECT_NE(pseudonym("VISIT", "0A1"), pseudonym("VISIT", "A1")) << "not a number";
}

TEST(Cleaner, ABlankKeyIsNeverPaddedToOne) {
  for (const std::string key : {"VISIT", "PERSON", "NAME_KEY"}) {
    EXPECT_EQ(cleaned(key, ""), "NULL") << key;
    for (const std::string blank : {"   ", "\t", "-", "&", "NULL", "NaN", "n/a", "#N/A", "None"}) {
      EXPECT_EQ(cleaned(key, blank), "NULL (missing: not submitted)") << key << " " << blank;
    }
  }
  EXPECT_EQ(cleaned("PERSON", "000000000000"), "NULL (missing: not submitted)") << "a padded blank";
  EXPECT_EQ(cleaned("PERSON", "0"), "pseudonym (leading zeros restored)");
  EXPECT_EQ(cleaned("NAME_KEY", "0"), "pseudonym") << "no length: nobody pads it";
  EXPECT_EQ(cleaned("NAME_KEY", "Nan Smith"), "pseudonym");
}

TEST(Cleaner, KeysThatASpreadsheetRoundedAreNoKeys) {
  EXPECT_EQ(cleaned("VISIT", "3.00149E+11"), "NULL (invalid: key rounded to a few digits)");
  EXPECT_EQ(cleaned("PERSON", "9e+18"), "NULL (invalid: key rounded to a few digits)");
  // A key that is no text is none: what it was cut off from, nobody knows.
  EXPECT_EQ(cleaned("VISIT", std::string("12\0"
                                         "34",
                                         5)),
            "NULL (invalid: control characters)");
  EXPECT_EQ(cleaned("PERSON", "AB\x1b[1m"), "NULL (invalid: control characters)");
  EXPECT_EQ(cleaned("PERSON", "12345E67"), "pseudonym") << "letters of a token";
  EXPECT_EQ(cleaned("PERSON", "E+11"), "pseudonym");
}

TEST(Cleaner, KeysInANumberColumnAreTheSameKeys) {
  EXPECT_EQ(pseudonym("VISIT", "123.0"), pseudonym("VISIT", "000000000123"));
  EXPECT_NE(pseudonym("NAME_KEY", "1.0"), pseudonym("NAME_KEY", "1")) << "no number by definition";
}

TEST(Cleaner, LinkedKeysMatchAcrossFieldsButNeverAPerson) {
  EXPECT_EQ(pseudonym("VISIT", "123"), pseudonym("NUMBER_KEY", "123"));
  EXPECT_NE(pseudonym("VISIT", "123"), pseudonym("PERSON", "123"));
}

TEST(Rules, EveryRuleHasItsOwnWords) {
  std::set<std::string_view> words;
  for (std::size_t rule = 0; rule < rule_count; ++rule) {
    EXPECT_FALSE(to_string(static_cast<Rule>(rule)).empty());
    words.insert(to_string(static_cast<Rule>(rule)));
  }
  EXPECT_EQ(words.size(), rule_count);
}

TEST(Rules, FallIntoOutcomes) {
  EXPECT_EQ(outcome_of(Rule::none), Outcome::kept);
  EXPECT_EQ(outcome_of(Rule::padding), Outcome::repaired);
  EXPECT_EQ(outcome_of(Rule::cleaned_list), Outcome::repaired);
  EXPECT_EQ(outcome_of(Rule::missing_null), Outcome::made_missing);
  EXPECT_EQ(outcome_of(Rule::missing_not_applicable), Outcome::made_missing);
  EXPECT_EQ(outcome_of(Rule::not_a_number), Outcome::invalid);
  EXPECT_EQ(outcome_of(Rule::unknown_code), Outcome::invalid);
}

}  // namespace
}  // namespace hdis::ingest
