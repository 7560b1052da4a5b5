#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hdis::sqlgen::duckdb {

/// Columns of a SELECT, each expression once.
class Columns {
 public:
  /// The index of `expression` among the columns; added if it is new.
  std::size_t index_of(const std::string& expression) {
    for (std::size_t index = 0; index < expressions_.size(); ++index) {
      if (expressions_[index] == expression) return index;
    }
    expressions_.push_back(expression);
    return expressions_.size() - 1;
  }
  [[nodiscard]] const std::vector<std::string>& expressions() const { return expressions_; }

 private:
  std::vector<std::string> expressions_;
};

}  // namespace hdis::sqlgen::duckdb
