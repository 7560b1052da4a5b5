// Whatever the characters: the tokens lie in the text, in order, and the last is the end of the
// text.

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include "syntax/lexer.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace {

using hdis::query::syntax::Token;
using hdis::query::syntax::TokenKind;

void check_order(std::string_view text, const std::vector<Token>& tokens) {
  const char* reached = text.data();
  for (const Token& token : tokens) {
    HDIS_ASSERT(!std::less<>()(token.text.data(), reached));
    reached = token.text.data() + token.text.size();
    HDIS_ASSERT(!std::less<>()(text.data() + text.size(), reached));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // The lexer is given text only: parse() sees to it.
  if (!hdis::is_utf8(text) || text.find('\0') != std::string_view::npos) return 0;
  hdis::query::syntax::Notes notes;
  const auto tokens = hdis::query::syntax::lex(text, notes);
  HDIS_ASSERT(!tokens.empty() && tokens.back().kind == TokenKind::end);
  check_order(text, tokens);
  for (const Token& token : tokens) {
    const bool bad = token.kind == TokenKind::bad;
    if (bad) HDIS_ASSERT(!hdis::query::syntax::reason_of(token).message.empty());
  }
  return 0;
}
