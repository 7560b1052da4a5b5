#pragma once

#include "hdis/suppression/read.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::suppression {

/// An `invalid_input` error with file and line.
[[nodiscard]] tl::unexpected<Error> wrong(const NamedText& file, std::size_t line,
                                          const std::string& message, std::string suggestion = {});

/// Reads a CSV text line by line.
class Lines {
 public:
  explicit Lines(const NamedText& file);
  /// Where the line that was read last begins, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }
  /// Reads the next line that is not empty; false at the end.
  bool next();
  /// The fields of the line; views of the text or of this reader, until the next line is read.
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  /// Whether the line is no CSV: a quote that is not closed, or text after one that is.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  void skip_one();
  bool quoted();

  std::string_view text_;
  std::vector<std::string_view> fields_;
  std::vector<std::string> unquoted_;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  bool broken_ = false;
};

/// "There is no such column."
inline constexpr std::size_t absent = static_cast<std::size_t>(-1);

/// The place of a column in a header, or `absent`.
[[nodiscard]] std::size_t column_of(const std::vector<std::string_view>& header,
                                    std::string_view name);

/// A whole number from 0 to `largest_value`.
[[nodiscard]] std::optional<std::int64_t> number_in(std::string_view text);

}  // namespace hdis::suppression
