#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace hdis::service {

/// What the reader of a protected table is taken to know.
enum class ReaderKnows : std::uint8_t {
  nothing_negative,  ///< No count is below 0.
  zeros_shown,       ///< Also that shown zeros are the only zeros.
};

/// A table made elsewhere and how to protect it.
struct ProtectInput {
  Identity caller;               ///< Whose files are read and written.
  std::filesystem::path folder;  ///< Holds cells.csv and dim_1.csv, dim_2.csv, ...
  std::filesystem::path policies;
  std::string policy;
  std::filesystem::path result;
  ReaderKnows reader = ReaderKnows::zeros_shown;
  std::uint64_t seed = 1;
  std::uint32_t improve = 30;            ///< Rounds of improvement per hundred hidden cells.
  std::function<bool(double)> progress;  ///< Called with 0 to 1; returns false to stop.
};

/// What was hidden and what that cost.
struct ProtectOutput {
  std::uint64_t cells = 0;
  std::uint64_t primary = 0;
  std::uint64_t secondary =
      0;  ///< Hidden to protect the primary; under a rounding policy, totals withheld.
  std::int64_t secondary_weight = 0;  ///< The sum of their weights.
  std::uint64_t claims =
      0;  ///< Claims of the proof; 0 under a rounding policy, whose result is audited instead.
};

/// Protects a table and writes the result.
///
/// Errors: `invalid_input` with file and line; `not_found` (folder, file, policy); `withheld` if safety is not shown; `cancelled`;
/// `unavailable` if the result cannot be written. Nothing is written after an error.
[[nodiscard]] Result<ProtectOutput> protect_table(const ProtectInput& input);

/// What an audit of a result found about the primary cells.
struct AuditOutput {
  std::uint64_t hidden = 0;
  std::uint64_t primary = 0;
  std::uint64_t exposed = 0;
  std::uint64_t not_proved = 0;
  std::uint64_t programs = 0;  ///< Linear programs that it took.
};

/// Works out what a reader of `input.result` could, and compares it with what the table of `input.folder` asks for. Errors as above.
[[nodiscard]] Result<AuditOutput> audit_table(const ProtectInput& input);

}  // namespace hdis::service
