#include "syntax/cursor.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include <algorithm>

namespace hdis::query::syntax {

namespace {

bool ends_an_operand(const Token& token) {
  switch (token.kind) {
    case TokenKind::word:
      return token.is("END") || !(is_reserved(token.text) || token.is("DATE"));
    case TokenKind::quoted_name:
    case TokenKind::text:
    case TokenKind::integer:
    case TokenKind::decimal:
      return true;
    default:
      return token.is(Symbol::right_bracket);
  }
}

bool is_name_like(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::number_word ||
         token.kind == TokenKind::quoted_name || token.kind == TokenKind::double_quoted;
}

std::vector<std::size_t> match_brackets(std::span<const Token> tokens) {
  std::vector<std::size_t> partners(tokens.size(), Cursor::nowhere);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is(Symbol::left_bracket)) open.push_back(i);
    if (!tokens[i].is(Symbol::right_bracket) || open.empty()) continue;
    partners[open.back()] = i;
    open.pop_back();
  }
  return partners;
}

}  // namespace

GivenNames given_names(std::span<const Token> tokens) {
  GivenNames names;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const Token& previous = tokens[i - 1];
    const bool after_as = previous.is("AS") && is_name_like(token);
    // A second operand in a row is an alias without AS.
    const bool alias = token.kind == TokenKind::double_quoted && ends_an_operand(previous);
    if (after_as || alias) names.insert(to_upper(token.value()));
  }
  return names;
}

Cursor::Cursor(std::span<const Token> statement, const GivenNames& given, Notes& notes)
    : tokens_(statement), given_(given), notes_(notes), partners_(match_brackets(statement)) {
  HDIS_ASSERT(!statement.empty() && statement.back().ends_statement());
}

const Token& Cursor::token(std::size_t index) const {
  return tokens_[std::min(index, tokens_.size() - 1)];
}

const Token& Cursor::take() {
  const Token& taken = now();
  if (at_ + 1 < tokens_.size()) ++at_;
  return taken;
}

bool Cursor::at(std::string_view first, std::string_view second) const {
  return now().is(first) && ahead().is(second);
}

bool Cursor::accept(std::string_view keyword) {
  if (!at(keyword)) return false;
  take();
  return true;
}

bool Cursor::accept(std::string_view first, std::string_view second) {
  if (!at(first, second)) return false;
  take();
  take();
  return true;
}

bool Cursor::accept(Symbol symbol) {
  if (!at(symbol)) return false;
  take();
  return true;
}

bool Cursor::is_given_name(std::string_view name) const { return given_.contains(to_upper(name)); }

}  // namespace hdis::query::syntax
