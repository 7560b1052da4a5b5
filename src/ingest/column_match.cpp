#include "column_match.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hdis::ingest {
namespace {

/// How well a name fits a field: 0 is its own name, then its aliases in order.
std::size_t rank_of(const catalogue::Field& field, const std::string& name) {
  const std::string upper = to_upper(name);
  if (upper == field.name) return 0;
  const auto found = std::find(field.aliases.begin(), field.aliases.end(), upper);
  return 1 + static_cast<std::size_t>(found - field.aliases.begin());
}

void mark_superseded(std::vector<DeliveredColumn>& columns) {
  std::map<const catalogue::Field*, DeliveredColumn*> best;
  for (auto& column : columns) {
    if (column.field == nullptr) continue;
    auto& other = best[column.field];
    if (other == nullptr) {
      other = &column;
    } else if (rank_of(*column.field, column.name) < rank_of(*other->field, other->name)) {
      other->superseded = true;
      other = &column;
    } else {
      column.superseded = true;
    }
  }
}

}  // namespace

Result<std::vector<DeliveredColumn>> match_columns(const std::vector<std::string>& names,
                                                   const catalogue::Dataset& dataset,
                                                   const std::string& file) {
  std::vector<DeliveredColumn> columns;
  bool any_known = false;
  for (const auto& name : names) {
    columns.push_back({name, dataset.find(name), false});
    any_known = any_known || columns.back().field != nullptr;
  }
  // First, because the first line of a file without names holds values, which must not be quoted.
  if (!any_known) {
    return fail(
        ErrorCode::invalid_input, "ingest.no_known_column",
        fmt::format("'{}' has no column that the catalogue knows of {}.", file, dataset.id.text()),
        "Check that it is the right dataset, and that the first line holds the names of the "
        "columns, separated by commas, tabs, bars or semicolons.");
  }
  std::set<std::string> seen;
  for (const auto& name : names) {
    if (seen.insert(to_upper(name)).second) continue;
    return fail(ErrorCode::invalid_input, "ingest.column_twice",
                fmt::format("'{}' has two columns called '{}'.", file, name),
                "Remove or rename one of them, so that it is clear which is meant.");
  }
  mark_superseded(columns);
  return columns;
}

Status check_is_of(const catalogue::Dataset& dataset, const std::vector<std::string>& names,
                   const catalogue::Catalogue& catalogue, const std::string& file) {
  constexpr std::size_t most_foreign = 4;  // One in so many.
  const catalogue::Dataset* likeliest = nullptr;
  std::size_t foreign = 0;
  for (const auto& other : catalogue.datasets()) {
    const auto only_there = std::count_if(names.begin(), names.end(), [&](const auto& name) {
      return other.find(name) != nullptr && dataset.find(name) == nullptr;
    });
    if (static_cast<std::size_t>(only_there) <= foreign) continue;
    foreign = static_cast<std::size_t>(only_there);
    likeliest = &other;
  }
  if (foreign * most_foreign <= names.size()) return {};
  return fail(ErrorCode::invalid_input, "ingest.other_dataset",
              fmt::format("'{0}' looks like a delivery of {1}, not of {2}: {3} of its {4} columns "
                          "are fields of {1} that {2} does not have.",
                          file, to_upper(likeliest->id.text()), to_upper(dataset.id.text()),
                          foreign, names.size()),
              fmt::format("Take it in with --dataset {}. If it is {} after all, have it delivered "
                          "without these columns.",
                          likeliest->id.text(), to_upper(dataset.id.text())));
}

std::vector<const catalogue::Field*> required_key_fields(const catalogue::Dataset& dataset) {
  std::vector<const catalogue::Field*> fields;
  for (const auto& name : dataset.unique_key) {
    const auto* field = dataset.find(name);
    const bool identifies = field->field_class == catalogue::FieldClass::record_key;
    if (dataset.unique_key.size() == 1 || identifies) fields.push_back(field);
  }
  return fields;
}

std::vector<const catalogue::Field*> essential_fields(const catalogue::Dataset& dataset) {
  auto fields = required_key_fields(dataset);
  const auto add = [&](const std::string& name) {
    if (name.empty()) return;
    const auto* field = dataset.find(name);
    HDIS_ASSERT(field != nullptr);  // The catalogue is checked when it is loaded.
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  };
  add(dataset.person_key);
  add(dataset.year_field);
  return fields;
}

}  // namespace hdis::ingest
