#pragma once

#include "hdis/core/result.hpp"

#include "path.hpp"
#include "questions.hpp"
#include "spread.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hdis::bench {

/// What one question cost.
struct Cost {
  std::string question;
  Milliseconds path = 0;  ///< Median over the repetitions, as all times here.
  Milliseconds bare = 0;
  Spread ratio;                 ///< Of path to bare, in pairs of runs side by side.
  Stages stages;                ///< Of runs of their own; they need not add up to `path`.
  std::uint64_t path_peak = 0;  ///< Bytes; both with what the process holds before it starts.
  std::uint64_t bare_peak = 0;
};

/// A question with nothing to ask: its year or dataset is not among the records.
[[nodiscard]] bool is_not_loaded(const Error& error);

/// Asks `question` on the path and of bare DuckDB and compares the answers. Errors: those of the path; `corrupt`
/// (`bench.wrong_answer`).
[[nodiscard]] Status check_answer(const Question& question, const World& world);

/// The peaks of memory of one question. For a process that has not opened a database yet.
[[nodiscard]] Status measure_memory(const Question& question, const World& world, Cost& cost);

/// Times one question: a run of each kind that is not counted, then `repetitions` rounds in which each kind has its turn and
/// which begins alternates, so that what slows the machine down for a while slows both down.
[[nodiscard]] Status measure_time(const Question& question, const World& world,
                                  std::uint64_t repetitions, Cost& cost);

}  // namespace hdis::bench
