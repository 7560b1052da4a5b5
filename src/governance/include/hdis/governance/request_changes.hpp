#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::governance {

/// What became of a line between two versions of a text.
enum class LineFate : std::uint8_t { kept, removed, added };

struct ComparedLine {
  LineFate fate = LineFate::kept;
  std::string text;  ///< Without its end.
  friend bool operator==(const ComparedLine&, const ComparedLine&) = default;
};

[[nodiscard]] std::string_view to_string(LineFate fate);

/// The lines of both texts in one order, with as many kept as possible; lines that took the place of others follow them. Spaces at the end of
/// a line do not count.
[[nodiscard]] std::vector<ComparedLine> compare_lines(std::string_view before,
                                                      std::string_view after);

}  // namespace hdis::governance
