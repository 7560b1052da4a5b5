#pragma once

#include "hdis/core/date.hpp"
#include "hdis/duck/rows.hpp"
#include "hdis/duck/value.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::duck {

/// Where a function writes the results of some rows. Every row must be written once, by the call that
/// belongs to the type, or set to NULL.
class Writer {
 public:
  void set_null(std::size_t row);
  void set_boolean(std::size_t row, bool value);
  void set_integer(std::size_t row, std::int32_t value);
  void set_bigint(std::size_t row, std::int64_t value);
  void set_real(std::size_t row, double value);
  /// `value` must be UTF-8.
  void set_text(std::size_t row, std::string_view value);
  void set_date(std::size_t row, Date value);
  void set_uuid(std::size_t row, const Bits128& value);

 private:
  friend struct Bridge;
  explicit Writer(void* vector);
  void* vector_;
  void* data_;
};

/// A function of our own in SQL that gives one value for each row.
struct Function {
  std::string name;
  std::vector<Type> arguments;
  Type result = Type::text;
  /// Computes the results of the rows of `arguments`. Called by several threads at once; must not
  /// throw; gets NULLs as they are.
  std::function<void(const Chunk& arguments, Writer& result)> call;
};

}  // namespace hdis::duck
