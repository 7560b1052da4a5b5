#include "support/engine/record_files.hpp"

#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace hdis::test {
namespace {

namespace fs = std::filesystem;

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_text());
  return std::move(*result);
}

void run(duck::Connection& connection, const std::string& sql) {
  if (const Status status = connection.execute(sql); !status) throw std::runtime_error(sql);
}

/// Ingest keeps keys as hashes.
bool is_key(const catalogue::Field& field) {
  return field.field_class == catalogue::FieldClass::person_key ||
         field.field_class == catalogue::FieldClass::record_key;
}

std::string column_type(const catalogue::Field& field) {
  if (is_key(field)) return "UUID";
  switch (field.type) {
    case catalogue::FieldType::integer:
      return "BIGINT";
    case catalogue::FieldType::decimal:
      return "DOUBLE";
    case catalogue::FieldType::date:
      return "DATE";
    default:
      return "VARCHAR";
  }
}

std::string literal(const query::Value& value, const catalogue::Field& field) {
  if (std::holds_alternative<query::Null>(value)) return "NULL";
  std::string text = duck::quote_text(query::to_plain_text(value));
  return is_key(field) ? "md5(" + text + ")" : std::move(text);
}

std::string row(const engine::Record& record, const catalogue::Dataset& dataset) {
  std::vector<std::string> values;
  for (const catalogue::Field& field : dataset.fields) {
    const auto found = record.find(field.name);
    const query::Value value = found == record.end() ? query::Value() : found->second;
    values.push_back(fmt::format("CAST({} AS {})", literal(value, field), column_type(field)));
  }
  return fmt::format("({})", fmt::join(values, ", "));
}

}  // namespace

const catalogue::Catalogue& engine_catalogue() {
  static const catalogue::Catalogue catalogue = value_or_throw(
      catalogue::Catalogue::load(fs::path(HDIS_SOURCE_DIR) / "tests/fixtures/engine/catalogue"));
  return catalogue;
}

engine::Partition write_files(const engine::RecordSet& records,
                              const catalogue::Catalogue& catalogue, const fs::path& folder) {
  const catalogue::Dataset& dataset = *catalogue.dataset(records.dataset);
  engine::Partition partition{records.dataset, records.year, "1", {}, {}};
  std::vector<std::string> definitions;
  for (const catalogue::Field& field : dataset.fields) {
    partition.columns.push_back(field.name);
    definitions.push_back(duck::quote_identifier(field.name) + " " + column_type(field));
  }
  const fs::path file = folder / (records.dataset.text() + records.year.code() + ".parquet");
  partition.files.push_back(file);

  const auto database = value_or_throw(duck::Database::open());
  auto connection = value_or_throw(database.connect());
  run(connection, fmt::format("CREATE TABLE t ({})", fmt::join(definitions, ", ")));
  std::vector<std::string> rows;
  for (const engine::Record& record : records.records) rows.push_back(row(record, dataset));
  if (!rows.empty()) run(connection, fmt::format("INSERT INTO t VALUES {}", fmt::join(rows, ", ")));
  run(connection, fmt::format("COPY t TO {} (FORMAT parquet)", duck::quote_text(file.string())));
  return partition;
}

Engines open_engines(const std::vector<engine::RecordSet>& records,
                     const catalogue::Catalogue& catalogue, const fs::path& folder) {
  std::vector<engine::Partition> partitions;
  partitions.reserve(records.size());
  for (const engine::RecordSet& set : records) {
    partitions.push_back(write_files(set, catalogue, folder));
  }
  return {value_or_throw(engine::open_duckdb(catalogue, std::move(partitions))),
          value_or_throw(engine::open_reference(catalogue, records))};
}

}  // namespace hdis::test
