#include "bind/breadth.hpp"

#include "plan/visit.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace hdis::query {
namespace {

constexpr std::size_t most_dimensions = 5;

/// Fields, each with its dataset.
using Fields = std::set<std::string>;

/// What a dimension tells of a record; nothing where it only names the parts of a union.
Fields fields_of(const Aggregation& part, const Dimension& dimension) {
  Fields fields;
  for (std::size_t i = 0; i < part.populations.size(); ++i) {
    visit_fields(dimension.by_population[i], part.populations[i].dataset,
                 [&](const catalogue::DatasetId& dataset, const FieldRef& field) {
                   fields.insert(dataset.text() + "." + field.name);
                 });
  }
  return fields;
}

/// What each dimension of a table tells, in all its parts. Dimensions of joined parts stand in one order.
std::vector<Fields> dimensions_of(const TablePlan& table) {
  std::vector<Fields> dimensions;
  for (std::size_t i = 0; i < table.parts.front().dimensions.size(); ++i) {
    Fields fields;
    for (const auto& part : table.parts) fields.merge(fields_of(part, part.dimensions[i]));
    if (!fields.empty()) dimensions.push_back(std::move(fields));
  }
  return dimensions;
}

bool common(const Fields& a, const Fields& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& field) { return b.count(field) > 0; });
}

/// Tables that can be laid side by side, with what they divide by.
struct Group {
  std::vector<Fields> dimensions;  ///< No two alike.
  std::size_t tables = 0;
  SourcePosition where;  ///< Of its last table.

  [[nodiscard]] bool shares_with(const std::vector<Fields>& others) const {
    return std::any_of(dimensions.begin(), dimensions.end(), [&](const auto& mine) {
      return std::any_of(others.begin(), others.end(),
                         [&](const auto& other) { return common(mine, other); });
    });
  }

  void take(const std::vector<Fields>& more) {
    for (const auto& fields : more) {
      if (std::find(dimensions.begin(), dimensions.end(), fields) == dimensions.end())
        dimensions.push_back(fields);
    }
  }
};

void add_to(std::vector<Group>& groups, const std::vector<Fields>& dimensions,
            SourcePosition where) {
  Group joined{{}, 1, where};
  joined.take(dimensions);
  std::vector<Group> apart;
  for (auto& group : groups) {
    if (!group.shares_with(dimensions)) {
      apart.push_back(std::move(group));
      continue;
    }
    joined.take(group.dimensions);
    joined.tables += group.tables;
  }
  apart.push_back(std::move(joined));
  groups = std::move(apart);
}

}  // namespace

void check_breadth(Context& context, const std::vector<TablePlan>& tables,
                   const std::vector<SourcePosition>& where) {
  const std::string most = std::to_string(most_dimensions);
  std::vector<Group> groups;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto dimensions = dimensions_of(tables[i]);
    if (dimensions.size() > most_dimensions) {
      context.diagnostics.refuse(
          "query.too_many_dimensions",
          "This table divides by " + std::to_string(dimensions.size()) + " dimensions, and " +
              most + " is the most: with more, the rows would be single records.",
          "Leave some out, or ask for several tables that have no field in common.", where[i]);
      return;
    }
    add_to(groups, dimensions, where[i]);
  }
  for (const auto& group : groups) {
    if (group.dimensions.size() <= most_dimensions) continue;
    context.diagnostics.refuse(
        "query.too_many_dimensions_together",
        "Laid side by side by the fields that they have in common, " +
            std::to_string(group.tables) + " tables of this request divide by " +
            std::to_string(group.dimensions.size()) + " fields, and " + most + " is the most.",
        "Leave some out, or divide the tables by fields that they do not have in common.",
        group.where);
  }
}

}  // namespace hdis::query
