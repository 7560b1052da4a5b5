#include "tables.hpp"

#include "hdis/core/text.hpp"

#include "random.hpp"

#include <fmt/format.h>

#include <fstream>

namespace hdis::synth {

Code to_code(std::string_view text) {
  Code code;
  for (std::size_t i = 0; i < code.text.size(); ++i) code.text[i] = i < text.size() ? text[i] : 'X';
  return code;
}

Result<Table> read_table(const std::filesystem::path& file, std::size_t columns) {
  std::ifstream stream(file);
  if (!stream) {
    return fail(ErrorCode::not_found, "synth.calibration",
                fmt::format("The calibration file \"{}\" cannot be read.", file.string()),
                "Set HDIS_CALIBRATION to the folder data/calibration of the program.");
  }
  Table table;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    table.push_back(split(line, ','));
    if (table.back().size() != columns) {
      return fail(ErrorCode::corrupt, "synth.calibration",
                  fmt::format("Line {} of \"{}\" has {} fields instead of {}.", table.size() + 1,
                              file.string(), table.back().size(), columns));
    }
  }
  return table;
}

Alias::Alias(const std::vector<double>& weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  if (total <= 0) return;
  const std::size_t n = weights.size();
  std::vector<double> scaled(n);
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::size_t i = 0; i < n; ++i) {
    scaled[i] = weights[i] * static_cast<double>(n) / total;
    (scaled[i] < 1 ? small : large).push_back(static_cast<std::uint32_t>(i));
  }
  entries_.assign(n, {UINT32_MAX, 0});
  for (std::size_t i = 0; i < n; ++i) entries_[i].other = static_cast<std::uint32_t>(i);
  while (!small.empty() && !large.empty()) {
    const auto less = small.back();
    const auto more = large.back();
    small.pop_back();
    entries_[less] = {static_cast<std::uint32_t>(scaled[less] * 4294967295.0), more};
    scaled[more] -= 1 - scaled[less];
    if (scaled[more] < 1) {
      large.pop_back();
      small.push_back(more);
    }
  }
}

}  // namespace hdis::synth
