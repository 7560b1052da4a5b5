#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/duck/value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::duck {

/// One column of a chunk. Borrowed: valid as long as the `Chunk` (or the function call) it is of.
///
/// Reading a value of another type than the column has is a mistake of the caller and asserted.
class Column {
 public:
  [[nodiscard]] bool is_null(std::size_t row) const {
    return validity_ != nullptr && ((validity_[row / 64] >> (row % 64)) & 1U) == 0;
  }
  /// Whole numbers of up to 64 bits and booleans. Sums of whole numbers are wider in DuckDB: cast
  /// them to BIGINT or DOUBLE in the statement.
  [[nodiscard]] std::int64_t integer(std::size_t row) const;
  /// DOUBLE and FLOAT, and whole numbers of any width (128 bits included) as the nearest double.
  [[nodiscard]] double real(std::size_t row) const;
  /// VARCHAR (UTF-8) and BLOB.
  [[nodiscard]] std::string_view text(std::size_t row) const;
  [[nodiscard]] Date date(std::size_t row) const;
  [[nodiscard]] Bits128 uuid(std::size_t row) const;

  /// All values of a UUID column at once, as DuckDB keeps them: equal if and only if the UUIDs are. For
  /// functions that look at every record.
  [[nodiscard]] std::span<const UuidWords> uuid_words(std::size_t rows) const;
  /// All values of a DOUBLE column at once.
  [[nodiscard]] std::span<const double> reals(std::size_t rows) const;

 private:
  friend class Chunk;
  friend struct Bridge;
  explicit Column(void* vector);
  void* data_;
  std::uint64_t* validity_;  ///< A bit for each row, 0 for NULL; null if no row is NULL.
  std::uint32_t type_;       ///< DuckDB's number of the type.
};

/// Some consecutive rows of a result (at most 2,048).
class Chunk {
 public:
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_.size(); }
  [[nodiscard]] const Column& column(std::size_t index) const { return columns_.at(index); }

 private:
  friend class Rows;
  friend struct Bridge;
  struct Free {
    void operator()(void* chunk) const;
  };
  Chunk() = default;
  std::unique_ptr<void, Free>
      owned_;  ///< Empty where DuckDB owns the chunk (arguments of a function).
  std::vector<Column> columns_;
  std::size_t rows_ = 0;
};

/// What a statement gave. Holds its own memory: it may outlive the connection.
class Rows {
 public:
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// The next rows, or nothing after the last. Never an empty chunk.
  [[nodiscard]] std::optional<Chunk> next();
  /// How many rows a statement that changes rows has changed (INSERT, COPY TO, ...).
  [[nodiscard]] std::uint64_t changed() const;

  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

 private:
  friend class Connection;
  struct Handle;
  explicit Rows(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
  std::vector<std::string> names_;
};

}  // namespace hdis::duck
