#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hdis {

/// ASCII upper case; other bytes are kept.
[[nodiscard]] std::string to_upper(std::string_view text);
/// ASCII lower case; other bytes are kept.
[[nodiscard]] std::string to_lower(std::string_view text);
/// Without white space (ASCII) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// The pieces between separators; an empty text gives one empty piece.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// The candidates most like `text` (Damerau-Levenshtein distance, ignoring case, at most a third of
/// its length but never less than one edit), best first and then by name, at most `most`.
[[nodiscard]] std::vector<std::string> nearest(std::string_view text,
                                               std::span<const std::string> candidates,
                                               std::size_t most = 3);
/// Whether `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace hdis
