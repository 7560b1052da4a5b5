#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::engine {

/// Bounds of one run.
struct Limits {
  std::chrono::milliseconds time{std::chrono::minutes(10)};
  std::uint64_t memory_bytes = 4ULL << 30U;
  unsigned threads = 2;
  std::uint64_t rows = 1'000'000;  ///< Largest number of groups of one aggregation.
};

/// How a run reports and is stopped. `progress` gets values from 0 to 1, at most ten a second, from
/// another thread; may be empty.
struct Control {
  std::function<void(double)> progress;
  std::stop_token stop;
};

/// The files of one dataset and year, as ingest wrote them.
struct Partition {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;                       ///< Data version, e.g. "3".
  std::vector<std::filesystem::path> files;  ///< Parquet, columns named as the canonical fields.
  std::vector<std::string> columns;          ///< Fields that the files hold; others read as NULL.
};

/// Something that can count records. The only port between plans and data.
class Engine {
 public:
  virtual ~Engine() = default;
  /// Counts what `aggregation` asks for. May be called from several threads.
  ///
  /// Errors: `not_found` (`engine.year_not_loaded`, naming the years that are) if a population names a
  /// dataset or year without data; `timed_out`; `cancelled`; `refused` (`engine.too_many_rows`);
  /// `unavailable` (out of memory, a file that cannot be read); `invalid_input` (`engine.plan_invalid`)
  /// for a plan that does not fit the catalogue. No message carries a value read from a record, nor the
  /// text of a database.
  [[nodiscard]] virtual Result<raw::RawTable> run(const query::Aggregation& aggregation,
                                                  const Limits& limits, const Control& control) = 0;
};

}  // namespace hdis::engine
