#pragma once

#include "hdis/query/finding.hpp"

#include <vector>

namespace hdis::query::syntax {

/// Collects what was forgiven. Each kind is said once, at its first place: a text in which every
/// quote is a smart one gets one note.
class Notes {
 public:
  void add(Severity severity, Reason reason);
  [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

}  // namespace hdis::query::syntax
