#include "brute_force.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression::test {
namespace {

class Verify : public testing::Test {
 protected:
  const Table table_ =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {3, 50, 10, 40, 60, 2, 11, 80, 12}, 5);
  Protection proof_ = *protect(table_, {});
};

TEST_F(Verify, AcceptsTheEnginesProof) { EXPECT_TRUE(verify(table_, Attacker::strict, proof_)); }

TEST_F(Verify, RefusesEveryChangeOfOneNumber) {
  for (std::size_t m = 0; m < proof_.moves.size(); ++m)
    for (std::size_t i = 0; i < proof_.moves[m].cells.size(); ++i) {
      Protection changed = proof_;
      changed.moves[m].changes[i] += 1;
      EXPECT_FALSE(verify(table_, Attacker::strict, changed));
      changed = proof_;
      changed.moves[m].cells[i] = (changed.moves[m].cells[i] + 1) % 16;
      EXPECT_FALSE(verify(table_, Attacker::strict, changed));
      changed = proof_;
      changed.moves[m].cells.erase(changed.moves[m].cells.begin() + static_cast<std::ptrdiff_t>(i));
      changed.moves[m].changes.erase(changed.moves[m].changes.begin() +
                                     static_cast<std::ptrdiff_t>(i));
      EXPECT_FALSE(verify(table_, Attacker::strict, changed));
    }
}

TEST_F(Verify, RefusesAClaimThatIsMissingOrTurnedRound) {
  for (std::size_t c = 0; c < proof_.claims.size(); ++c) {
    Protection changed = proof_;
    changed.claims.erase(changed.claims.begin() + static_cast<std::ptrdiff_t>(c));
    EXPECT_FALSE(verify(table_, Attacker::strict, changed));
    changed = proof_;
    changed.claims[c].sign = static_cast<std::int8_t>(-changed.claims[c].sign);
    EXPECT_FALSE(verify(table_, Attacker::strict, changed));
  }
}

TEST_F(Verify, RefusesEveryCellPublishedThatAMoveNeeds) {
  for (CellId cell = 0; cell < table_.values.size(); ++cell) {
    if (!proof_.hidden[cell]) continue;
    Protection changed = proof_;
    changed.hidden[cell] = false;
    EXPECT_FALSE(verify(table_, Attacker::strict, changed));
  }
}

TEST_F(Verify, RefusesAMoveBelowWhatTheReaderTakesToBePossible) {
  // Ones in a rectangle: each may be 0 or 2, unless the reader knows that none is 0.
  const Table ones =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {1, 1, 9, 1, 1, 9, 9, 9, 9}, 5);
  const auto mild = protect(ones, {Attacker::nonnegative, 1, 100, {}});
  ASSERT_TRUE(mild);
  EXPECT_TRUE(verify(ones, Attacker::nonnegative, *mild));
  EXPECT_FALSE(verify(ones, Attacker::strict, *mild));
}

}  // namespace
}  // namespace hdis::suppression::test
