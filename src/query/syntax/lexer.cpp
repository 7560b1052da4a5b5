#include "syntax/lexer.hpp"

#include "hdis/core/assert.hpp"

#include "syntax/characters.hpp"
#include "syntax/sign.hpp"

#include <functional>
#include <utility>

namespace hdis::query::syntax {

namespace {

class Lexer {
 public:
  Lexer(std::string_view text, Notes& notes) : text_(text), notes_(notes) {}

  std::vector<Token> run() {
    while (skip_space_and_comments()) next();
    push(TokenKind::end, at_);
    return std::move(tokens_);
  }

 private:
  using Test = std::function<bool(char32_t)>;

  [[nodiscard]] bool done() const { return at_.offset >= text_.size(); }
  [[nodiscard]] Character now() const {
    const auto character = decode(text_, at_.offset);
    HDIS_ASSERT(character.has_value());
    return *character;
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_.offset); }
  /// The byte `ahead` bytes on, or 0 behind the end; no byte of the text is 0.
  [[nodiscard]] unsigned char byte(std::size_t ahead) const {
    const std::size_t index = at_.offset + ahead;
    return index < text_.size() ? static_cast<unsigned char>(text_[index]) : 0;
  }
  void step() { at_.step(text_, now()); }
  void step_bytes(std::size_t bytes) {
    for (const std::size_t end = at_.offset + bytes; at_.offset < end;) step();
  }
  void step_while(const Test& test) {
    while (!done() && test(now().code)) step();
  }

  Token& push(TokenKind kind, const Place& start) {
    const std::string_view text = text_.substr(start.offset, at_.offset - start.offset);
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.text = text;
    token.where = start.where;
    return token;
  }
  void push_bad(Problem problem, const Place& start) {
    push(TokenKind::bad, start).problem = problem;
  }
  void note(std::string rule, std::string message, std::string suggestion) {
    notes_.add(Severity::note,
               {std::move(rule), std::move(message), std::move(suggestion), at_.where});
  }

  bool skip_space_and_comments() {
    while (!done()) {
      const char32_t code = now().code;
      if (is_plain_space(code)) {
        step();
      } else if (is_unusual_space(code)) {
        skip_unusual_space();
      } else if (rest().starts_with("--")) {
        step_while([](char32_t c) { return c != '\n' && c != '\r'; });
      } else if (rest().starts_with("/*")) {
        skip_block_comment();
      } else {
        return true;
      }
    }
    return false;
  }

  void skip_unusual_space() {
    if (at_.offset == 0) {
      note("query.byte_order_mark", "An invisible mark at the start of the text was ignored.", "");
    } else {
      note("query.unusual_space",
           "A special space, as pasted from a document, was read as a space.", "");
    }
    step();
  }

  void skip_block_comment() {
    const Place start = at_;
    std::size_t depth = 0;
    do {
      if (rest().starts_with("/*")) {
        ++depth;
        step_bytes(2);
      } else if (rest().starts_with("*/")) {
        --depth;
        step_bytes(2);
      } else {
        step();
      }
    } while (depth > 0 && !done());
    if (depth > 0) push_bad(Problem::unterminated_comment, start);
  }

  void next() {
    const char32_t code = now().code;
    if (is_name_start(code)) return word();
    if (is_digit(code)) return number();
    if (code == '.' && is_digit(byte(1)) && !follows_a_name()) return number();
    if (code == '\'' || is_smart_single_quote(code)) return text();
    if (code == '"' || is_smart_double_quote(code)) return double_quoted();
    if (code == '`' || code == '[') return quoted_name();
    if (code == ';') return semicolon();
    if (is_variable()) return variable();
    if (is_dash(code)) return dash();
    if (code == '#' || rest().starts_with("//")) return other_comment();
    if (!sign()) unknown();
  }

  void word() {
    const Place start = at_;
    step_while(is_name_part);
    push(TokenKind::word, start);
  }

  // a.1 is a name and a mistake, not a name and the number .1
  [[nodiscard]] bool follows_a_name() const {
    if (tokens_.empty()) return false;
    const Token& last = tokens_.back();
    return (last.kind == TokenKind::word || last.kind == TokenKind::number_word) &&
           last.text.data() + last.text.size() == text_.data() + at_.offset;
  }

  void number() {
    const Place start = at_;
    TokenKind kind = TokenKind::integer;
    step_while(is_digit);
    if (byte(0) == '.' && is_digit(byte(1))) {
      kind = TokenKind::decimal;
      step();
      step_while(is_digit);
    }
    if (!is_name_start(byte(0))) {
      push(kind, start);
      return;
    }
    step_while(is_name_part);
    if (kind == TokenKind::integer) {
      push(TokenKind::number_word, start);
    } else {
      push_bad(Problem::number_then_letters, start);
    }
  }

  void text() {
    const bool smart = now().code != '\'';
    if (smart) note_smart_quote();
    const auto closes = [&](char32_t c) {
      return c == '\'' || (smart && is_smart_single_quote(c));
    };
    quoted(TokenKind::text, Problem::unterminated_text, closes, smart ? '\0' : '\'');
  }

  void double_quoted() {
    const bool smart = now().code != '"';
    if (smart) note_smart_quote();
    const auto closes = [&](char32_t c) { return c == '"' || (smart && is_smart_double_quote(c)); };
    quoted(TokenKind::double_quoted, Problem::unterminated_double_quote, closes,
           smart ? '\0' : '"');
  }

  void quoted_name() {
    const bool square = now().code == '[';
    const char32_t close = square ? U']' : U'`';
    quoted(
        TokenKind::quoted_name, Problem::unterminated_name, [&](char32_t c) { return c == close; },
        square ? '\0' : '`');
    Token& name = tokens_.back();
    if (name.kind == TokenKind::quoted_name && name.text.empty()) {
      name.kind = TokenKind::bad;
      name.problem = Problem::empty_name;
    }
  }

  void note_smart_quote() {
    note("query.smart_quotes",
         "Curly quotes, as a word processor makes them, were read as straight.",
         "Write queries in a plain text editor.");
  }

  /// Reads from an opening quote to the character that `closes`; `doubled` does not close when it
  /// is written twice.
  void quoted(TokenKind kind, Problem problem, const Test& closes, char doubled) {
    const Place start = at_;
    step();
    const std::size_t begin = at_.offset;
    while (!done()) {
      const bool twice =
          doubled != 0 && byte(0) == static_cast<unsigned char>(doubled) && byte(1) == byte(0);
      if (twice) {
        step_bytes(2);
      } else if (closes(now().code)) {
        finish_quoted(kind, start, begin, doubled);
        return;
      } else {
        step();
      }
    }
    push_bad(problem, start);
  }

  void finish_quoted(TokenKind kind, const Place& start, std::size_t begin, char doubled) {
    Token& token = push(kind, start);
    token.text = text_.substr(begin, at_.offset - begin);
    token.doubled = doubled;
    token.over_lines = at_.where.line != start.where.line;
    step();
  }

  void semicolon() {
    const Place start = at_;
    step();
    push(TokenKind::semicolon, start);
  }

  [[nodiscard]] bool is_variable() const {
    const unsigned char first = byte(0);
    const unsigned char second = byte(1);
    if (first == '@' || first == '$' || first == '?' || first == '{') return true;
    return (first == '&' || first == ':') && is_name_start(second);
  }

  void variable() {
    const Place start = at_;
    step_while([](char32_t c) {
      return c == '@' || c == '$' || c == '?' || c == '{' || c == '&' || c == ':';
    });
    step_while(is_name_part);
    step_while([](char32_t c) { return c == '}'; });
    push_bad(Problem::variable, start);
  }

  void dash() {
    const Place start = at_;
    step_while(is_dash);
    push_bad(Problem::dash, start);
  }

  void other_comment() {
    const Place start = at_;
    step_bytes(byte(0) == '#' ? 1 : 2);
    push_bad(Problem::other_comment, start);
  }

  bool sign() {
    const auto sign = sign_at(rest());
    if (!sign) return false;
    const Place start = at_;
    if (sign->mathematical) {
      note("query.mathematical_sign", "A mathematical sign was read as the usual comparison.",
           "Write <=, >= or <>.");
    }
    step_bytes(sign->bytes);
    if (sign->symbol == Symbol::none) {
      push_bad(Problem::mistaken_sign, start);
    } else {
      push(TokenKind::symbol, start).symbol = sign->symbol;
    }
    return true;
  }

  void unknown() {
    const Place start = at_;
    const char32_t code = now().code;
    const bool letter = code >= 0xC0 && code <= 0x52F && code != 0xD7 && code != 0xF7;
    step();
    push_bad(letter ? Problem::letter : Problem::character, start);
  }

  std::string_view text_;
  Notes& notes_;
  Place at_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view text, Notes& notes) { return Lexer(text, notes).run(); }

}  // namespace hdis::query::syntax
