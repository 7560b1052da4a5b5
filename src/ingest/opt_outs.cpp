#include "opt_outs.hpp"

#include "hdis/duck/sql_text.hpp"

#include "acceptance.hpp"
#include "file_io.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>

namespace hdis::ingest {

bool contains(const Pseudonyms& sorted, const PseudonymKey::Pseudonym& pseudonym) {
  return std::binary_search(sorted.begin(), sorted.end(), pseudonym);
}

Result<Pseudonyms> read_opt_outs(const std::filesystem::path& list, const Cleaner& person_key) {
  std::ifstream input(list);
  if (!input) return fail(io_error("open", list));
  Pseudonyms people;
  std::string line;
  while (std::getline(input, line)) {
    const auto cleaned = person_key.clean(line);
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
