#include "table_reader.hpp"

#include "hdis/core/assert.hpp"

#include "empty_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace hdis::engine {
namespace {

using sqlgen::ValueType;

/// To twelve significant digits: fewer than fractions may differ in when they are added in another order,
/// so that the same question always gets the same answer.
double rounded(double value) {
  std::array<char, 32> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                     std::chars_format::scientific, 11);
  HDIS_ASSERT(written.ec == std::errc());
  double result = value;
  const auto read = std::from_chars(text.data(), written.ptr, result);
  HDIS_ASSERT(read.ec == std::errc() || read.ec == std::errc::result_out_of_range);
  return result;
}

/// The rows of one chunk.
class ChunkReader {
 public:
  ChunkReader(const duck::Chunk& chunk, const sqlgen::Layout& layout)
      : chunk_(chunk), layout_(layout) {}

  [[nodiscard]] raw::RawRow row(std::size_t row, std::size_t set) const {
    raw::RawRow result{set, {}, {}};
    for (const auto& key : layout_.keys) result.keys.push_back(key_text(key, row));
    for (const auto& columns : layout_.measures) result.measures.push_back(measure(columns, row));
    return result;
  }

 private:
  [[nodiscard]] std::optional<std::string> key_text(const std::optional<sqlgen::KeyColumn>& key,
                                                    std::size_t row) const {
    if (!key || chunk_.column(key->column).is_null(row)) return std::nullopt;
    const duck::Column& column = chunk_.column(key->column);
    switch (key->type) {
      case ValueType::integer:
        return query::to_plain_text(column.integer(row));
      case ValueType::decimal:
        return query::to_plain_text(column.real(row));
      case ValueType::date:
        return query::to_plain_text(column.date(row));
      case ValueType::text:
      case ValueType::none:
        break;
    }
    return std::string(column.text(row));
  }

  [[nodiscard]] raw::RawMeasure measure(const sqlgen::MeasureColumns& columns,
                                        std::size_t row) const {
    raw::RawMeasure result;
    result.records = count(columns.records, row);
    result.people = count(columns.people, row);
    result.value = quantity(columns.value, row, columns.inexact);
    if (!columns.shares) return result;
    const auto share = [&](std::size_t column) {
      return quantity(column, row, columns.inexact).unprotected().value_or(0);
    };
    result.largest_contribution = share(columns.shares->largest);
    result.second_contribution = share(columns.shares->second);
    result.total_contribution = share(columns.shares->total);
    return result;
  }

  [[nodiscard]] raw::RawCount count(std::size_t column, std::size_t row) const {
    const std::int64_t value = chunk_.column(column).integer(row);
    HDIS_ASSERT(value >= 0);
    return raw::RawCount(static_cast<std::uint64_t>(value));
  }

  [[nodiscard]] raw::RawQuantity quantity(std::size_t column, std::size_t row, bool inexact) const {
    if (chunk_.column(column).is_null(row)) return {};
    const double value = chunk_.column(column).real(row);
    if (!std::isfinite(value)) return {};
    return raw::RawQuantity(inexact ? rounded(value) : value);
  }

  const duck::Chunk& chunk_;
  const sqlgen::Layout& layout_;
};

}  // namespace

Result<raw::RawTable> read_table(duck::Rows& rows, const sqlgen::Layout& layout,
                                 const query::Aggregation& aggregation, std::uint64_t most_rows) {
  raw::RawTable table;
  while (const auto chunk = rows.next()) {
    const ChunkReader reader(*chunk, layout);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto sets = layout.sets.find(chunk->column(layout.set_column).integer(row));
      HDIS_ASSERT(sets != layout.sets.end());
      for (const std::size_t set : sets->second) table.rows.push_back(reader.row(row, set));
    }
    if (table.rows.size() > most_rows) {
      return fail(ErrorCode::refused, "engine.too_many_rows",
                  fmt::format("The table would have more than {} rows.", most_rows),
                  "Divide it by fewer or coarser fields, or ask for one area or year at a time.");
    }
  }
  add_missing_totals(table, aggregation);
  return table;
}

}  // namespace hdis::engine
