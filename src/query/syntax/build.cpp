#include "hdis/core/assert.hpp"

#include "syntax/parse.hpp"

#include <span>
#include <utility>

namespace hdis::query::syntax {

namespace {

ast::Expression join_range(std::span<ast::Expression> parts, ast::BinaryOperator op) {
  if (parts.size() == 1) return std::move(parts.front());
  const std::size_t half = parts.size() / 2;
  const SourcePosition where = parts.front().where;
  auto left = join_range(parts.first(half), op);
  auto right = join_range(parts.subspan(half), op);
  return {ast::Binary{op, std::move(left), std::move(right)}, where};
}

}  // namespace

ast::Expression text_literal(std::string text, SourcePosition where) {
  return {ast::Literal{ast::LiteralKind::text, std::move(text)}, where};
}

ast::Expression join(std::vector<ast::Expression> parts, ast::BinaryOperator op) {
  HDIS_ASSERT(!parts.empty());
  return join_range(parts, op);
}

}  // namespace hdis::query::syntax
