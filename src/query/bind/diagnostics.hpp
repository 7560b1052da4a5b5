#pragma once

#include "hdis/core/error.hpp"
#include "hdis/query/finding.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hdis::query {

/// Collects everything there is to say about a text, so that its author gets all reasons at once.
/// The same thing said twice (of each year of a union, say) is kept once.
class Diagnostics {
 public:
  /// Understood and never answered.
  void refuse(std::string rule, std::string message, std::string suggestion, SourcePosition where);
  /// Cannot be understood as it stands; a name that does not exist is one.
  void mistake(std::string rule, std::string message, std::string suggestion, SourcePosition where);

  /// Findings stop nothing. A name is a `lint.` or `note.` rule.
  void warn(std::string rule, std::string message, std::string suggestion, SourcePosition where);
  void note(std::string rule, std::string message, std::string suggestion, SourcePosition where);

  [[nodiscard]] bool failed() const { return !failures_.empty(); }
  /// How often something failed so far, repetitions included: whether something failed in between.
  [[nodiscard]] std::size_t failures() const { return failed_; }
  /// All failures, in the order of the text; only if there are any. `refused` if anything is refused, else
  /// `invalid_input`.
  [[nodiscard]] Error error() const;
  /// In the order of the text.
  [[nodiscard]] std::vector<Finding> findings() const;

 private:
  void fail(ErrorCode code, Reason reason);
  void find(Severity severity, Reason reason);

  std::size_t failed_ = 0;
  std::vector<std::pair<ErrorCode, Reason>> failures_;
  std::vector<Finding> findings_;
};

}  // namespace hdis::query
