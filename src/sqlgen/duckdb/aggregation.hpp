#pragma once

#include "hdis/sqlgen/sqlgen.hpp"

namespace hdis::sqlgen::duckdb {

/// `generate` for DuckDB, of an aggregation that has passed `check`.
///
/// Besides DuckDB's own functions the statement uses two that the engine adds: `hdis_people(person)`, the
/// number of distinct persons up to raw::enough_people, and `hdis_shares(person, number)`, a struct of
/// how many persons contribute to a sum and how much (see raw::RawMeasure).
[[nodiscard]] Sql generate(const query::Aggregation& aggregation,
                           const catalogue::Catalogue& catalogue, std::uint64_t most_rows);

}  // namespace hdis::sqlgen::duckdb
