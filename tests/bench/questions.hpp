#pragma once

#include "hdis/core/result.hpp"

#include <string>
#include <vector>

namespace hdis::bench {

/// A question of tests/queries/answered, and the same in SQL by hand.
struct Question {
  std::string name;  ///< "01_emergency_admissions_by_ccg_month"
  std::string text;  ///< In the query language.
  std::vector<std::string>
      statements;  ///< In SQL; one for each table, with the table's columns in order.
};

/// All questions whose name contains `part`, by name. Errors: `unavailable` if one has no SQL (tests/bench/sql/NN.sql), or none is left.
[[nodiscard]] Result<std::vector<Question>> questions(const std::string& part = "");

}  // namespace hdis::bench
