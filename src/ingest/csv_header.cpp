#include "delivered_file.hpp"

#include <algorithm>
#include <array>

namespace hdis::ingest {

std::vector<std::string> split_csv_line(std::string_view line, char separator) {
  std::vector<std::string> values(1);
  bool quoted = false;
  for (std::size_t index = 0; index < line.size(); ++index) {
    const char character = line[index];
    if (character == '"' && quoted && index + 1 < line.size() && line[index + 1] == '"') {
      values.back() += '"';
      ++index;
    } else if (character == '"') {
      quoted = !quoted;
    } else if (character == separator && !quoted) {
      values.emplace_back();
    } else {
      values.back() += character;
    }
  }
  return values;
}

char guess_separator(std::string_view header) {
  constexpr std::array separators = {',', '\t', '|', ';'};
  return *std::max_element(separators.begin(), separators.end(), [&](char a, char b) {
    return split_csv_line(header, a).size() < split_csv_line(header, b).size();
  });
}

}  // namespace hdis::ingest
