#pragma once

#include "hdis/core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::query::syntax {

enum class TokenKind : std::uint8_t {
  end,  ///< Of the text.
  semicolon,
  word,           ///< A name or a keyword without quotes.
  number_word,    ///< Digits that run into letters, e.g. 2017_18: only a name, where one is due.
  quoted_name,    ///< `name` or [name].
  double_quoted,  ///< "name or text": the parser decides by what is plausible where it stands.
  text,           ///< 'text'
  integer,
  decimal,
  symbol,
  bad,  ///< Not in the language; `Token::problem` says why.
};

enum class Symbol : std::uint8_t {
  none,
  left_bracket,
  right_bracket,
  comma,
  dot,
  star,
  slash,
  percent,
  plus,
  minus,
  concatenate,
  cast,
  equal,
  double_equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
};

/// Why a token is bad.
enum class Problem : std::uint8_t {
  none,
  unterminated_text,
  unterminated_double_quote,
  unterminated_name,
  unterminated_comment,
  empty_name,
  variable,
  number_then_letters,
  dash,
  mistaken_sign,  ///< A sign of another language, e.g. && or =>.
  other_comment,  ///< A comment of another language: # or //.
  letter,         ///< A letter outside ASCII, which needs quotes.
  character,
};

/// A piece of the text. Valid as long as the text is.
struct Token {
  TokenKind kind = TokenKind::end;
  Symbol symbol = Symbol::none;
  Problem problem = Problem::none;
  char doubled = 0;         ///< Which quote, written twice inside, stands for itself; 0: none does.
  bool over_lines = false;  ///< A quoted text or name that holds a line break.
  std::string_view text;    ///< As written, without the quotes round it.
  SourcePosition where;

  /// Whether it is this keyword, whatever its case; `keyword` is in capitals.
  [[nodiscard]] bool is(std::string_view keyword) const;
  [[nodiscard]] bool is(Symbol other) const { return symbol == other; }
  /// Whether a statement ends here.
  [[nodiscard]] bool ends_statement() const {
    return kind == TokenKind::end || kind == TokenKind::semicolon;
  }
  /// The text with doubled quotes made single.
  [[nodiscard]] std::string value() const;
};

/// The token as a message quotes it: shortened if it is long.
[[nodiscard]] std::string describe(const Token& token);

/// Why a bad token cannot be read and what to write instead.
[[nodiscard]] Reason reason_of(const Token& bad);

/// Whether a word may not be used as a name without quotes, whatever its case.
[[nodiscard]] bool is_reserved(std::string_view word);

/// Whether a text could be a name without quotes: a letter or underscore, then letters, digits,
/// underscores.
[[nodiscard]] bool looks_like_name(std::string_view text);

}  // namespace hdis::query::syntax
