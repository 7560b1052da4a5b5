#pragma once

#include "hdis/core/result.hpp"
#include "hdis/duck/database.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// A file as DuckDB reads it: every column as text, so that the cleaning rules see what was delivered.
class DeliveredFile {
 public:
  /// Reads the names of the columns. By its extension: .parquet; .csv, .tsv or .txt, which may be
  /// compressed (.gz), have the names in the first line, and commas, tabs, bars or semicolons between values.
  ///
  /// Compressed text is read to its end first: one that was cut off must not pass for a whole year.
  ///
  /// Errors: `invalid_input` for another extension, an empty file, one that is no file or not what its extension
  /// says; `not_found`; `unavailable`; `cancelled` if stop is requested.
  static Result<DeliveredFile> open(duck::Connection& connection, const std::filesystem::path& path,
                                    const std::stop_token& stop);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// The name without the folder, for reports.
  [[nodiscard]] std::string name() const { return path_.filename().string(); }
  /// The size of CSV, uncompressed; 0 for Parquet.
  [[nodiscard]] std::uint64_t text_bytes() const { return text_bytes_; }
  /// What a statement reads FROM. Lines that are not well-formed are left out and recorded.
  [[nodiscard]] std::string table() const;
  /// The same, without recording malformed lines: for a further pass over the file.
  [[nodiscard]] std::string table_again() const;
  /// The column `index` as an expression of text.
  [[nodiscard]] std::string text_of(std::size_t index) const;

  /// Why lines were left out since `table` was read, and how many. Forgets them.
  ///
  /// Errors: `invalid_input` if they are too many to be slips, if it cannot be told where a line ends, or if the last
  /// one was cut off.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::uint64_t>>> malformed(
      duck::Connection& connection) const;

 private:
  DeliveredFile() = default;
  [[nodiscard]] Status read_csv_names(duck::Connection& connection);
  [[nodiscard]] Status read_parquet_names(duck::Connection& connection);
  [[nodiscard]] std::string csv(const std::string& more_options) const;

  std::filesystem::path path_;
  bool parquet_ = false;
  std::uint64_t text_bytes_ = 0;
  char separator_ = ',';
  std::vector<std::string> names_;
};

/// The values of a line of CSV, quotes taken off. A quote inside a value is written twice.
[[nodiscard]] std::vector<std::string> split_csv_line(std::string_view line, char separator);
/// The separator that divides `header` into the most values.
[[nodiscard]] char guess_separator(std::string_view header);

}  // namespace hdis::ingest
