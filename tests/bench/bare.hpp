#pragma once

#include "hdis/core/result.hpp"

#include "questions.hpp"
#include "records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hdis::bench {

/// How much a run may use, on the whole path and without it.
struct Bounds {
  unsigned threads = 2;
  std::uint64_t memory_bytes = 4ULL << 30U;
};

/// One table of bare DuckDB: values as text, empty for NULL.
using BareTable = std::vector<std::vector<std::optional<std::string>>>;

/// Opens DuckDB, runs the question's SQL over the files and fetches every row: what somebody who has the records would do.
///
/// Errors: those of duck::Database.
[[nodiscard]] Status run_bare(const Question& question, const Records& records,
                              const Bounds& bounds);

/// The same with the values, not for timing. They are unprotected numbers: compare them, never print them.
[[nodiscard]] Result<std::vector<BareTable>> read_bare(const Question& question,
                                                       const Records& records,
                                                       const Bounds& bounds);

}  // namespace hdis::bench
