#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::BinaryOperator;
using ast::Expression;

struct Sign {
  Symbol symbol;
  BinaryOperator op;
};
constexpr std::array additive = {
    Sign{Symbol::plus, BinaryOperator::plus},
    Sign{Symbol::minus, BinaryOperator::minus},
    Sign{Symbol::concatenate, BinaryOperator::concatenate},
};
constexpr std::array multiplicative = {
    Sign{Symbol::star, BinaryOperator::times},
    Sign{Symbol::slash, BinaryOperator::divide},
    Sign{Symbol::percent, BinaryOperator::modulo},
};

template <class Signs>
const Sign* find_sign(const Signs& signs, const Token& token) {
  for (const Sign& sign : signs) {
    if (token.is(sign.symbol)) return &sign;
  }
  return nullptr;
}

/// operand {sign operand}, leaning to the left.
template <class Signs, class Next>
Result<Expression> parse_signs(Cursor& cursor, const Signs& signs, const Next& next) {
  HDIS_TRY(first, next(cursor));
  Expression left = std::move(first);
  while (const Sign* sign = find_sign(signs, cursor.now())) {
    if (!cursor.count_operator()) return fail(too_many_operators(cursor));
    cursor.take();
    HDIS_TRY(right, next(cursor));
    const SourcePosition where = left.where;
    left = Expression{ast::Binary{sign->op, std::move(left), std::move(right)}, where};
  }
  return left;
}

/// part {keyword part}, as a balanced tree.
template <class Next>
Result<Expression> parse_chain(Cursor& cursor, std::string_view keyword, BinaryOperator op,
                               const Next& next) {
  std::vector<Expression> parts;
  do {
    HDIS_TRY(part, next(cursor));
    parts.push_back(std::move(part));
  } while (cursor.accept(keyword));
  return join(std::move(parts), op);
}

Result<Expression> parse_cast_suffixes(Cursor& cursor) {
  HDIS_TRY(primary, parse_primary(cursor));
  Expression operand = std::move(primary);
  while (cursor.accept(Symbol::cast)) {
    if (!cursor.count_operator()) return fail(too_many_operators(cursor));
    HDIS_TRY(type, parse_type(cursor));
    const SourcePosition where = operand.where;
    operand = Expression{ast::Cast{std::move(operand), std::move(type)}, where};
  }
  return operand;
}

bool is_unsigned_number(const Expression& expression) {
  const auto* literal = std::get_if<ast::Literal>(&expression.node);
  return literal != nullptr && !literal->text.starts_with('-') &&
         (literal->kind == ast::LiteralKind::integer || literal->kind == ast::LiteralKind::decimal);
}

Result<Expression> parse_unary(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  const bool minus = cursor.at(Symbol::minus);
  if (!minus && !cursor.at(Symbol::plus)) return parse_cast_suffixes(cursor);
  const Nesting nesting(cursor);
  if (nesting.too_deep()) return fail(too_deep(cursor));
  cursor.take();
  HDIS_TRY(operand, parse_unary(cursor));
  if (minus && is_unsigned_number(operand)) {
    auto& literal = std::get<ast::Literal>(operand.node);
    literal.text.insert(0, "-");
    return Expression{std::move(literal), where};
  }
  const auto op = minus ? ast::UnaryOperator::minus : ast::UnaryOperator::plus;
  return Expression{ast::Unary{op, std::move(operand)}, where};
}

Result<Expression> parse_product(Cursor& cursor) {
  return parse_signs(cursor, multiplicative, parse_unary);
}

Result<Expression> parse_negation(Cursor& cursor) {
  if (!cursor.at("NOT")) return parse_condition(cursor);
  const Nesting nesting(cursor);
  if (nesting.too_deep()) return fail(too_deep(cursor));
  const SourcePosition where = cursor.take().where;
  HDIS_TRY(operand, parse_negation(cursor));
  return Expression{ast::Unary{ast::UnaryOperator::not_, std::move(operand)}, where};
}

Result<Expression> parse_conjunction(Cursor& cursor) {
  return parse_chain(cursor, "AND", BinaryOperator::and_, parse_negation);
}

/// (n) or (n, m) behind a type.
Result<std::string> parse_type_arguments(Cursor& cursor) {
  const std::size_t open = cursor.index();
  cursor.take();
  std::string arguments = "(";
  do {
    if (!cursor.at(TokenKind::integer)) return fail(expected(cursor, "a number"));
    if (arguments.size() > 1) arguments += ',';
    arguments += cursor.take().text;
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return arguments + ")";
}

}  // namespace

Result<Expression> parse_expression(Cursor& cursor) {
  return parse_chain(cursor, "OR", BinaryOperator::or_, parse_conjunction);
}

Result<Expression> parse_operand(Cursor& cursor) {
  return parse_signs(cursor, additive, parse_product);
}

Result<std::string> parse_type(Cursor& cursor) {
  if (!cursor.at(TokenKind::word) || is_reserved(cursor.now().text)) {
    return fail(expected(cursor, "the name of a type, such as INT"));
  }
  std::string type = to_upper(cursor.take().text);
  if (type == "DOUBLE" && cursor.accept("PRECISION")) type += " PRECISION";
  if (!cursor.at(Symbol::left_bracket)) return type;
  HDIS_TRY(arguments, parse_type_arguments(cursor));
  return type + arguments;
}

}  // namespace hdis::query::syntax
