#include "hdis/core/box.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace hdis {
namespace {

struct Node {
  int value = 0;
  std::optional<Box<Node>> next;
  friend bool operator==(const Node& a, const Node& b) {
    return a.value == b.value && a.next == b.next;
  }
};

TEST(Box, CopiesDeeply) {
  const Node one{1, Node{2, std::nullopt}};
  Node other = one;
  EXPECT_EQ(one, other);
  (*other.next)->value = 3;
  EXPECT_EQ((*one.next)->value, 2);
  EXPECT_NE(one, other);
}

TEST(Box, SurvivesAssignmentToItself) {
  Box<int> box(7);
  const auto& same = box;
  box = same;
  EXPECT_EQ(*box, 7);
}

TEST(Box, MovesItsValue) {
  Box<int> from(7);
  Box<int> to(1);
  to = std::move(from);
  EXPECT_EQ(*to, 7);
}

}  // namespace
}  // namespace hdis
