#pragma once

#include "hdis/query/value.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace hdis::sqlgen::duckdb {

/// The constants of a statement: texts become parameters, so that nothing that a user wrote is ever part of
/// the statement; numbers and dates, which cannot hold anything else, are written out.
class Constants {
 public:
  /// How `value` is written where it stands; the same for equal values.
  [[nodiscard]] std::string write(const query::Value& value);
  [[nodiscard]] std::string write(const std::string& text);

  /// The texts to be bound to $1, $2, ...
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  std::map<std::string, std::size_t> places_;  ///< Numbers of the parameters, from 1.
};

}  // namespace hdis::sqlgen::duckdb
