#include "random.hpp"

#include <gtest/gtest.h>

namespace hdis::synth {
namespace {

// The published reference output of SplitMix64 for the seed 1234567.
TEST(Random, IsSplitMix64) {
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
  EXPECT_EQ(random.next(), 4593380528125082431U);
  EXPECT_EQ(random.next(), 16408922859458223821U);
}

TEST(Random, StreamsOfDifferentThingsDiffer) {
  const auto first = [](Purpose purpose, std::uint64_t thing, std::uint64_t part) {
    return Random::of(1, purpose, thing, part).next();
  };
  EXPECT_NE(first(Purpose::person, 1, 0), first(Purpose::person, 2, 0));
  EXPECT_NE(first(Purpose::person, 1, 0), first(Purpose::person, 1, 1));
  EXPECT_NE(first(Purpose::person, 1, 0), first(Purpose::year, 1, 0));
  EXPECT_EQ(first(Purpose::person, 1, 0), first(Purpose::person, 1, 0));
}

// Five standard deviations of a binomial count (100,000 draws).
TEST(Alias, DrawsInProportion) {
  const Alias alias({1, 0, 3, 6});
  Random random(5);
  std::array<int, 4> counts{};
  for (int i = 0; i < 100'000; ++i) ++counts[alias.pick(random)];
  EXPECT_EQ(counts[1], 0);
  EXPECT_NEAR(counts[0], 10'000, 475);
  EXPECT_NEAR(counts[2], 30'000, 725);
  EXPECT_NEAR(counts[3], 60'000, 775);
}

TEST(Alias, OfNothingIsEmpty) {
  EXPECT_TRUE(Alias(std::vector<double>()).empty());
  EXPECT_TRUE(Alias({0, 0}).empty());
}

// Mean of n draws: five standard errors.
TEST(Random, PoissonAndGeometricHaveTheirMeans) {
  Random random(11);
  double poisson = 0;
  double geometric = 0;
  for (int i = 0; i < 100'000; ++i) {
    poisson += random.poisson(2.5);
    geometric += random.geometric(4);
  }
  EXPECT_NEAR(poisson / 100'000, 2.5, 0.025);
  EXPECT_NEAR(geometric / 100'000, 4, 0.071);
}

}  // namespace
}  // namespace hdis::synth
