#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis {

/// What kind of failure an `Error` is. Decides the exit code of the program and the HTTP status.
enum class ErrorCode : std::uint8_t {
  invalid_input,  ///< The caller wrote something that cannot be understood or is out of range.
  refused,  ///< Understood, and never answered: a rule of the system or the agreement forbids it.
  not_permitted,  ///< The person who acts may not do this.
  not_found,      ///< A named thing (dataset, year, request, ...) does not exist here.
  conflict,       ///< The thing is not in a state in which this can be done, or changed meanwhile.
  withheld,       ///< Computed, but not shown to be safe; nothing is released.
  timed_out,      ///< Took longer than the limit; nothing is released.
  cancelled,      ///< Stopped on request; nothing is released.
  unavailable,    ///< Something outside the program failed: a file, a disk, a database.
  corrupt,        ///< Stored data fails its integrity check.
};

/// The code as a stable lower-case word for machine-readable output, e.g. "invalid_input".
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// A place in a text that a person wrote. Both count from 1; columns count characters (code
/// points).
struct SourcePosition {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

/// One reason for a failure, in words for a person who does not know the program's inside.
///
/// Never carries a value that was read from a record.
struct Reason {
  std::string rule;  ///< Stable identifier of the rule that matched, e.g. "query.rows_requested".
  std::string message;     ///< What is wrong, as a sentence.
  std::string suggestion;  ///< What to do instead; may be empty. May hold a corrected query.
  std::optional<SourcePosition> where;  ///< Where in the user's text, if it is about a text.
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// Why something was not done. Every refusal carries all reasons that matched, not the first only.
class Error {
 public:
  /// An error with a single reason.
  Error(ErrorCode code, Reason reason);
  /// An error with several reasons; `reasons` must not be empty.
  Error(ErrorCode code, std::vector<Reason> reasons);

  [[nodiscard]] ErrorCode code() const { return code_; }
  [[nodiscard]] const std::vector<Reason>& reasons() const { return reasons_; }

  /// All reasons as text for a terminal: "line 2, column 8: message\n  try: suggestion", one after
  /// the other.
  [[nodiscard]] std::string to_text() const;

 private:
  ErrorCode code_;
  std::vector<Reason> reasons_;
};

}  // namespace hdis
