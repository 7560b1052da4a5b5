#include "syntax/characters.hpp"

#include <array>

namespace hdis::query::syntax {

namespace {

constexpr char32_t byte_order_mark = 0xFEFF;

struct LeadByte {
  unsigned char mask;
  unsigned char pattern;
  std::uint32_t bytes;
  char32_t smallest;  // A smaller code point in this many bytes is an overlong form.
};

constexpr std::array lead_bytes = {
    LeadByte{0x80, 0x00, 1, 0x0},
    LeadByte{0xE0, 0xC0, 2, 0x80},
    LeadByte{0xF0, 0xE0, 3, 0x800},
    LeadByte{0xF8, 0xF0, 4, 0x10000},
};

bool is_scalar_value(char32_t code) {
  return code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
}

std::optional<Character> decode_as(const LeadByte& lead, std::string_view bytes) {
  if (bytes.size() < lead.bytes) return std::nullopt;
  auto code = static_cast<char32_t>(static_cast<unsigned char>(bytes[0]) &
                                    static_cast<unsigned char>(~lead.mask));
  for (const char byte : bytes.substr(1, lead.bytes - 1)) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) != 0x80U) return std::nullopt;
    code = (code << 6U) | (value & 0x3FU);
  }
  if (code < lead.smallest || !is_scalar_value(code)) return std::nullopt;
  return Character{code, lead.bytes};
}

}  // namespace

std::optional<Character> decode(std::string_view text, std::size_t offset) {
  const std::string_view bytes = text.substr(offset);
  if (bytes.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes.front());
  for (const LeadByte& lead : lead_bytes) {
    if ((first & lead.mask) == lead.pattern) return decode_as(lead, bytes);
  }
  return std::nullopt;
}

void Place::step(std::string_view text, Character character) {
  offset += character.bytes;
  const bool first_of_crlf = character.code == '\r' && offset < text.size() && text[offset] == '\n';
  if ((character.code == '\n' || character.code == '\r') && !first_of_crlf) {
    ++where.line;
    where.column = 1;
  } else {
    ++where.column;
  }
}

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

bool is_name_start(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_';
}

bool is_name_part(char32_t code) { return is_name_start(code) || is_digit(code); }

bool is_plain_space(char32_t code) { return code == ' ' || (code >= '\t' && code <= '\r'); }

bool is_unusual_space(char32_t code) {
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) ||
         code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x2060 ||
         code == 0x3000 || code == byte_order_mark;
}

bool is_smart_single_quote(char32_t code) {
  return (code >= 0x2018 && code <= 0x201B) || code == 0x2032 || code == 0xB4 || code == 0xFF07;
}

bool is_smart_double_quote(char32_t code) {
  return (code >= 0x201C && code <= 0x201F) || code == 0x2033 || code == 0xFF02;
}

bool is_dash(char32_t code) { return (code >= 0x2010 && code <= 0x2015) || code == 0x2212; }

}  // namespace hdis::query::syntax
