#include "hdis/core/visible.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode 15: controls, format characters that are not part of a script's spelling, separators, noncharacters.
constexpr std::array obeyed = {
    Range{0x00, 0x08},     Range{0x0B, 0x1F},     Range{0x7F, 0x9F},      Range{0xAD, 0xAD},
    Range{0x61C, 0x61C},   Range{0x180E, 0x180E}, Range{0x200B, 0x200B},  Range{0x200E, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2060, 0x206F}, Range{0xFDD0, 0xFDEF},  Range{0xFEFF, 0xFEFF},
    Range{0xFFF0, 0xFFFB}, Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0xE0FFF}};

/// The piece of a text that begins at some byte: one character, or a byte that is none.
struct Piece {
  std::string_view bytes;
  char32_t code = 0;
  bool valid = false;
};

Piece piece_at(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80U) return {text.substr(0, 1), first, true};
  const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  const auto bytes = text.substr(0, length);
  if (bytes.size() < length || !is_utf8(bytes)) return {text.substr(0, 1), first, false};
  char32_t code = first & (0xFFU >> (length + 1));
  for (const char byte : bytes.substr(1))
    code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return {bytes, code, true};
}

bool is_shown(const Piece& piece, Lines lines) {
  if (!piece.valid || is_obeyed(piece.code)) return false;
  return lines == Lines::many || (piece.code != '\n' && piece.code != '\t');
}

template <class Escape>
std::string escaped(std::string_view text, Lines lines, const Escape& escape) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Piece piece = piece_at(text);
    if (is_shown(piece, lines)) {
      out += piece.bytes;
    } else {
      out += escape(piece);
    }
    text.remove_prefix(piece.bytes.size());
  }
  return out;
}

}  // namespace

bool is_obeyed(char32_t code) {
  return std::any_of(obeyed.begin(), obeyed.end(),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

bool is_plain(std::string_view text, Lines lines) {
  while (!text.empty()) {
    const Piece piece = piece_at(text);
    if (!is_shown(piece, lines)) return false;
    text.remove_prefix(piece.bytes.size());
  }
  return true;
}

std::string visible(std::string_view text, Lines lines) {
  return escaped(text, lines, [](const Piece& piece) {
    const auto code = static_cast<std::uint32_t>(piece.code);
    return piece.valid ? fmt::format("<U+{:04X}>", code) : fmt::format("<0x{:02X}>", code);
  });
}

std::string visible_json(std::string_view json) {
  return escaped(json, Lines::many, [](const Piece& piece) {
    const auto code = static_cast<std::uint32_t>(piece.valid ? piece.code : 0xFFFDU);
    if (code < 0x10000U) return fmt::format("\\u{:04x}", code);
    const std::uint32_t above = code - 0x10000U;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (above >> 10U), 0xDC00U + (above & 0x3FFU));
  });
}

}  // namespace hdis
