#include "hdis/disclosure/gate.hpp"

#include "cell_maker.hpp"
#include "table_maker.hpp"

#include <gtest/gtest.h>

namespace hdis::disclosure {
namespace {

using released::Key;
using released::SuppressionReason;

released::Table sample() {
  released::Provenance provenance;
  provenance.output = "O-000001";
  provenance.query_text = "a \"question\"\nin two lines";
  provenance.produced_at = *parse_instant("2026-11-23T08:00:00Z");
  provenance.demonstration = true;
  const std::vector<Key> keys = {{Key::Kind::value, "Y56\xff", "London"},
                                 {Key::Kind::missing, "", ""},
                                 {Key::Kind::total, "", ""}};
  const std::vector<released::Cell> cells = {
      CellMaker::zero(), CellMaker::value(66.67, 2), CellMaker::rounded(1'000'005, 0),
      CellMaker::suppressed(SuppressionReason::dominance), CellMaker::not_applicable()};
  using released::ColumnKind;
  return TableMaker::make({{"area", ColumnKind::dimension, "", "Area"},
                           {"number", ColumnKind::number, "episodes", "Number of records"}},
                          {{keys, cells}}, std::move(provenance),
                          {"hes-2018 1", {"a rule"}, {"a check"}, 5, 1}, {"a note"});
}

TEST(StoredForm, ComesBackEqual) {
  const std::string bytes = to_stored_form(sample());
  const auto table = reopen(bytes, digest_of(bytes));
  ASSERT_TRUE(table) << table.error().to_text();
  EXPECT_EQ(*table, sample());
  EXPECT_EQ(to_stored_form(*table), bytes);
}

TEST(StoredForm, ChangedBytesAreRefused) {
  const std::string bytes = to_stored_form(sample());
  std::string changed = bytes;
  changed.replace(changed.find("a note"), 6, "b note");
  const auto table = reopen(changed, digest_of(bytes));
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code(), ErrorCode::corrupt);
}

TEST(StoredForm, OnlyTheCanonicalFormOfATableIsOpened) {
  const std::string bytes = to_stored_form(sample());
  const auto refused = [](const std::string& text) { return !reopen(text, digest_of(text)); };
  EXPECT_FALSE(refused(bytes));
  EXPECT_TRUE(refused(bytes + " "));
  EXPECT_TRUE(refused("{}"));
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused(std::string(10'000, '[')));
  std::string number_on_a_star = bytes;
  number_on_a_star.replace(number_on_a_star.find("\"dominance\""), 11, "3");
  EXPECT_TRUE(refused(number_on_a_star));
}

}  // namespace
}  // namespace hdis::disclosure
