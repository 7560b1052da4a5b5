#pragma once

#include "lines.hpp"

#include <unordered_map>

namespace hdis::suppression {

/// Where d1 ... dk are in a file, and the cell that a line is about. Keeps references to both arguments.
class Place {
 public:
  Place(const LabelledTable& table, const NamedText& file);
  /// Finds the columns; the error names one that is missing or one too many.
  hdis::Status columns(const std::vector<std::string_view>& header);
  /// The cell of a line; the error names a code that is unknown.
  [[nodiscard]] Result<CellId> cell(const std::vector<std::string_view>& fields,
                                    std::size_t line) const;

 private:
  const NamedText& file_;
  std::vector<std::unordered_map<std::string_view, Node>> index_;
  std::vector<CellId> strides_;
  std::vector<std::size_t> columns_;
};

}  // namespace hdis::suppression
