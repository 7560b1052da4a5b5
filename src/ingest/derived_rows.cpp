#include "derived_rows.hpp"

#include "hdis/duck/sql_text.hpp"

#include "derivation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Field;
using duck::quote_identifier;
using duck::quote_text;

bool has(const StoredVersion& version, const std::string& column) {
  return std::find(version.columns.begin(), version.columns.end(), column) != version.columns.end();
}

/// A column of a version as the catalogue has it; NULL where the version has none.
std::string column_of(const Dataset& dataset, const StoredVersion& version,
                      const std::string& name) {
  const auto* field = dataset.find(name);
  return fmt::format("CAST({} AS {})", has(version, field->name) ? quote_identifier(name) : "NULL",
                     storage_type(*field));
}

/// The fields of the source that `derived` takes, of the first or of the last record.
std::set<std::string> taken_fields(const Dataset& derived) {
  std::set<std::string> names;
  for (const auto& field : derived.fields) {
    if (!field.derivation) continue;
    const auto& [function, inputs] = *field.derivation;
    if (function == "first_record" || function == "last_record") names.insert(inputs.front());
  }
  return names;
}

/// Where a field that is taken comes from, in SQL; empty for one that is made of others.
std::string taken(const Field& field) {
  if (!field.derivation) return {};
  const auto& function = field.derivation->function;
  const auto from = [&field](const char* record) {
    return fmt::format("CAST({}.{} AS {}) AS {}", record,
                       quote_identifier(field.derivation->inputs.front()), storage_type(field),
                       quote_identifier(field.name));
  };
  if (function == "first_record") return from("first_record");
  if (function == "last_record") return from("last_record");
  if (function == "quantity") return from("quantities");
  return {};
}

/// The files that hold the first or last record of a row whose last record lies in `numbers`.
Result<std::vector<std::size_t>> files_of_rows(duck::Connection& connection,
                                               const std::vector<std::size_t>& numbers) {
  HDIS_TRY(rows, connection.query(fmt::format(
                     "SELECT DISTINCT unnest([first_row >> {0}, last_row >> {0}]) "
                     "FROM staging.quantities WHERE (last_row >> {0}) IN ({1}) ORDER BY 1",
                     row_bits, fmt::join(numbers, ", "))));
  std::vector<std::size_t> files;
  while (const auto chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      files.push_back(static_cast<std::size_t>(chunk->column(0).integer(row)));
    }
  }
  return files.empty() ? numbers : files;
}

}  // namespace

std::vector<DerivationSource::File> DerivationSource::files() const {
  std::vector<File> files;
  for (std::size_t index = 0; index < versions.size(); ++index) {
    for (const auto& path : versions[index].files) files.push_back({index, path.string()});
  }
  return files;
}

Status make_source_view(duck::Connection& connection, const std::string& name,
                        const DerivationSource& source, const std::vector<std::string>& fields,
                        const std::vector<std::size_t>& numbers) {
  const auto files = source.files();
  std::vector<std::string> selects;
  selects.reserve(numbers.size());
  for (const auto number : numbers) {
    const auto& file = files.at(number);
    const auto& version = source.versions.at(file.version);
    auto columns = fmt::format("({} << {}) + file_row_number AS hdis_row, {} AS person",
                               fmt::format("CAST({} AS BIGINT)", number), row_bits,
                               column_of(source.dataset, version, source.dataset.person_key));
    for (const auto& field : fields) {
      columns += fmt::format(", {} AS {}", column_of(source.dataset, version, field),
                             quote_identifier(field));
    }
    selects.push_back(fmt::format("SELECT {} FROM read_parquet({}, file_row_number = true)",
                                  columns, quote_text(file.path)));
  }
  return connection.execute(fmt::format("CREATE OR REPLACE VIEW {} AS {}", quote_identifier(name),
                                        fmt::join(selects, " UNION ALL ")));
}

Status make_derived_view(duck::Connection& connection, const Dataset& derived,
                         const DerivationSource& source, const std::vector<std::size_t>& numbers) {
  HDIS_TRY(files, files_of_rows(connection, numbers));
  const auto fields = taken_fields(derived);
  HDIS_CHECK(make_source_view(connection, "record", source, {fields.begin(), fields.end()}, files));

  std::string columns = "quantities.first_row AS hdis_row";
  for (const auto& field : derived.fields) {
    const auto column = taken(field);
    if (!column.empty()) columns += ", " + column;
  }
  auto sql = fmt::format(
      "SELECT {} FROM staging.quantities AS quantities "
      "JOIN record AS first_record ON first_record.hdis_row = quantities.first_row "
      "JOIN record AS last_record ON last_record.hdis_row = quantities.last_row "
      "WHERE (quantities.last_row >> {}) IN ({})",
      columns, row_bits, fmt::join(numbers, ", "));
  for (const auto& level : plan_derivations(derived, {}, {}).levels) {
    std::string made;
    for (const auto& step : level) {
      made += fmt::format(", {} AS {}", step.expression, quote_identifier(step.field->name));
    }
    sql = fmt::format("SELECT *{} FROM ({})", made, sql);
  }
  return connection.execute("CREATE OR REPLACE VIEW complete AS " + sql);
}

}  // namespace hdis::ingest
