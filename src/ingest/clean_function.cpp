#include "clean_function.hpp"

#include "hdis/core/assert.hpp"

#include <array>
#include <utility>

namespace hdis::ingest {
namespace {

duck::Type type_of(const std::string& storage_type) {
  if (storage_type == "INTEGER") return duck::Type::integer;
  if (storage_type == "BIGINT") return duck::Type::bigint;
  if (storage_type == "DOUBLE") return duck::Type::real;
  if (storage_type == "DATE") return duck::Type::date;
  if (storage_type == "UUID") return duck::Type::uuid;
  HDIS_ASSERT(storage_type == "VARCHAR");
  return duck::Type::text;
}

/// Writes a cleaned value, whatever it is, to one row.
struct Write {
  duck::Writer& output;
  std::size_t row;
  duck::Type type;
  void operator()(std::monostate) const { output.set_null(row); }
  void operator()(std::int64_t value) const {
    if (type == duck::Type::integer) {
      output.set_integer(row,
                         static_cast<std::int32_t>(value));  // In the field's range, which fits.
    } else {
      output.set_bigint(row, value);
    }
  }
  void operator()(double value) const { output.set_real(row, value); }
  void operator()(Date value) const { output.set_date(row, value); }
  void operator()(const std::string& value) const { output.set_text(row, value); }
  void operator()(const PseudonymKey::Pseudonym& value) const { output.set_uuid(row, value); }
};

}  // namespace

duck::Function clean_function(std::string name, const std::string& storage_type,
                              const Cleaner& cleaner, RuleCounts& counts) {
  const duck::Type type = type_of(storage_type);
  duck::Function function{std::move(name), {duck::Type::text}, type, {}};
  function.call = [type, &cleaner, &counts](const duck::Chunk& arguments, duck::Writer& output) {
    std::array<std::uint64_t, rule_count> used{};
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      if (input.is_null(row)) {
        output.set_null(row);
        continue;
      }
      const auto cleaned = cleaner.clean(input.text(row));
      std::visit(Write{output, row, type}, cleaned.value);
      ++used[static_cast<std::size_t>(cleaned.rule)];
    }
    for (std::size_t rule = 0; rule < rule_count; ++rule) counts[rule] += used[rule];
  };
  return function;
}

}  // namespace hdis::ingest
