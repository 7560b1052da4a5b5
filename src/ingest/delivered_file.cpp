#include "delivered_file.hpp"

#include "hdis/core/text.hpp"
#include "hdis/duck/sql_text.hpp"

#include "file_io.hpp"
#include "gzip_check.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <map>
#include <system_error>

namespace hdis::ingest {
namespace {

using duck::quote_identifier;
using duck::quote_text;

/// Longest line, in bytes. A HES record is below 8,000.
constexpr std::size_t longest_line = 262'144;

/// What DuckDB reads of a file at once, in each thread. Left to itself it takes 30 MiB, which a small memory does not have.
constexpr std::size_t buffer_bytes = 16 * longest_line;

/// More malformed lines than this are not slips: the file is not in the format that it seems to be in.
constexpr std::uint64_t most_malformed = 10'000;

/// DuckDB records a defect for each value that a line lacks or has too many, and none after this number:
/// reaching it means that lines were left out without being counted.
constexpr std::uint64_t most_defects = 200'000;

constexpr const char* rejects = "hdis_malformed";
constexpr const char* scans = "hdis_scans";

Error not_readable(const std::string& file, const char* kind) {
  return {
      ErrorCode::invalid_input,
      Reason{"ingest.file", fmt::format("'{}' cannot be read as {}.", file, kind),
             "Check that the file is complete, that it is what its extension says, and, if it is "
             "CSV, that all its lines end in the same way.",
             std::nullopt}};
}

/// A failure of DuckDB to read a file is one of the file, unless it is about memory or a request to stop.
Error blame_file(const Error& error, const std::string& file, const char* kind) {
  const auto& rule = error.reasons().front().rule;
  if (rule == "duck.out_of_memory" || rule == "duck.interrupted") return error;
  return not_readable(file, kind);
}

std::string in_words(const std::string& error_type) {
  static const std::map<std::string, std::string, std::less<>> words = {
      {"MISSING COLUMNS", "malformed line: too few values"},
      {"TOO MANY COLUMNS", "malformed line: too many values"},
      {"UNQUOTED VALUE",
       "malformed line: text after a closing quote, or a quote that is not closed"},
      {"INVALID ENCODING", "malformed line: not UTF-8"},
      {"LINE SIZE OVER MAXIMUM", "malformed line: longer than 262,144 bytes"},
  };
  const auto found = words.find(error_type);
  return found == words.end() ? "malformed line" : found->second;
}

/// Spreadsheets save "Unicode text" as UTF-16, of which no line can be read.
Status check_encoding(const std::filesystem::path& path) {
  const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return fail(io_error("open", path));
  std::array<char, 4> start{};
  HDIS_TRY(count, read_up_to(opened.get(), start.data(), start.size(), path));
  const std::string_view bytes(start.data(), count);
  const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!marked && bytes.find('\0') == std::string_view::npos) return {};
  return fail(
      ErrorCode::invalid_input, "ingest.encoding",
      fmt::format("'{}' is not text in UTF-8 (it begins like UTF-16).", path.filename().string()),
      "Have it written as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8.");
}

}  // namespace

Result<DeliveredFile> DeliveredFile::open(duck::Connection& connection,
                                          const std::filesystem::path& path,
                                          const std::stop_token& stop) {
  std::filesystem::path plain = path;
  const bool compressed = to_lower(plain.extension().string()) == ".gz";
  if (compressed) plain = plain.stem();
  const std::string extension = to_lower(plain.extension().string());
  DeliveredFile file;
  file.path_ = path;
  file.parquet_ = to_lower(path.extension().string()) == ".parquet";
  if (file.parquet_) {
    HDIS_CHECK(file.read_parquet_names(connection));
    return file;
  }
  if (extension != ".csv" && extension != ".tsv" && extension != ".txt") {
    return fail(ErrorCode::invalid_input, "ingest.extension",
                fmt::format("'{}' is neither CSV nor Parquet by its name.", file.name()),
                "Name it .csv, .tsv or .txt (also with .gz after it) or .parquet.");
  }
  if (compressed) {
    HDIS_TRY(bytes, check_gzip(path, stop));
    file.text_bytes_ = bytes;
  } else {
    HDIS_CHECK(check_encoding(path));
    file.text_bytes_ = std::filesystem::file_size(path);
  }
  HDIS_CHECK(file.read_csv_names(connection));
  return file;
}

Status DeliveredFile::read_csv_names(duck::Connection& connection) {
  // The first line as one value: a separator that no text holds, and no quotes.
  const std::string sql = fmt::format(
      "SELECT line FROM read_csv({}, columns = {{'line': 'VARCHAR'}}, auto_detect = false, "
      "header = false, delim = '\x01', quote = '', escape = '', max_line_size = {}, "
      "ignore_errors = true) LIMIT 1",
      quote_text(path_.string()), longest_line);
  auto rows = connection.query(sql);
  if (!rows) return fail(blame_file(rows.error(), name(), "CSV"));
  const auto chunk = rows->next();
  if (!chunk || chunk->column(0).is_null(0)) {
    return fail(ErrorCode::invalid_input, "ingest.empty_file",
                fmt::format("'{}' is empty.", name()));
  }
  const std::string_view header = trim(chunk->column(0).text(0));
  separator_ = guess_separator(header);
  for (const auto& value : split_csv_line(header, separator_)) names_.emplace_back(trim(value));
  return {};
}

Status DeliveredFile::read_parquet_names(duck::Connection& connection) {
  auto rows = connection.query(
      fmt::format("SELECT * FROM read_parquet({}) LIMIT 0", quote_text(path_.string())));
  if (!rows) return fail(blame_file(rows.error(), name(), "Parquet"));
  names_ = rows->names();
  return {};
}

std::string DeliveredFile::csv(const std::string& more_options) const {
  std::string columns;
  for (std::size_t index = 0; index < names_.size(); ++index) {
    columns += fmt::format("{}'c{}': 'VARCHAR'", index == 0 ? "" : ", ", index);
  }
  return fmt::format(
      "read_csv({}, columns = {{{}}}, auto_detect = false, header = true, delim = {}, quote = "
      "'\"', "
      "escape = '\"', strict_mode = true, null_padding = false, max_line_size = {}, "
      "buffer_size = {}{})",
      quote_text(path_.string()), columns, quote_text(std::string(1, separator_)), longest_line,
      buffer_bytes, more_options);
}

std::string DeliveredFile::table() const {
  if (parquet_) return table_again();
  return csv(fmt::format(
      ", store_rejects = true, rejects_table = '{}', rejects_scan = '{}', rejects_limit = {}",
      rejects, scans, most_defects));
}

std::string DeliveredFile::table_again() const {
  if (parquet_) return fmt::format("read_parquet({})", quote_text(path_.string()));
  return csv(", ignore_errors = true");
}

std::string DeliveredFile::text_of(std::size_t index) const {
  if (parquet_) return fmt::format("CAST({} AS VARCHAR)", quote_identifier(names_[index]));
  return fmt::format("c{}", index);
}

Result<std::vector<std::pair<std::string, std::uint64_t>>> DeliveredFile::malformed(
    duck::Connection& connection) const {
  std::vector<std::pair<std::string, std::uint64_t>> reasons;
  if (parquet_) return reasons;
  // A line may have several errors and counts once, under the first. An open quote that
  // goes over several lines has swallowed some, and it cannot be counted which.
  HDIS_TRY(rows, connection.query(fmt::format(
                     "SELECT error, count(*), sum(CAST(swallowed AS BIGINT))::BIGINT FROM ("
                     "SELECT min(CAST(error_type AS VARCHAR)) AS error, "
                     "bool_or(error_type = 'UNQUOTED VALUE' AND "
                     "contains(rtrim(csv_line, E'\\r\\n'), E'\\n')) AS swallowed "
                     "FROM {} GROUP BY file_id, line_byte_position) GROUP BY error ORDER BY error",
                     rejects)));
  // The last line, if it has no end, is counted from 1 up to the last byte of the text.
  HDIS_TRY(cut, connection.query_integer(fmt::format(
                    "SELECT count(*) FROM {} WHERE line_byte_position - 1 + strlen(csv_line) >= {}",
                    rejects, text_bytes_)));
  std::uint64_t total = 0;
  std::int64_t swallowed = 0;
  while (const auto chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto count = static_cast<std::uint64_t>(chunk->column(1).integer(row));
      total += count;
      swallowed += chunk->column(2).is_null(row) ? 0 : chunk->column(2).integer(row);
      reasons.emplace_back(in_words(std::string(chunk->column(0).text(row))), count);
    }
  }
  HDIS_TRY(defects, connection.query_integer(fmt::format("SELECT count(*) FROM {}", rejects)));
  HDIS_CHECK(connection.execute(fmt::format("DROP TABLE {}; DROP TABLE {}", rejects, scans)));
  if (swallowed > 0) {
    return fail(
        ErrorCode::invalid_input, "ingest.open_quote",
        fmt::format("'{}' has a quote that is not closed, so that it cannot be told where its "
                    "lines end.",
                    name()),
        "Have the file written again: a quote inside a quoted value must be doubled.");
  }
  if (cut > 0) {
    return fail(
        ErrorCode::invalid_input, "ingest.cut_off",
        fmt::format("'{}' ends in the middle of its last line: it was probably cut off.", name()),
        "Have it sent again. If the last line is a note and no record, remove it.");
  }
  if (total > most_malformed || static_cast<std::uint64_t>(defects) >= most_defects) {
    return fail(
        ErrorCode::invalid_input, "ingest.malformed",
        fmt::format("'{}' has more malformed lines than slips explain.", name()),
        "It is probably cut off, not CSV, or has another separator in its lines than in its "
        "first line.");
  }
  return reasons;
}

}  // namespace hdis::ingest
