#include "hdis/sqlgen/duckdb_views.hpp"
#include "hdis/sqlgen/value_type.hpp"

#include "duckdb/quote.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace hdis::sqlgen::duckdb {
namespace {

using catalogue::Field;
using catalogue::FieldClass;

std::string_view column_type(const Field& field) {
  // Ingest keeps keys as hashes.
  if (field.field_class == FieldClass::person_key || field.field_class == FieldClass::record_key) {
    return "UUID";
  }
  switch (sqlgen::type_of(field.type)) {
    case ValueType::integer:
      return "BIGINT";
    case ValueType::decimal:
      return "DOUBLE";
    case ValueType::date:
      return "DATE";
    case ValueType::text:
    case ValueType::none:
      return "VARCHAR";
  }
  return "VARCHAR";
}

/// Whether values of a column can be read as `wanted` without any of them failing.
bool widens(std::string_view type, std::string_view wanted) {
  constexpr std::array whole = {"TINYINT",  "SMALLINT",  "INTEGER", "BIGINT",
                                "UTINYINT", "USMALLINT", "UINTEGER"};
  const bool is_whole = std::find(whole.begin(), whole.end(), type) != whole.end();
  if (wanted == "BIGINT") return is_whole;
  if (wanted == "DOUBLE") return is_whole || type == "FLOAT" || type == "DOUBLE";
  return type == wanted;
}

std::string list(std::span<const std::string> files) {
  std::vector<std::string> literals;
  for (const std::string& file : files) literals.push_back(path_literal(file));
  return fmt::format("[{}]", fmt::join(literals, ", "));
}

/// Names of folders in a path are not columns, and the files of one version have the same columns.
std::string scan(std::span<const std::string> files) {
  return fmt::format("read_parquet({}, hive_partitioning = false)", list(files));
}

Result<std::string> view_column(const Field& field, const FileColumns& columns) {
  const std::string_view type = column_type(field);
  const std::string name = identifier(field.name);
  const auto found = columns.find(field.name);
  if (found == columns.end()) return fmt::format("CAST(NULL AS {}) AS {}", type, name);
  if (!widens(found->second, type)) {
    return fail(
        ErrorCode::corrupt, "engine.column_type",
        fmt::format("Column {} of the stored data has another type than the catalogue says.",
                    field.name),
        "Take the delivery in again with the catalogue that is loaded now.");
  }
  // Narrower whole numbers stay what they are: a conversion would keep DuckDB from skipping row groups.
  if (found->second == type || type == "BIGINT") return name;
  return fmt::format("CAST({0} AS {1}) AS {0}", name, type);
}

}  // namespace

std::string view_name(const catalogue::DatasetId& dataset, FinancialYear year) {
  return identifier(dataset.text() + "@" + year.code());
}

std::string view_name(const catalogue::DatasetId& dataset) { return identifier(dataset.text()); }

std::string describe_files(std::span<const std::string> files) {
  return "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + scan(files) + ")";
}

Result<std::string> create_view(const catalogue::Dataset& dataset, FinancialYear year,
                                std::span<const std::string> files, const FileColumns& columns) {
  std::vector<std::string> selected;
  for (const Field& field : dataset.fields) {
    if (field.field_class == FieldClass::identifier) continue;
    HDIS_TRY(column, view_column(field, columns));
    selected.push_back(column);
  }
  return fmt::format("CREATE VIEW {} AS SELECT {} FROM {}", view_name(dataset.id, year),
                     fmt::join(selected, ", "), scan(files));
}

std::string create_view(const catalogue::DatasetId& dataset, std::span<const FinancialYear> years) {
  std::vector<std::string> selects;
  for (const FinancialYear year : years) {
    selects.push_back("SELECT * FROM " + view_name(dataset, year));
  }
  return fmt::format("CREATE VIEW {} AS {}", view_name(dataset), fmt::join(selects, " UNION ALL "));
}

std::string set_limits(std::uint64_t memory_bytes, unsigned threads) {
  return fmt::format("SET memory_limit = '{}B'; SET threads = {}", memory_bytes, threads);
}

std::string lock(std::span<const std::string> files) {
  return fmt::format(
      "SET temp_directory = '';"
      "SET autoinstall_known_extensions = false;"
      "SET autoload_known_extensions = false;"
      "SET allow_community_extensions = false;"
      "SET allowed_paths = {};"
      "SET enable_external_access = false;"
      "SET lock_configuration = true",
      list(files));
}

}  // namespace hdis::sqlgen::duckdb
