#include "hdis/duck/function.hpp"

#include "bridge.hpp"
#include "logical_type.hpp"

#include <chrono>

namespace hdis::duck {
namespace {

void call(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto& function = *static_cast<Function*>(duckdb_scalar_function_get_extra_info(info));
  Writer writer = Bridge::writer(output);
  function.call(Bridge::borrowed(input), writer);
}

}  // namespace

Writer::Writer(void* vector)
    : vector_(vector), data_(duckdb_vector_get_data(static_cast<duckdb_vector>(vector))) {}

void Writer::set_null(std::size_t row) {
  auto* vector = Bridge::vector(*this);
  duckdb_vector_ensure_validity_writable(vector);
  duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
}

void Writer::set_boolean(std::size_t row, bool value) { static_cast<bool*>(data_)[row] = value; }

void Writer::set_integer(std::size_t row, std::int32_t value) {
  static_cast<std::int32_t*>(data_)[row] = value;
}

void Writer::set_bigint(std::size_t row, std::int64_t value) {
  static_cast<std::int64_t*>(data_)[row] = value;
}

void Writer::set_real(std::size_t row, double value) { static_cast<double*>(data_)[row] = value; }

void Writer::set_text(std::size_t row, std::string_view value) {
  duckdb_vector_assign_string_element_len(Bridge::vector(*this), row, value.data(), value.size());
}

void Writer::set_date(std::size_t row, Date value) {
  const auto days = value.days().time_since_epoch().count();
  static_cast<duckdb_date*>(data_)[row] = duckdb_date{static_cast<std::int32_t>(days)};
}

void Writer::set_uuid(std::size_t row, const Bits128& value) {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  for (std::size_t index = 0; index < 8; ++index) {
    high = (high << 8U) | value[index];
    low = (low << 8U) | value[8 + index];
  }
  // The highest bit is turned over, as DuckDB stores UUIDs.
  high ^= 1ULL << 63U;
  static_cast<duckdb_hugeint*>(data_)[row] = duckdb_hugeint{low, static_cast<std::int64_t>(high)};
}

bool register_function(duckdb_connection connection, Function function) {
  duckdb_scalar_function handle = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(handle, function.name.c_str());
  for (const Type type : function.arguments) {
    duckdb_scalar_function_add_parameter(handle, LogicalType(type).get());
  }
  duckdb_scalar_function_set_return_type(handle, LogicalType(function.result).get());
  // Without this DuckDB would turn the whole result to NULL wherever an argument is.
  duckdb_scalar_function_set_special_handling(handle);
  duckdb_scalar_function_set_function(handle, call);
  duckdb_scalar_function_set_extra_info(handle, new Function(std::move(function)),
                                        [](void* owned) { delete static_cast<Function*>(owned); });
  const duckdb_state state = duckdb_register_scalar_function(connection, handle);
  duckdb_destroy_scalar_function(&handle);
  return state == DuckDBSuccess;
}

}  // namespace hdis::duck
