#include "hdis/core/text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace hdis {
namespace {

constexpr std::string_view white_space = " \t\r\n\v\f";

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
/// (optimal string alignment: no stretch is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;

  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

/// How many bytes follow the first byte of a UTF-8 sequence of several, and the smallest code point that needs
/// so many.
struct Utf8Lead {
  std::size_t following;
  std::uint32_t bits;
  std::uint32_t smallest;
};

/// What `byte` starts; empty if no sequence starts so.
std::optional<Utf8Lead> utf8_lead(unsigned char byte) {
  if ((byte & 0xE0U) == 0xC0U) return Utf8Lead{1, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0U) return Utf8Lead{2, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0U) return Utf8Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

/// Whether `point` may be written at all: in range and not half of a surrogate pair.
bool is_scalar_value(std::uint32_t point) {
  return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

}  // namespace

std::string to_upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper);
  return result;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (auto end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator, begin)) {
    pieces.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  pieces.emplace_back(text.substr(begin));
  return pieces;
}

std::vector<std::string> nearest(std::string_view text, std::span<const std::string> candidates,
                                 std::size_t most) {
  const std::string wanted = to_upper(text);
  const std::size_t allowed = std::max<std::size_t>(1, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& candidate : candidates) {
    const auto longer = std::max(candidate.size(), wanted.size());
    const auto shorter = std::min(candidate.size(), wanted.size());
    if (longer - shorter > allowed) continue;
    const auto distance = edit_distance(wanted, to_upper(candidate));
    if (distance <= allowed) found.emplace_back(distance, candidate);
  }

  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) result.push_back(found[i].second);
  return result;
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80U) {  // Nearly always, so without further ado.
      ++i;
      continue;
    }
    const auto lead = utf8_lead(static_cast<unsigned char>(bytes[i]));
    if (!lead || bytes.size() - i <= lead->following) return false;
    std::uint32_t point = lead->bits;
    for (std::size_t k = 1; k <= lead->following; ++k) {
      const auto byte = static_cast<unsigned char>(bytes[i + k]);
      if ((byte & 0xC0U) != 0x80U) return false;
      point = (point << 6U) | (byte & 0x3FU);
    }
    if (point < lead->smallest || !is_scalar_value(point)) return false;
    i += lead->following + 1;
  }
  return true;
}

}  // namespace hdis
