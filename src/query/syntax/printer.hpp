#pragma once

#include "hdis/query/ast.hpp"
#include "hdis/query/print.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hdis::query::syntax {

/// How tightly an expression binds; what binds less than its place asks for gets brackets.
enum class Binding : std::uint8_t { or_, and_, not_, test, sum, product, sign, primary };

/// Writes a tree into one growing text.
class Printer {
 public:
  explicit Printer(Brackets brackets) : brackets_(brackets) {}

  void script(const ast::Script& script);
  void query(const ast::Query& query);
  void expression(const ast::Expression& expression, Binding at_least = Binding::or_);
  void name(const ast::Name& name);

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void write(std::string_view text) { text_ += text; }
  void identifier(std::string_view name);
  void quoted(std::string_view text);
  void alias(std::string_view alias);

  // print_query.cpp
  void statement(const ast::Statement& statement);
  void bracketed(const ast::Query& inner);
  void select(const ast::Select& select);
  void select_item(const ast::SelectItem& item);
  void group_by(const std::vector<ast::GroupBy>& groups);
  void grouping(const ast::GroupBy& group);
  void element(const std::vector<ast::Expression>& element, bool always_brackets);
  void table(const ast::TableRef& table);
  void pivot(const ast::Pivot& pivot);
  void join(const ast::Join& join);

  // print_expression.cpp
  void chain(const ast::Binary& binary);
  void chain_part(const ast::Expression& part, ast::BinaryOperator op, bool& first);
  void negated(bool negated, std::string_view keyword);
  void node(const ast::Name& node) { name(node); }
  void node(const ast::Literal& literal);
  void node(const ast::Star&) { write("*"); }
  void node(const ast::Binary& binary);
  void node(const ast::Unary& unary);
  void node(const ast::In& in);
  void node(const ast::InQuery& in);
  void node(const ast::Between& between);
  void node(const ast::Pattern& pattern);
  void node(const ast::IsNull& test);
  void node(const ast::Case& cases);
  void node(const ast::Call& call);
  void node(const ast::Cast& cast);
  void node(const ast::Subquery& subquery);

  /// Writes each element by `one`, with ", " between.
  template <class Elements, class One>
  void list(const Elements& elements, const One& one) {
    bool first = true;
    for (const auto& element : elements) {
      if (!first) write(", ");
      first = false;
      one(element);
    }
  }

  Brackets brackets_;
  std::string text_;
};

}  // namespace hdis::query::syntax
