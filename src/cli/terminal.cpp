#include "terminal.hpp"

#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include <array>
#include <utility>

namespace hdis::cli {
namespace {

constexpr std::array emphasis = {std::pair(bold_mark, std::string_view("\x1b[1m")),
                                 std::pair(alarm_mark, std::string_view("\x1b[1;31m")),
                                 std::pair(end_mark, std::string_view("\x1b[0m"))};

// How many bytes at the end begin a character that is not complete.
std::size_t cut_off(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

std::string with_emphasis(std::string_view text) {
  std::string out;
  std::size_t plain = 0;
  for (auto at = text.find("\xEF\xB7"); at != std::string_view::npos;
       at = text.find("\xEF\xB7", at + 1)) {
    for (const auto& [mark, sequence] : emphasis) {
      if (!text.substr(at).starts_with(mark)) continue;
      out += visible(text.substr(plain, at - plain), Lines::many);
      out += sequence;
      plain = at + mark.size();
    }
  }
  return out + visible(text.substr(plain), Lines::many);
}

}  // namespace

Terminal::Buffer::~Buffer() { beneath_ << visible(cut_, Lines::many); }

void Terminal::Buffer::write(std::string_view text) {
  cut_ += text;
  const std::size_t left = cut_off(cut_);
  const std::string rest = cut_.substr(cut_.size() - left);
  cut_.resize(cut_.size() - left);
  beneath_ << (is_terminal_ ? with_emphasis(cut_) : visible(cut_, Lines::many));
  cut_ = rest;
}

Terminal::Buffer::int_type Terminal::Buffer::overflow(int_type character) {
  if (traits_type::eq_int_type(character, traits_type::eof()))
    return traits_type::not_eof(character);
  const char byte = traits_type::to_char_type(character);
  write({&byte, 1});
  return beneath_ ? character : traits_type::eof();
}

std::streamsize Terminal::Buffer::xsputn(const char* text, std::streamsize size) {
  write({text, static_cast<std::size_t>(size)});
  return beneath_ ? size : 0;
}

int Terminal::Buffer::sync() { return beneath_.flush() ? 0 : -1; }

std::string in_line(std::string_view text) { return visible(text, Lines::one); }

std::string in_block(std::string_view text, std::string_view gutter) {
  std::string out;
  for (const auto& line : split(trim(text), '\n')) {
    if (!out.empty()) out += '\n';
    out += std::string(gutter) + visible(line, Lines::many);
  }
  return out;
}

}  // namespace hdis::cli
