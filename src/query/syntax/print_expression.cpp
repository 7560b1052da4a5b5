#include "hdis/core/assert.hpp"

#include "syntax/printer.hpp"

#include <variant>

namespace hdis::query::syntax {

namespace {

using ast::BinaryOperator;

std::string_view spelling(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::or_:
      return " OR ";
    case BinaryOperator::and_:
      return " AND ";
    case BinaryOperator::equal:
      return " = ";
    case BinaryOperator::not_equal:
      return " <> ";
    case BinaryOperator::less:
      return " < ";
    case BinaryOperator::less_equal:
      return " <= ";
    case BinaryOperator::greater:
      return " > ";
    case BinaryOperator::greater_equal:
      return " >= ";
    case BinaryOperator::plus:
      return " + ";
    case BinaryOperator::minus:
      return " - ";
    case BinaryOperator::times:
      return " * ";
    case BinaryOperator::divide:
      return " / ";
    case BinaryOperator::modulo:
      return " % ";
    case BinaryOperator::concatenate:
      return " || ";
  }
  HDIS_ASSERT(false);
}

Binding binding(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::or_:
      return Binding::or_;
    case BinaryOperator::and_:
      return Binding::and_;
    case BinaryOperator::plus:
    case BinaryOperator::minus:
    case BinaryOperator::concatenate:
      return Binding::sum;
    case BinaryOperator::times:
    case BinaryOperator::divide:
    case BinaryOperator::modulo:
      return Binding::product;
    default:
      return Binding::test;
  }
}

Binding tighter(Binding binding) {
  return static_cast<Binding>(static_cast<std::uint8_t>(binding) + 1);
}

struct BindingOf {
  Binding operator()(const ast::Binary& binary) const { return binding(binary.op); }
  Binding operator()(const ast::Unary& unary) const {
    return unary.op == ast::UnaryOperator::not_ ? Binding::not_ : Binding::sign;
  }
  Binding operator()(const ast::Literal& literal) const {
    const bool number =
        literal.kind == ast::LiteralKind::integer || literal.kind == ast::LiteralKind::decimal;
    return number && literal.text.starts_with('-') ? Binding::sign : Binding::primary;
  }
  Binding operator()(const ast::In&) const { return Binding::test; }
  Binding operator()(const ast::InQuery&) const { return Binding::test; }
  Binding operator()(const ast::Between&) const { return Binding::test; }
  Binding operator()(const ast::Pattern&) const { return Binding::test; }
  Binding operator()(const ast::IsNull&) const { return Binding::test; }
  template <class Primary>
  Binding operator()(const Primary&) const {
    return Binding::primary;
  }
};

bool is_chain(BinaryOperator op) { return op == BinaryOperator::and_ || op == BinaryOperator::or_; }

}  // namespace

void Printer::expression(const ast::Expression& expression, Binding at_least) {
  const Binding own = std::visit(BindingOf(), expression.node);
  const bool literal = std::holds_alternative<ast::Literal>(expression.node);
  const bool operation = own < Binding::primary && !literal;
  const bool brackets = own < at_least || (brackets_ == Brackets::every && operation);
  if (brackets) write("(");
  std::visit([&](const auto& each) { node(each); }, expression.node);
  if (brackets) write(")");
}

void Printer::quoted(std::string_view text) {
  text_ += '\'';
  for (const char c : text) {
    if (c == '\'') text_ += '\'';
    text_ += c;
  }
  text_ += '\'';
}

void Printer::node(const ast::Literal& literal) {
  switch (literal.kind) {
    case ast::LiteralKind::null:
      return write("NULL");
    case ast::LiteralKind::date:
      write("DATE ");
      return quoted(literal.text);
    case ast::LiteralKind::text:
      return quoted(literal.text);
    case ast::LiteralKind::integer:
    case ast::LiteralKind::decimal:
    case ast::LiteralKind::boolean:
      return write(literal.text);
  }
}

// Its grouping means nothing, so a chain is written flat whatever the tree's shape.
void Printer::chain_part(const ast::Expression& part, BinaryOperator op, bool& first) {
  if (const auto* binary = std::get_if<ast::Binary>(&part.node); binary && binary->op == op) {
    chain_part(*binary->left, op, first);
    chain_part(*binary->right, op, first);
    return;
  }
  if (!first) write(spelling(op));
  first = false;
  expression(part, tighter(binding(op)));
}

void Printer::chain(const ast::Binary& binary) {
  bool first = true;
  chain_part(*binary.left, binary.op, first);
  chain_part(*binary.right, binary.op, first);
}

void Printer::node(const ast::Binary& binary) {
  if (is_chain(binary.op)) return chain(binary);
  const Binding own = binding(binary.op);
  // Comparisons do not chain; the others lean to the left.
  expression(*binary.left, own == Binding::test ? tighter(own) : own);
  write(spelling(binary.op));
  expression(*binary.right, tighter(own));
}

void Printer::node(const ast::Unary& unary) {
  if (unary.op == ast::UnaryOperator::not_) {
    write("NOT ");
    return expression(*unary.operand, Binding::not_);
  }
  write(unary.op == ast::UnaryOperator::minus ? "-" : "+");
  // Two signs side by side would begin a comment.
  if (std::visit(BindingOf(), unary.operand->node) == Binding::sign) write(" ");
  expression(*unary.operand, Binding::sign);
}

void Printer::negated(bool negated, std::string_view keyword) {
  write(negated ? " NOT " : " ");
  write(keyword);
}

void Printer::node(const ast::In& in) {
  expression(*in.subject, Binding::sum);
  negated(in.negated, "IN (");
  list(in.list, [&](const ast::Expression& value) { expression(value, Binding::sum); });
  write(")");
}

void Printer::node(const ast::InQuery& in) {
  expression(*in.subject, Binding::sum);
  negated(in.negated, "IN ");
  bracketed(*in.query);
}

void Printer::node(const ast::Between& between) {
  expression(*between.subject, Binding::sum);
  negated(between.negated, "BETWEEN ");
  expression(*between.low, Binding::sum);
  write(" AND ");
  expression(*between.high, Binding::sum);
}

void Printer::node(const ast::Pattern& pattern) {
  expression(*pattern.subject, Binding::sum);
  negated(pattern.negated, pattern.kind == ast::PatternKind::like ? "LIKE " : "RLIKE ");
  expression(*pattern.pattern, Binding::sum);
}

void Printer::node(const ast::IsNull& test) {
  expression(*test.subject, Binding::sum);
  write(test.negated ? " IS NOT NULL" : " IS NULL");
}

void Printer::node(const ast::Case& cases) {
  write("CASE");
  if (cases.operand) {
    write(" ");
    expression(**cases.operand);
  }
  for (const ast::CaseArm& arm : cases.arms) {
    write(" WHEN ");
    expression(arm.when);
    write(" THEN ");
    expression(arm.then);
  }
  if (cases.otherwise) {
    write(" ELSE ");
    expression(**cases.otherwise);
  }
  write(" END");
}

void Printer::node(const ast::Call& call) {
  write(call.name);
  write(call.distinct ? "(DISTINCT " : "(");
  if (call.name == "EXTRACT" && call.arguments.size() == 2) {
    expression(call.arguments[0]);
    write(" FROM ");
    expression(call.arguments[1]);
  } else {
    list(call.arguments, [&](const ast::Expression& argument) { expression(argument); });
  }
  write(")");
  if (call.filter) {
    write(" FILTER (WHERE ");
    expression(**call.filter);
    write(")");
  }
  if (call.windowed) write(" OVER ()");
}

void Printer::node(const ast::Cast& cast) {
  expression(*cast.operand, Binding::primary);
  write("::" + cast.type);
}

void Printer::node(const ast::Subquery& subquery) {
  if (subquery.exists) write("EXISTS ");
  bracketed(*subquery.query);
}

}  // namespace hdis::query::syntax
