#pragma once

#include "hdis/core/result.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::synth {

constexpr std::size_t band_count = 19;  ///< 0-4, 5-9, ..., 90 and over.
[[nodiscard]] inline std::size_t band_of(int age) {
  return static_cast<std::size_t>(age < 0 ? 0 : (age >= 90 ? 18 : age / 5));
}
/// Stages of life, for codes: baby, child, to 44, to 64, older.
[[nodiscard]] inline std::size_t stage_of(int age) {
  return age < 1 ? 0U : age < 15 ? 1U : age < 45 ? 2U : age < 65 ? 3U : 4U;
}

/// A code of ICD-10 or OPCS-4: four characters.
struct Code {
  std::array<char, 4> text{};
  [[nodiscard]] std::string_view view() const { return {text.data(), 4}; }
  [[nodiscard]] std::string_view category() const { return {text.data(), 3}; }
  friend bool operator==(const Code&, const Code&) = default;
};
[[nodiscard]] Code to_code(std::string_view text);

using Table = std::vector<std::vector<std::string>>;
/// Rows of a file of plain comma-separated values, without the header, each of `columns` fields.
/// Errors: `not_found`, `corrupt`.
[[nodiscard]] Result<Table> read_table(const std::filesystem::path& file, std::size_t columns);

}  // namespace hdis::synth
