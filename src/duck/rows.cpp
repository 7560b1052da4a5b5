#include "hdis/duck/rows.hpp"

#include "hdis/core/assert.hpp"

#include "bridge.hpp"

#include <chrono>

namespace hdis::duck {
namespace {

duckdb_type type_of(duckdb_vector vector) {
  duckdb_logical_type type = duckdb_vector_get_column_type(vector);
  const duckdb_type id = duckdb_get_type_id(type);
  duckdb_destroy_logical_type(&type);
  return id;
}

template <class T>
T at(const void* data, std::size_t row) {
  return static_cast<const T*>(data)[row];
}

/// DuckDB stores a UUID as a signed number with the highest bit turned over, so that it sorts as text.
constexpr std::uint64_t uuid_sign = 1ULL << 63U;

}  // namespace

Column::Column(void* vector)
    : data_(duckdb_vector_get_data(static_cast<duckdb_vector>(vector))),
      validity_(duckdb_vector_get_validity(static_cast<duckdb_vector>(vector))),
      type_(type_of(static_cast<duckdb_vector>(vector))) {}

std::int64_t Column::integer(std::size_t row) const {
  switch (type_) {
    case DUCKDB_TYPE_BOOLEAN:
      return at<bool>(data_, row) ? 1 : 0;
    case DUCKDB_TYPE_TINYINT:
      return at<std::int8_t>(data_, row);
    case DUCKDB_TYPE_UTINYINT:
      return at<std::uint8_t>(data_, row);
    case DUCKDB_TYPE_SMALLINT:
      return at<std::int16_t>(data_, row);
    case DUCKDB_TYPE_USMALLINT:
      return at<std::uint16_t>(data_, row);
    case DUCKDB_TYPE_INTEGER:
      return at<std::int32_t>(data_, row);
    case DUCKDB_TYPE_UINTEGER:
      return at<std::uint32_t>(data_, row);
    default:
      break;
  }
  HDIS_ASSERT(type_ == DUCKDB_TYPE_BIGINT);
  return at<std::int64_t>(data_, row);
}

double Column::real(std::size_t row) const {
  switch (type_) {
    case DUCKDB_TYPE_DOUBLE:
      return at<double>(data_, row);
    case DUCKDB_TYPE_FLOAT:
      return static_cast<double>(at<float>(data_, row));
    case DUCKDB_TYPE_HUGEINT:
      return duckdb_hugeint_to_double(at<duckdb_hugeint>(data_, row));
    case DUCKDB_TYPE_UHUGEINT:
      return duckdb_uhugeint_to_double(at<duckdb_uhugeint>(data_, row));
    case DUCKDB_TYPE_UBIGINT:
      return static_cast<double>(at<std::uint64_t>(data_, row));
    default:
      return static_cast<double>(integer(row));
  }
}

std::string_view Column::text(std::size_t row) const {
  HDIS_ASSERT(type_ == DUCKDB_TYPE_VARCHAR || type_ == DUCKDB_TYPE_BLOB);
  duckdb_string_t* value = static_cast<duckdb_string_t*>(data_) + row;
  return {duckdb_string_t_data(value), duckdb_string_t_length(*value)};
}

Date Column::date(std::size_t row) const {
  HDIS_ASSERT(type_ == DUCKDB_TYPE_DATE);
  return Date(std::chrono::sys_days(std::chrono::days(at<duckdb_date>(data_, row).days)));
}

Bits128 Column::uuid(std::size_t row) const {
  HDIS_ASSERT(type_ == DUCKDB_TYPE_UUID);
  const auto stored = at<duckdb_hugeint>(data_, row);
  const std::uint64_t high = static_cast<std::uint64_t>(stored.upper) ^ uuid_sign;
  Bits128 bits{};
  for (unsigned index = 0; index < 8; ++index) {
    const unsigned shift = 8U * (7U - index);
    bits[index] = static_cast<std::uint8_t>((high >> shift) & 0xFFU);
    bits[8U + index] = static_cast<std::uint8_t>((stored.lower >> shift) & 0xFFU);
  }
  return bits;
}

std::span<const UuidWords> Column::uuid_words(std::size_t rows) const {
  static_assert(sizeof(UuidWords) == sizeof(duckdb_hugeint));
  HDIS_ASSERT(type_ == DUCKDB_TYPE_UUID);
  return {static_cast<const UuidWords*>(data_), rows};
}

std::span<const double> Column::reals(std::size_t rows) const {
  HDIS_ASSERT(type_ == DUCKDB_TYPE_DOUBLE);
  return {static_cast<const double*>(data_), rows};
}

void Chunk::Free::operator()(void* chunk) const {
  auto handle = static_cast<duckdb_data_chunk>(chunk);
  duckdb_destroy_data_chunk(&handle);
}

Chunk Bridge::borrowed(duckdb_data_chunk chunk) {
  Chunk result;
  result.rows_ = duckdb_data_chunk_get_size(chunk);
  const idx_t columns = duckdb_data_chunk_get_column_count(chunk);
  for (idx_t index = 0; index < columns; ++index) {
    result.columns_.push_back(Column(duckdb_data_chunk_get_vector(chunk, index)));
  }
  return result;
}

Rows::Rows(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {
  const idx_t columns = duckdb_column_count(&handle_->result);
  for (idx_t index = 0; index < columns; ++index) {
    names_.emplace_back(duckdb_column_name(&handle_->result, index));
  }
}

std::optional<Chunk> Rows::next() {
  duckdb_data_chunk chunk = duckdb_fetch_chunk(handle_->result);
  if (chunk == nullptr) return std::nullopt;
  Chunk result = Bridge::borrowed(chunk);
  result.owned_.reset(chunk);
  if (result.rows() == 0) return std::nullopt;
  return result;
}

std::uint64_t Rows::changed() const { return duckdb_rows_changed(&handle_->result); }

Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

}  // namespace hdis::duck
