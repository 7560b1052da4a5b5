#include "staging.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/duck/sql_text.hpp"

#include "clean_function.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::ingest {
namespace {

using duck::quote_identifier;

constexpr const char* filter_function = "hdis_left_out";

/// Which column of the file holds `field`; empty if none does.
std::optional<std::size_t> column_of(const std::vector<DeliveredColumn>& columns,
                                     const catalogue::Field& field) {
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (columns[index].field == &field && !columns[index].superseded) return index;
  }
  return std::nullopt;
}

/// A file that DuckDB stops reading is at fault; a lack of memory or a request to stop is not its fault.
Error blame_file(const Error& error, const DeliveredFile& file) {
  const auto& rule = error.reasons().front().rule;
  if (error.code() == ErrorCode::cancelled || rule == "duck.out_of_memory") return error;
  return {
      ErrorCode::invalid_input,
      Reason{
          "ingest.file", fmt::format("'{}' could not be read to its end.", file.name()),
          "Check that the file is complete, that all its lines end in the same way, and that the "
          "disk is not full.",
          std::nullopt}};
}

}  // namespace

Result<std::unique_ptr<Staging>> Staging::make(duck::Connection& connection,
                                               const catalogue::Dataset& dataset,
                                               const catalogue::Catalogue& catalogue,
                                               const PseudonymKey& key,
                                               const std::set<const catalogue::Field*>& loaded) {
  std::unique_ptr<Staging> staging(new Staging(connection));
  std::string definitions;
  for (const auto* field : loaded) {
    const std::string function = fmt::format("hdis_clean_{}", staging->columns_.size());
    staging->columns_.push_back(
        std::make_unique<Column>(*field, Cleaner(dataset, *field, catalogue, key), function));
    if (!definitions.empty()) definitions += ", ";
    definitions += quote_identifier(field->name) + " " + storage_type(*field);
  }
  HDIS_CHECK(staging->add_functions());
  HDIS_CHECK(connection.execute(fmt::format("CREATE TABLE {} ({})", table, definitions)));
  return staging;
}

Status Staging::add_functions() {
  for (const auto& column : columns_) {
    HDIS_CHECK(connection_.add(clean_function(column->function, storage_type(*column->field),
                                              column->cleaner, column->counts)));
  }
  return add_filter_function();
}

Status Staging::add_filter_function() {
  duck::Function function{filter_function, {duck::Type::text}, duck::Type::boolean, {}};
  function.call = [this](const duck::Chunk& arguments, duck::Writer& result) {
    std::uint64_t found = 0;
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      bool listed = false;
      if (!input.is_null(row)) {
        const auto cleaned = filter_->cleaner.clean(input.text(row));
        const auto* pseudonym = std::get_if<PseudonymKey::Pseudonym>(&cleaned.value);
        listed = pseudonym != nullptr && contains(filtered_, *pseudonym);
      }
      found += listed ? 1U : 0U;
      result.set_boolean(row, listed);
    }
    left_out_ += found;
  };
  return connection_.add(std::move(function));
}

void Staging::leave_out(const catalogue::Field& field, Pseudonyms pseudonyms) {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const auto& column) { return column->field == &field; });
  HDIS_ASSERT(found != columns_.end());
  filter_ = found->get();
  filtered_ = std::move(pseudonyms);
}

std::string Staging::insert_statement(const DeliveredFile& file,
                                      const std::vector<DeliveredColumn>& columns) const {
  std::string values;
  for (const auto& column : columns_) {
    if (!values.empty()) values += ", ";
    const auto index = column_of(columns, *column->field);
    values += index ? fmt::format("{}({})", column->function, file.text_of(*index)) : "NULL";
  }
  std::string sql = fmt::format("INSERT INTO {} SELECT {} FROM {}", table, values, file.table());
  if (filter_ != nullptr) {
    const auto index = column_of(columns, *filter_->field);
    HDIS_ASSERT(index.has_value());  // The fields one is filtered by are essential.
    sql += fmt::format(" WHERE NOT {}({})", filter_function, file.text_of(*index));
  }
  return sql;
}

Status Staging::add(const DeliveredFile& file, const std::vector<DeliveredColumn>& columns,
                    Stages& stages, double done) {
  auto inserted = stages.run(connection_, insert_statement(file, columns), done);
  if (!inserted) return fail(blame_file(inserted.error(), file));
  rows_ += inserted->changed();
  HDIS_TRY(malformed, file.malformed(connection_));
  for (const auto& [reason, rows] : malformed) malformed_[reason] += rows;
  return {};
}

const RuleCounts& Staging::counts(const catalogue::Field& field) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const auto& column) { return column->field == &field; });
  HDIS_ASSERT(found != columns_.end());
  return (*found)->counts;
}

}  // namespace hdis::ingest
