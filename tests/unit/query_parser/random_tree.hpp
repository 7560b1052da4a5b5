#pragma once

#include "hdis/query/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hdis::query::test {

/// Builds a tree from a list of choices, the way a reader of the grammar would at each turn. When
/// the choices have run out everything is as small as it can be, so shorter lists give smaller
/// trees and a failure can be shrunk.
class RandomTree {
 public:
  explicit RandomTree(std::vector<std::uint8_t> choices) : choices_(std::move(choices)) {}

  ast::Script script();

 private:
  std::size_t choose(std::size_t alternatives);
  bool toss() { return choose(2) == 1; }

  std::string word();
  ast::Name name();
  std::string alias();
  std::string text();

  ast::Expression expression();
  ast::Expression leaf();
  ast::Expression literal();
  ast::Expression binary();
  ast::Expression unary();
  ast::Expression test();
  ast::Expression cases();
  ast::Expression call();
  std::vector<ast::Expression> expressions(std::size_t least);
  std::vector<ast::Expression> values();

  ast::Query query();
  ast::Select select();
  ast::SelectItem item();
  ast::TableRef table();
  ast::Pivot pivot();
  ast::Join join();
  std::vector<ast::GroupBy> group_by();

  std::vector<std::uint8_t> choices_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace hdis::query::test
