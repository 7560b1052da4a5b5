#include "opt_outs.hpp"

#include "hdis/core/text.hpp"
#include "hdis/duck/sql_text.hpp"

#include "acceptance.hpp"
#include "file_io.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>

namespace hdis::ingest {

bool contains(const Pseudonyms& sorted, const PseudonymKey::Pseudonym& pseudonym) {
  return std::binary_search(sorted.begin(), sorted.end(), pseudonym);
}

namespace {

/// The identifier in a line, without quotes. Errors: `invalid_input` if it cannot be one: a person who was listed in
/// another form than expected would be taken in.
Result<std::string_view> identifier_in(std::string_view line, const std::filesystem::path& list) {
  line = trim(line);
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = trim(line.substr(1, line.size() - 2));
  }
  const bool one_value = line.find_first_of(",;\t\"") == std::string_view::npos;
  if (one_value && line.find('\0') == std::string_view::npos && is_utf8(line)) return line;
  return fail(
      ErrorCode::invalid_input, "ingest.opt_outs",
      fmt::format("'{}' is not a list with one person a line, in UTF-8.", list.filename().string()),
      "Nothing was stored, since people who are listed could be missed. Have it written as "
      "plain text: the person key as delivered, and nothing else in the line.");
}

}  // namespace

Result<Pseudonyms> read_opt_outs(const std::filesystem::path& list, const Cleaner& person_key) {
  std::ifstream input(list);
  if (!input) return fail(io_error("open", list));
  Pseudonyms people;
  std::string line;
  constexpr std::string_view mark = "\xEF\xBB\xBF";  // Of UTF-8, before the first line.
  for (bool first = true; std::getline(input, line); first = false) {
    std::string_view text = line;
    if (first && text.starts_with(mark)) text.remove_prefix(mark.size());
    HDIS_TRY(identifier, identifier_in(text, list));
    const auto cleaned = person_key.clean(identifier);
    if (const auto* person = std::get_if<PseudonymKey::Pseudonym>(&cleaned.value))
      people.push_back(*person);
  }
  if (!input.eof()) return fail(io_error("read", list, EIO));
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

Result<Pseudonyms> records_of(duck::Connection& connection, const StoredVersion& stored,
                              const std::string& key, const std::string& person,
                              Pseudonyms people) {
  duck::Function function{"hdis_opted_out", {duck::Type::uuid}, duck::Type::boolean, {}};
  function.call = [people = std::move(people)](const duck::Chunk& arguments, duck::Writer& result) {
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      result.set_boolean(row, !input.is_null(row) && contains(people, input.uuid(row)));
    }
  };
  HDIS_CHECK(connection.add(std::move(function)));
  HDIS_TRY(rows, connection.query(fmt::format("SELECT DISTINCT {0} FROM read_parquet({1}) WHERE "
                                              "{0} IS NOT NULL AND hdis_opted_out({2})",
                                              duck::quote_identifier(key), file_list(stored.files),
                                              duck::quote_identifier(person))));
  Pseudonyms records;
  while (const auto chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row)
      records.push_back(chunk->column(0).uuid(row));
  }
  std::sort(records.begin(), records.end());
  return records;
}

}  // namespace hdis::ingest
