#pragma once

#include "hdis/core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What single characters mean to the lexer: which are spaces, quotes and parts of names.
namespace hdis::query::syntax {

/// One code point of a text and how many bytes it takes.
struct Character {
  char32_t code = 0;
  std::uint32_t bytes = 1;
};

/// The code point that starts at `offset`; nothing if the bytes there are not well-formed UTF-8
/// (overlong forms, surrogates and values above U+10FFFF included).
[[nodiscard]] std::optional<Character> decode(std::string_view text, std::size_t offset);

/// Where a reader stands in a text: lines end with LF, CR or CRLF.
struct Place {
  std::size_t offset = 0;
  SourcePosition where;

  /// Moves over `character`, which is at `offset` of `text`.
  void step(std::string_view text, Character character);
};

[[nodiscard]] bool is_digit(char32_t code);
/// ASCII letters and the underscore.
[[nodiscard]] bool is_name_start(char32_t code);
[[nodiscard]] bool is_name_part(char32_t code);
/// The white space of a plain keyboard.
[[nodiscard]] bool is_plain_space(char32_t code);
/// White space that only pasting brings: no-break, zero-width and the typesetter's spaces.
[[nodiscard]] bool is_unusual_space(char32_t code);
/// Curly and other typographic forms of the single quote, the straight one not included.
[[nodiscard]] bool is_smart_single_quote(char32_t code);
/// The same for the double quote.
[[nodiscard]] bool is_smart_double_quote(char32_t code);
/// Dashes that a word processor puts in the place of hyphens.
[[nodiscard]] bool is_dash(char32_t code);

}  // namespace hdis::query::syntax
