#include "reader.hpp"

#include <gtest/gtest.h>

// The attacks must work on a table that is only suppressed and rounded; else they show nothing.

namespace hdis::attack {
namespace {

TEST(Reader, PinsASingleSmallNumberUnderARoundedTotal) {
  EXPECT_EQ(possible({"10", "10", "*"}, "15")[2], std::set<int>{1});
  EXPECT_EQ(possible({"10", "10", "10", "*"}, "45")[3], std::set<int>{7});
}

TEST(Reader, PinsOnesUnderASuppressedTotal) {
  for (const auto& part : possible({"*", "*", "*", "*", "*", "*", "*"}, "*")) {
    EXPECT_EQ(part, std::set<int>{1});
  }
}

TEST(Reader, PinsASmallNumberBesideAnExactTotal) {
  EXPECT_EQ(possible({"10", "10", "*"}, "=17")[2], std::set<int>{1});
}

TEST(Reader, LearnsNothingWithoutATotal) {
  EXPECT_EQ(possible({"10", "10", "*"}, "?")[2].size(), 7U);
}

}  // namespace
}  // namespace hdis::attack
