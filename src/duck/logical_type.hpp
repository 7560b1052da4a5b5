#pragma once

#include "hdis/duck/value.hpp"

#include <duckdb.h>

#include <string>
#include <utility>
#include <vector>

namespace hdis::duck {

/// A type of DuckDB's that is freed with its scope.
class LogicalType {
 public:
  explicit LogicalType(duckdb_logical_type type) : type_(type) {}
  explicit LogicalType(Type type);
  ~LogicalType() { duckdb_destroy_logical_type(&type_); }
  LogicalType(LogicalType&& other) noexcept : type_(std::exchange(other.type_, nullptr)) {}
  LogicalType(const LogicalType&) = delete;
  LogicalType& operator=(const LogicalType&) = delete;
  LogicalType& operator=(LogicalType&&) = delete;
  [[nodiscard]] duckdb_logical_type get() const { return type_; }

 private:
  duckdb_logical_type type_;
};

/// A struct with these members.
[[nodiscard]] LogicalType struct_of(const std::vector<std::pair<std::string, Type>>& members);

}  // namespace hdis::duck
