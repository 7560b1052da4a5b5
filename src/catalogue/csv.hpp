#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

/// Reads comma-separated values row by row, exactly as RFC 4180 has them: fields in double quotes
/// may hold commas, line ends and doubled quotes; a quote may stand nowhere else.
class CsvReader {
 public:
  /// `text` must outlive the reader.
  explicit CsvReader(std::string_view text) : text_(text) {}

  /// Reads the next row into `fields`, reusing its storage. False at the end and at a defect.
  bool next(std::vector<std::string>& fields);

  /// The line, from 1, on which the row last read began.
  [[nodiscard]] std::size_t line() const { return row_line_; }
  /// What is wrong with the row at `line`; empty if nothing is.
  [[nodiscard]] const std::string& defect() const { return defect_; }

 private:
  bool read_quoted(std::string& field);
  bool read_plain(std::string& field);
  [[nodiscard]] bool at_line_end() const;
  void skip_line_end();

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
  std::string defect_;
};

}  // namespace hdis::catalogue
