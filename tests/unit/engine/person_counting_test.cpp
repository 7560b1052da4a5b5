#include "duckdb/person_set.hpp"
#include "duckdb/person_shares.hpp"

#include <gtest/gtest.h>

namespace hdis::engine {
namespace {

PersonKey key(std::uint64_t number) { return {number, 0}; }

PersonSet set_of(std::uint64_t first, std::uint64_t count) {
  PersonSet set;
  for (std::uint64_t number = first; number < first + count; ++number) set.add(key(number));
  return set;
}

TEST(PersonSet, CountsEachPersonOnce) {
  PersonSet set;
  EXPECT_EQ(set.count(), 0U);
  for (const std::uint64_t number : {1U, 2U, 1U, 3U, 2U, 1U}) set.add(key(number));
  EXPECT_EQ(set.count(), 3U);
}

TEST(PersonSet, BothHalvesOfAKeyMatter) {
  PersonSet set;
  set.add({1, 0});
  set.add({0, 1});
  set.add({0, 0});
  EXPECT_EQ(set.count(), 3U);
}

TEST(PersonSet, AllWithoutAKeyAreOneMore) {
  PersonSet set = set_of(1, 2);
  set.add_unknown();
  set.add_unknown();
  EXPECT_EQ(set.count(), 3U);
}

TEST(PersonSet, CountsExactlyUntilThereAreEnough) {
  for (std::uint64_t count = 0; count <= raw::enough_people; ++count) {
    EXPECT_EQ(set_of(0, count).count(), count);
  }
  EXPECT_EQ(set_of(0, raw::enough_people + 1).count(), raw::enough_people);
  PersonSet set = set_of(0, raw::enough_people - 1);
  set.add_unknown();
  EXPECT_EQ(set.count(), raw::enough_people);
}

TEST(PersonSet, MergingIsTheUnion) {
  for (const std::uint64_t count : {0U, 1U, 5U, 30U}) {
    PersonSet a = set_of(0, 20);
    PersonSet b = set_of(10, count);
    b.add_unknown();
    a.merge(b);
    EXPECT_EQ(a.count(), (count > 10 ? 10 + count : 20) + 1);
  }
}

TEST(PersonSet, MergingReachesEnoughFromEitherSide) {
  PersonSet few = set_of(0, 2);
  PersonSet many = set_of(100, 1000);
  few.merge(many);
  EXPECT_EQ(few.count(), raw::enough_people);
  PersonSet half = set_of(0, 40);
  PersonSet other = set_of(40, 40);
  half.merge(other);
  EXPECT_EQ(half.count(), raw::enough_people);
}

TEST(PersonShares, AddUpByPersonAndRank) {
  PersonShares shares;
  shares.add(key(1), 2);
  shares.add(key(2), 4);
  shares.add(key(1), 3);
  shares.add_unknown(1);
  shares.add_unknown(4.5);
  const auto result = shares.shares();
  EXPECT_EQ(result.largest, 5);
  EXPECT_EQ(result.second, 4.5);
  EXPECT_EQ(result.total, 14.5);
  EXPECT_EQ(shares.people(), 3U);
}

TEST(PersonShares, MergingAddsTheSharesOfOnePerson) {
  PersonShares a;
  a.add(key(1), 2);
  a.add(key(2), 3);
  PersonShares b;
  b.add(key(1), 2);
  b.add_unknown(3.5);
  a.merge(b);
  EXPECT_EQ(a.shares().largest, 4);
  EXPECT_EQ(a.shares().second, 3.5);
  EXPECT_EQ(a.shares().total, 10.5);
}

/// With many persons the largest share may be given too large, never too small.
TEST(PersonShares, OfManyPersonsAreUpperBounds) {
  for (const bool merged : {false, true}) {
    PersonShares shares;
    PersonShares rest;
    for (std::uint64_t number = 0; number < 1000; ++number) {
      (merged && number % 2 == 1 ? rest : shares).add(key(number), number == 77 ? 500 : 1);
    }
    shares.merge(rest);
    const auto result = shares.shares();
    EXPECT_EQ(result.total, 1499);
    EXPECT_GE(result.largest, 500);
    EXPECT_LT(result.largest, 600);
    EXPECT_GE(result.second, 1);
    EXPECT_EQ(shares.people(), raw::enough_people);
  }
}

TEST(PersonShares, AreExactForUpToEnoughPersons) {
  PersonShares shares;
  for (std::uint64_t number = 0; number < raw::enough_people; ++number) {
    shares.add(key(number), static_cast<double>(number));
  }
  EXPECT_EQ(shares.shares().largest, raw::enough_people - 1);
  EXPECT_EQ(shares.shares().second, raw::enough_people - 2);
}

}  // namespace
}  // namespace hdis::engine
