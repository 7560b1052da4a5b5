#include "bind/ast_text.hpp"
#include "bind/functions.hpp"
#include "bind/grouped_select.hpp"

#include <algorithm>
#include <charconv>

namespace hdis::query {
namespace {

constexpr std::size_t most_sets = 64;

using Set = std::vector<std::size_t>;
using Sets = std::vector<Set>;

Set united(const Set& a, const Set& b) {
  Set both = a;
  both.insert(both.end(), b.begin(), b.end());
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  return both;
}

// Totals from right to left: (a, b), (a), ().
Sets rollup(const Sets& elements) {
  Sets sets(1);
  for (const auto& element : elements) sets.push_back(united(sets.back(), element));
  return sets;
}

Sets cube(const Sets& elements) {
  Sets sets(1);
  for (const auto& element : elements) {
    const Sets without = sets;
    for (const auto& set : without) sets.push_back(united(set, element));
  }
  return sets;
}

bool is_group_by_all(const ast::GroupBy& group) {
  if (group.kind != ast::GroupingKind::plain || group.elements.size() != 1) return false;
  const auto& element = group.elements.front();
  const auto* name = element.size() == 1 ? std::get_if<ast::Name>(&element.front().node) : nullptr;
  return name != nullptr && name->qualifier.empty() && same_name(name->text, "ALL");
}

}  // namespace

void GroupedSelect::bind_grouping() {
  Sets product(1);
  for (const auto& group : select_.group_by) {
    const auto sets =
        is_group_by_all(group) ? std::optional(Sets{all_plain_items()}) : sets_of(group);
    if (!sets) continue;
    Sets next;
    for (const auto& left : product) {
      for (const auto& right : *sets) next.push_back(united(left, right));
      if (next.size() > most_sets) break;
    }
    product = std::move(next);
  }
  if (product.size() > most_sets) {
    context_.diagnostics.refuse(
        "query.too_many_groupings",
        "A table takes at most " + std::to_string(most_sets) + " kinds of totals.",
        "Name the totals that you need with GROUPING SETS.", select_.where);
    return;
  }
  aggregation_.grouping_sets = std::move(product);
}

std::optional<GroupedSelect::Sets> GroupedSelect::sets_of(const ast::GroupBy& group) {
  Sets elements;
  bool complete = true;
  for (const auto& element : group.elements) {
    auto dimensions = dimensions_of(element);
    complete = complete && dimensions.has_value();
    if (dimensions) elements.push_back(std::move(*dimensions));
  }
  if (!complete) return std::nullopt;
  switch (group.kind) {
    case ast::GroupingKind::sets:
      return elements;
    case ast::GroupingKind::rollup:
      return rollup(elements);
    case ast::GroupingKind::plain:
      break;
    case ast::GroupingKind::cube: {
      if (elements.size() <= 6) return cube(elements);
      context_.diagnostics.refuse(
          "query.too_many_groupings", "CUBE of more than six columns makes too many totals.",
          "Name the totals that you need with GROUPING SETS.", select_.where);
      return std::nullopt;
    }
  }
  Set all;
  for (const auto& element : elements) all = united(all, element);
  return Sets{all};
}

std::optional<std::vector<std::size_t>> GroupedSelect::dimensions_of(
    const std::vector<ast::Expression>& expressions) {
  Set set;
  bool complete = true;
  for (const auto& expression : expressions) {
    const std::size_t failures = context_.diagnostics.failures();
    const auto dimension = dimension_of(expression);
    if (dimension) set.push_back(*dimension);
    complete = complete && context_.diagnostics.failures() == failures;
  }
  if (!complete) return std::nullopt;
  return united(set, {});
}

// Empty without a failure: a constant, which divides nothing.
std::optional<std::size_t> GroupedSelect::dimension_of(const ast::Expression& expression) {
  const ast::SelectItem* item = item_at(expression);
  if (item == nullptr && constant_of(expression)) return std::nullopt;
  if (item == nullptr) item = item_called(expression);
  if (item != nullptr && has_aggregate(item->expression)) {
    context_.diagnostics.mistake(
        "query.group_by_aggregate",
        written_text(expression) + " is a count; a table is divided by values of the records.",
        "Leave it out of GROUP BY.", expression.where);
    return std::nullopt;
  }
  const ast::Expression& meant = item == nullptr ? expression : item->expression;
  if (item != nullptr && constant_of(meant)) return std::nullopt;
  auto bound = in_every_branch(meant);
  if (!bound) return std::nullopt;
  const bool same_constant = std::holds_alternative<Value>(bound->front().node) &&
                             std::all_of(bound->begin(), bound->end(),
                                         [&](const auto& one) { return one == bound->front(); });
  if (same_constant) return std::nullopt;
  const auto* name = std::get_if<ast::Name>(&meant.node);
  const std::string plain = name != nullptr ? name->text : written_text(meant);
  return add_dimension(std::move(*bound),
                       item != nullptr && !item->alias.empty() ? item->alias : plain,
                       expression.where);
}

// GROUP BY 2: the second item.
const ast::SelectItem* GroupedSelect::item_at(const ast::Expression& expression) {
  const auto* literal = std::get_if<ast::Literal>(&expression.node);
  if (literal == nullptr || literal->kind != ast::LiteralKind::integer) return nullptr;
  std::size_t number = 0;
  const std::string& text = literal->text;
  (void)std::from_chars(text.data(), text.data() + text.size(), number);
  if (number >= 1 && number <= select_.items.size()) return &select_.items[number - 1];
  context_.diagnostics.mistake(
      "query.group_position", "SELECT has no item number " + text + ".",
      "Items are numbered 1 to " + std::to_string(select_.items.size()) + ".", expression.where);
  return nullptr;
}

// GROUP BY alias: what users mean where an item is called like a field.
const ast::SelectItem* GroupedSelect::item_called(const ast::Expression& expression) {
  const auto* name = std::get_if<ast::Name>(&expression.node);
  if (name == nullptr || !name->qualifier.empty()) return nullptr;
  for (const auto& item : select_.items) {
    if (!item.alias.empty() && same_name(item.alias, name->text)) return &item;
  }
  return nullptr;
}

std::size_t GroupedSelect::add_dimension(ByBranch expressions, const std::string& name,
                                         SourcePosition where) {
  auto& dimensions = aggregation_.dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    if (dimensions[i].by_population == expressions) return i;
  }
  dimensions.push_back({name, std::move(expressions), std::nullopt, false});
  dimension_places_.push_back(where);
  return dimensions.size() - 1;
}

std::vector<std::size_t> GroupedSelect::all_plain_items() {
  Set all;
  for (const auto& item : select_.items) {
    if (has_aggregate(item.expression) || constant_of(item.expression)) continue;
    if (const auto dimension = dimension_of(item.expression)) all.push_back(*dimension);
  }
  return united(all, {});
}

}  // namespace hdis::query
