#include "syntax/parse.hpp"

#include "hdis/core/visible.hpp"
#include "hdis/query/parser.hpp"

#include "syntax/characters.hpp"
#include "syntax/complaint.hpp"
#include "syntax/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace hdis::query {

namespace {

using syntax::Token;
using syntax::TokenKind;

constexpr std::size_t longest_text = std::size_t{1} << 20U;  // Bytes.
// A file of another language would give an error a line; nobody reads more than this.
constexpr std::size_t most_errors = 20;

Status check_size(std::string_view text) {
  if (text.size() <= longest_text) return {};
  return fail(
      ErrorCode::invalid_input, "query.too_long",
      fmt::format("The text is {} bytes long; at most {} are read.", text.size(), longest_text),
      "Use a CODELIST('name') for a long list of codes.");
}

Error bad_byte(SourcePosition where) {
  return {ErrorCode::invalid_input,
          Reason{"query.encoding", "There are bytes here that are not a character in UTF-8.",
                 "Save the file as UTF-8 and try again.", where}};
}

Error null_character(SourcePosition where) {
  return {ErrorCode::invalid_input,
          Reason{"query.null_character", "There is a NUL character here; a query is plain text.",
                 "Save the file as UTF-8 (not UTF-16) and try again.", where}};
}

Error obeyed_character(char32_t code, SourcePosition where) {
  return {ErrorCode::invalid_input,
          Reason{"query.control_character",
                 fmt::format(
                     "There is a character here that nobody sees and terminals obey (U+{:04X}).",
                     static_cast<std::uint32_t>(code)),
                 "Remove it; a query is plain text.", where}};
}

// Spaces that pasting brings are forgiven.
bool is_space(char32_t code) {
  return syntax::is_plain_space(code) || syntax::is_unusual_space(code);
}

Status check_characters(std::string_view text) {
  syntax::Place place;
  while (place.offset < text.size()) {
    const auto character = syntax::decode(text, place.offset);
    if (!character) return fail(bad_byte(place.where));
    if (character->code == 0) return fail(null_character(place.where));
    if (is_obeyed(character->code) && !is_space(character->code))
      return fail(obeyed_character(character->code, place.where));
    place.step(text, *character);
  }
  return {};
}

// Constants and names come back as labels and titles, where a line break could be taken for the end of one.
std::optional<Error> line_break_in(std::span<const Token> statement) {
  for (const Token& token : statement) {
    const bool shown = token.kind == TokenKind::text || token.kind == TokenKind::double_quoted ||
                       token.kind == TokenKind::quoted_name;
    if (!shown || is_plain(token.text, Lines::one)) continue;
    return Error(
        ErrorCode::invalid_input,
        Reason{"query.text_over_lines",
               "There is a line break, a tab or an invisible space between these quotes.",
               "Close the text on its own line, and write plain spaces in it.", token.where});
  }
  return std::nullopt;
}

// Whether no space stands between a text and what follows it.
bool touch(const Token& text, const Token& next) {
  const bool word = next.kind == TokenKind::word || next.kind == TokenKind::integer ||
                    next.kind == TokenKind::number_word;
  return text.kind == TokenKind::text && word &&
         text.text.data() + text.text.size() + 1 == next.text.data();
}

bool is_before(SourcePosition a, SourcePosition b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

// A missing quote swallows the text up to the next one, and the mistake shows only there: behind a
// text that goes on over its line, or where a text and a word touch.
std::string quote_suspicion(SourcePosition mistake, std::span<const Token> statement) {
  for (std::size_t i = 0; i < statement.size(); ++i) {
    const Token& token = statement[i];
    if (token.over_lines && is_before(token.where, mistake)) {
      return fmt::format(
          "Perhaps the closing quote is missing of what begins at line {}, column {}: it goes on "
          "over the end of its line.",
          token.where.line, token.where.column);
    }
    if (i > 0 && token.where == mistake && touch(statement[i - 1], token)) {
      return fmt::format(
          "Perhaps a quote is missing: the text that begins at line {}, column {} ends directly in "
          "front of this.",
          statement[i - 1].where.line, statement[i - 1].where.column);
    }
  }
  return "";
}

Error with_quote_suspicion(Error error, std::span<const Token> statement) {
  Reason reason = error.reasons().front();
  const std::string suspicion =
      reason.where ? quote_suspicion(*reason.where, statement) : std::string();
  if (suspicion.empty()) return error;
  if (!reason.suggestion.empty()) reason.suggestion += ' ';
  reason.suggestion += suspicion;
  return {error.code(), std::move(reason)};
}

/// What is wrong with the statements read so far: the first mistake of each.
class Mistakes {
 public:
  void add(const Error& error) {
    if (error.code() == ErrorCode::refused) code_ = ErrorCode::refused;
    if (reasons_.size() < most_errors) reasons_.push_back(error.reasons().front());
  }
  [[nodiscard]] bool none() const { return reasons_.empty(); }
  [[nodiscard]] Error take() { return {code_, std::move(reasons_)}; }

 private:
  ErrorCode code_ = ErrorCode::invalid_input;
  std::vector<Reason> reasons_;
};

Error no_query(SourcePosition where) {
  return {ErrorCode::invalid_input,
          Reason{"query.empty", "There is no query in this text.",
                 // not SQL: an example for the user
                 "Write one: SELECT SEX, COUNT(*) FROM hes.hes_apc_1718 GROUP BY SEX.", where}};
}

/// The tokens of the first statement, with the token that ends it.
std::span<const Token> first_statement(std::span<const Token> tokens) {
  const auto end = std::find_if(tokens.begin(), tokens.end(),
                                [](const Token& token) { return token.ends_statement(); });
  return tokens.first(static_cast<std::size_t>(end - tokens.begin()) + 1);
}

}  // namespace

Result<Parsed> parse(std::string_view text) {
  HDIS_CHECK(check_size(text));
  HDIS_CHECK(check_characters(text));
  syntax::Notes notes;
  const std::vector<Token> tokens = syntax::lex(text, notes);
  const syntax::GivenNames given = syntax::given_names(tokens);

  Parsed parsed;
  Mistakes mistakes;
  for (std::span<const Token> rest = tokens; !rest.empty();) {
    const auto statement = first_statement(rest);
    rest = rest.subspan(statement.size());
    if (statement.size() == 1) continue;
    syntax::Cursor cursor(statement, given, notes);
    auto read = syntax::parse_statement(cursor);
    if (const auto broken = read ? line_break_in(statement) : std::nullopt) {
      mistakes.add(*broken);
    } else if (read) {
      parsed.script.statements.push_back(std::move(*read));
    } else {
      mistakes.add(with_quote_suspicion(std::move(read).error(), statement));
    }
  }
  if (!mistakes.none()) return fail(mistakes.take());
  if (parsed.script.statements.empty()) return fail(no_query(tokens.back().where));
  parsed.findings = notes.take();
  return parsed;
}

}  // namespace hdis::query
