#include "hdis/duck/parquet.hpp"

#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

namespace hdis::duck {

Status csv_to_parquet(const std::filesystem::path& csv, const std::filesystem::path& parquet,
                      unsigned threads) {
  HDIS_TRY(database,
           Database::open({{"threads", std::to_string(threads)}, {"memory_limit", "2GB"}}));
  HDIS_TRY(connection, database.connect());
  return connection.execute("COPY (SELECT * FROM read_csv(" + quote_text(csv.string()) +
                            ", header = true, delim = ',', quote = '\"', all_varchar = true)) TO " +
                            quote_text(parquet.string()) + " (FORMAT parquet, COMPRESSION zstd)");
}

}  // namespace hdis::duck
