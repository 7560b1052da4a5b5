#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/financial_year.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

/// The statements that prepare a DuckDB database for those that `generate` writes.
namespace hdis::sqlgen::duckdb {

/// The columns of a file by name, with their types as DuckDB names them.
using FileColumns = std::map<std::string, std::string>;

/// Name of the view over one year of a dataset, as an identifier.
[[nodiscard]] std::string view_name(const catalogue::DatasetId& dataset, FinancialYear year);
/// Name of the view over all loaded years of a dataset, as an identifier.
[[nodiscard]] std::string view_name(const catalogue::DatasetId& dataset);

/// Bounds what the database may use: bytes of memory, and threads, which must not be 0.
[[nodiscard]] std::string set_limits(std::uint64_t memory_bytes, unsigned threads);

/// Lists the columns of Parquet files: names in the first column of the result, types in the second.
[[nodiscard]] std::string describe_files(std::span<const std::string> files);

/// Makes the view over one year: all usable fields of the dataset in the catalogue's order and types (whole
/// numbers may be narrower, keys are hashes), those that the files lack as NULL. Identifiers are left out even if a file has them.
///
/// Errors: `corrupt` (`engine.column_type`) if a column has a type that ingest does not write.
[[nodiscard]] Result<std::string> create_view(const catalogue::Dataset& dataset, FinancialYear year,
                                              std::span<const std::string> files,
                                              const FileColumns& columns);

/// Makes the view over all of `years`, which must not be empty.
[[nodiscard]] std::string create_view(const catalogue::DatasetId& dataset,
                                      std::span<const FinancialYear> years);

/// Closes the database: nothing but `files` can be opened from then on, no extension loaded, no setting
/// changed.
[[nodiscard]] std::string lock(std::span<const std::string> files);

}  // namespace hdis::sqlgen::duckdb
