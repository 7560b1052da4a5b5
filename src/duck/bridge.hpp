#pragma once

#include "hdis/core/error.hpp"
#include "hdis/duck/database.hpp"

#include <duckdb.h>

#include <memory>
#include <string_view>

namespace hdis::duck {

/// Takes DuckDB's handles into our types and back; keeps duckdb.h out of the public headers.
struct Bridge {
  static Column column(duckdb_vector vector) { return Column(vector); }
  static Writer writer(duckdb_vector vector) { return Writer(vector); }
  /// A view of the arguments of a function.
  static Chunk borrowed(duckdb_data_chunk chunk);
  static duckdb_vector vector(const Writer& writer) {
    return static_cast<duckdb_vector>(writer.vector_);
  }
};

/// What went wrong, in our words. DuckDB's own go to `sink` alone.
[[nodiscard]] Error make_error(duckdb_error_type type, const char* text, const EngineText& sink);

/// The kind of failure that DuckDB's text begins with: preparing a statement gives no number.
[[nodiscard]] duckdb_error_type type_of_text(std::string_view text);

/// Registers `function`; false if DuckDB refuses it.
[[nodiscard]] bool register_function(duckdb_connection connection, Function function);

/// Registers `aggregate`; false if DuckDB refuses it.
[[nodiscard]] bool register_aggregate(duckdb_connection connection,
                                      std::unique_ptr<Aggregate> aggregate);

struct Rows::Handle {
  duckdb_result result{};
  Handle() = default;
  ~Handle() { duckdb_destroy_result(&result); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

}  // namespace hdis::duck
