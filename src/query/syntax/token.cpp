#include "syntax/token.hpp"

#include "hdis/core/text.hpp"

#include "syntax/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis::query::syntax {

namespace {

constexpr std::size_t longest_quotation = 40;  // Bytes of the user's text that a message repeats.

// In order, because they are searched by halves.
constexpr std::array<std::string_view, 58> reserved_words = {
    "ALL",         "AND",       "AS",       "ASC",    "BETWEEN", "BY",      "CASE",   "CREATE",
    "CROSS",       "DESC",      "DISTINCT", "ELSE",   "END",     "EXCEPT",  "EXISTS", "FALSE",
    "FETCH",       "FOR",       "FROM",     "FULL",   "GROUP",   "HAVING",  "ILIKE",  "IN",
    "INNER",       "INTERSECT", "INTO",     "IS",     "JOIN",    "LATERAL", "LEFT",   "LIKE",
    "LIMIT",       "MINUS",     "NATURAL",  "NOT",    "NULL",    "OFFSET",  "ON",     "OR",
    "ORDER",       "PIVOT",     "QUALIFY",  "REGEXP", "RIGHT",   "RLIKE",   "SELECT", "SIMILAR",
    "TABLESAMPLE", "THEN",      "TRUE",     "UNION",  "UNPIVOT", "USING",   "WHEN",   "WHERE",
    "WINDOW",      "WITH"};
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end()));

std::string shortened(std::string_view text) {
  if (text.size() <= longest_quotation) return std::string(text);
  std::size_t end = longest_quotation;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

// What to write for a sign that another language uses.
struct Correction {
  std::string_view sign;
  std::string_view instead;
};
constexpr std::array corrections = {
    Correction{"&&", "AND"},     Correction{"&", "AND"}, Correction{"|", "OR"},
    Correction{"!", "NOT"},      Correction{"^=", "<>"}, Correction{"~=", "<>"},
    Correction{"\u00ac=", "<>"}, Correction{"=>", ">="}, Correction{"=<", "<="},
    Correction{"><", "<>"},      Correction{"<=>", "="}, Correction{"===", "="},
    Correction{"~", "RLIKE"},    Correction{":=", "="},  Correction{"**", "*"},
};

Reason mistaken_sign(const Token& bad) {
  const auto* found = std::find_if(corrections.begin(), corrections.end(),
                                   [&](const Correction& c) { return c.sign == bad.text; });
  std::string suggestion =
      found == corrections.end() ? "" : fmt::format("Write {}.", found->instead);
  return {"query.mistaken_sign", fmt::format("The sign {} is not used here.", bad.text),
          std::move(suggestion), bad.where};
}

Reason unknown_character(const Token& bad) {
  const auto character = decode(bad.text, 0);
  const auto code = character ? static_cast<std::uint32_t>(character->code) : 0U;
  if (code < ' ' || code == 0x7F) {
    return {"query.character", fmt::format("There is a control character (U+{:04X}) here.", code),
            "Delete it and type a space.", bad.where};
  }
  return {"query.character",
          fmt::format("The character {} (U+{:04X}) has no meaning here.", bad.text, code),
          "Delete it, or put it in quotes if it belongs to a text.", bad.where};
}

}  // namespace

bool Token::is(std::string_view keyword) const {
  return kind == TokenKind::word && text.size() == keyword.size() && to_upper(text) == keyword;
}

std::string Token::value() const {
  std::string value;
  value.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    value += text[i];
    const bool twice = text[i] == doubled && i + 1 < text.size() && text[i + 1] == doubled;
    if (doubled != 0 && twice) ++i;
  }
  return value;
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the text";
    case TokenKind::semicolon:
      return "the semicolon that ends the statement";
    case TokenKind::text:
      return fmt::format("'{}'", shortened(token.text));
    case TokenKind::double_quoted:
      return fmt::format("\"{}\"", shortened(token.text));
    default:
      return shortened(token.text);
  }
}

Reason reason_of(const Token& bad) {
  const std::string quotation = shortened(bad.text);
  switch (bad.problem) {
    case Problem::unterminated_text:
      return {"query.unterminated_text", "The text that begins here has no closing quote.",
              "Put a ' where the text ends. A quote inside a text is written twice: ''.",
              bad.where};
    case Problem::unterminated_double_quote:
      return {"query.unterminated_text", "The double quote that opens here is never closed.",
              "Put a \" at its end; texts are better written in single quotes.", bad.where};
    case Problem::unterminated_name:
      return {"query.unterminated_name", "The quoted name that begins here is never closed.",
              "Close it with the quote it was opened with: `name` or [name].", bad.where};
    case Problem::unterminated_comment:
      return {"query.unterminated_comment", "The comment that begins here is never closed.",
              "Put */ at its end. Comments nest: each /* inside it needs its own */.", bad.where};
    case Problem::empty_name:
      return {"query.empty_name", "There is no name between these quotes.", "Write the name.",
              bad.where};
    case Problem::variable:
      return {"query.variable",
              fmt::format("{} is a variable or parameter; a query must be complete in itself.",
                          quotation),
              "Write the value in its place, so that reviewers see what is asked.", bad.where};
    case Problem::number_then_letters:
      return {"query.number_then_letters",
              fmt::format("{} is neither a number nor a name.", quotation),
              fmt::format("If it is a code, put it in quotes: '{}'.", quotation), bad.where};
    case Problem::dash:
      return {"query.dash", "This is a dash of a word processor, not a hyphen from the keyboard.",
              "Type it again: two hyphens (--) begin a comment, one is a minus.", bad.where};
    case Problem::mistaken_sign:
      return mistaken_sign(bad);
    case Problem::other_comment:
      return {"query.other_comment", fmt::format("{} does not begin a comment here.", bad.text),
              "Begin the comment with two hyphens: -- like this.", bad.where};
    case Problem::letter:
      return {"query.letter", "A name with this letter needs quotes.",
              "Put the name in double quotes.", bad.where};
    case Problem::none:
    case Problem::character:
      break;
  }
  return unknown_character(bad);
}

bool is_reserved(std::string_view word) {
  return std::binary_search(reserved_words.begin(), reserved_words.end(), to_upper(word));
}

bool looks_like_name(std::string_view text) {
  const auto part = [](char c) { return is_name_part(static_cast<unsigned char>(c)); };
  return !text.empty() && is_name_start(static_cast<unsigned char>(text.front())) &&
         std::all_of(text.begin(), text.end(), part);
}

}  // namespace hdis::query::syntax
