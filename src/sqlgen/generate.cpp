#include "hdis/sqlgen/plan_check.hpp"
#include "hdis/sqlgen/sqlgen.hpp"

#include "duckdb/aggregation.hpp"

namespace hdis::sqlgen {

Result<Sql> generate(const query::Aggregation& aggregation, const catalogue::Catalogue& catalogue,
                     Dialect dialect, std::uint64_t most_rows) {
  HDIS_CHECK(check(aggregation, catalogue));
  switch (dialect) {
    case Dialect::duckdb:
      return duckdb::generate(aggregation, catalogue, most_rows);
  }
  return fail(ErrorCode::invalid_input, "engine.dialect", "There is no such dialect of SQL.");
}

}  // namespace hdis::sqlgen
