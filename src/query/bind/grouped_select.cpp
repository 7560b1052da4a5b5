#include "bind/grouped_select.hpp"

#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "bind/separation.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

// The constant that all branches agree on.
std::optional<Value> common_constant(const std::vector<RowExpression>& expressions) {
  const auto* first = std::get_if<Value>(&expressions.front().node);
  const bool same =
      first != nullptr && std::all_of(expressions.begin(), expressions.end(),
                                      [&](const auto& one) { return one == expressions.front(); });
  return same ? std::optional(*first) : std::nullopt;
}

}  // namespace

GroupedSelect::GroupedSelect(Context& context, const ast::Select& select, const Names& names,
                             const RowRelation& rows)
    : context_(context),
      select_(select),
      names_(names),
      rows_(rows),
      measures_(context, names, rows),
      columns_(select.items.size()) {
  for (const auto& branch : rows.branches) {
    aggregation_.populations.push_back(population_of(branch));
  }
}

std::optional<TableRelation> GroupedSelect::bind(std::vector<const ast::Expression*>& written) {
  const std::size_t failures = context_.diagnostics.failures();
  bind_grouping();
  bind_plain_items();
  check_dimensions();
  bind_aggregate_items();
  if (context_.diagnostics.failures() > failures) return std::nullopt;

  aggregation_.measures = measures_.measures();
  if (rows_.branches.size() > 1 && Separation(aggregation_, context_.catalogue).counts_twice()) {
    context_.diagnostics.refuse(
        "query.union_counts_twice",
        "The parts of this UNION can hold the same records, which would then be counted twice, and "
        "small numbers would pass for large ones.",
        "Give each part other years, join the conditions by OR in one query, or name the parts by "
        "a "
        "column and divide the table by it.",
        rows_.where);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < aggregation_.dimensions.size(); ++i) {
    describe_dimension(context_.catalogue, aggregation_, i);
  }
  TableRelation table;
  table.where = select_.where;
  table.plan.parts.push_back(std::move(aggregation_));
  for (auto& column : columns_) table.plan.columns.push_back(std::move(*column));
  show_all_dimensions(context_, table.plan, select_.where);
  // Columns that were added stand between those that were written.
  std::size_t next = 0;
  for (const auto& column : table.plan.columns) {
    const bool own = next < select_.items.size() && column.name == name_of(select_.items[next]);
    written.push_back(own ? &select_.items[next++].expression : nullptr);
  }
  make_names_unique(context_, table.plan, select_.where);
  table.qualifiers.resize(table.plan.columns.size());
  return table;
}

std::optional<GroupedSelect::ByBranch> GroupedSelect::in_every_branch(
    const ast::Expression& expression) {
  ByBranch bound;
  for (std::size_t i = 0; i < rows_.branches.size(); ++i) {
    auto one = RowBinder(context_, names_, rows_, i).expression(expression);
    if (!one) return std::nullopt;
    bound.push_back(std::move(*one));
  }
  return bound;
}

void GroupedSelect::bind_plain_items() {
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < select_.items.size(); ++i) {
    const auto& item = select_.items[i];
    if (counts(item.expression)) continue;
    if (std::holds_alternative<ast::Star>(item.expression.node)) {
      context_.diagnostics.refuse("query.star_with_aggregates",
                                  "* stands for all fields of each record, beside a count of many.",
                                  "Name the fields to divide the table by, in SELECT and GROUP BY.",
                                  item.where);
      continue;
    }
    const auto bound = in_every_branch(item.expression);
    if (!bound) continue;
    const auto& dimensions = aggregation_.dimensions;
    const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                    [&](const auto& one) { return one.by_population == *bound; });
    if (found != dimensions.end()) {
      const auto index = static_cast<std::size_t>(found - dimensions.begin());
      columns_[i] = Column{name_of(item), DimensionColumn{index}};
    } else if (const auto value = common_constant(*bound)) {
      columns_[i] = Column{name_of(item), ConstantColumn{*value}};
    } else {
      missing.push_back(i);
    }
  }
  if (!missing.empty()) report_missing(missing);
}

void GroupedSelect::report_missing(const std::vector<std::size_t>& items) {
  ast::Select corrected = select_;
  ast::GroupBy group;
  std::string list;
  for (const std::size_t i : items) {
    const auto& item = select_.items[i];
    const bool alias = !item.alias.empty();
    const ast::Expression name{ast::Name{"", item.alias, item.where}, item.where};
    group.elements.push_back({alias ? name : item.expression});
    list += (list.empty() ? "" : ", ") +
            (alias ? name_text(item.alias) : written_text(item.expression));
  }
  if (!corrected.group_by.empty() && corrected.group_by.front().kind == ast::GroupingKind::plain) {
    auto& elements = corrected.group_by.front().elements;
    elements.insert(elements.end(), group.elements.begin(), group.elements.end());
  } else {
    corrected.group_by.insert(corrected.group_by.begin(), group);
  }
  std::string suggestion = written_text(corrected);
  if (!may_offer(context_, suggestion)) suggestion = "Add to GROUP BY: " + list + ".";
  context_.diagnostics.mistake("query.missing_group_by",
                               list + (items.size() == 1 ? " is" : " are") +
                                   " selected beside a count, but the table is not divided by " +
                                   (items.size() == 1 ? "it" : "them") + ".",
                               std::move(suggestion), select_.items[items.front()].where);
}

void GroupedSelect::bind_aggregate_items() {
  for (std::size_t i = 0; i < select_.items.size(); ++i) {
    const auto& item = select_.items[i];
    if (!counts(item.expression)) continue;
    auto content = aggregate_content(item.expression);
    if (content) columns_[i] = Column{name_of(item), std::move(*content)};
  }
}

std::optional<decltype(Column::content)> GroupedSelect::aggregate_content(
    const ast::Expression& expression) {
  if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
    if (call->name == "MEASURE") {
      const auto bound = rate(*call, expression.where);
      return bound ? std::optional(decltype(Column::content)(*bound)) : std::nullopt;
    }
  }
  const MeasureFinder find = [&](const ast::Expression& part) -> std::optional<MeasureRef> {
    const auto* call = std::get_if<ast::Call>(&part.node);
    // The name of another column: SELECT COUNT(*) AS n, SUM(FAE) / n.
    if (const auto* other = item_called(part)) {
      if (has_aggregate(other->expression)) call = std::get_if<ast::Call>(&other->expression.node);
    }
    const bool aggregate = call != nullptr && (is_aggregate(call->name) || call->windowed);
    if (!aggregate || call->name == "MEASURE") {
      context_.diagnostics.refuse(
          "query.calculation", written_text(part) + " cannot be calculated with here.",
          "Ratios of two aggregates can be asked for: 100.0 * a / b.", part.where);
      return std::nullopt;
    }
    const auto index = measures_.measure(*call, part.where);
    return index ? std::optional(MeasureRef{0, *index}) : std::nullopt;
  };
  const auto bound = bind_calculation(context_, expression, find);
  if (!bound) return std::nullopt;
  if (const auto* ratio = std::get_if<RatioColumn>(&*bound)) {
    const auto& measures = measures_.measures();
    const bool allowed = check_ratio(context_, measures[ratio->numerator.measure],
                                     measures[ratio->denominator.measure], expression.where);
    if (!allowed) return std::nullopt;
    return *ratio;
  }
  return std::get<MeasureColumn>(*bound);
}

void GroupedSelect::check_dimensions() {
  std::vector<std::string> fine;
  for (std::size_t i = 0; i < aggregation_.dimensions.size(); ++i) {
    const auto& dimension = aggregation_.dimensions[i];
    bool is_one = false;
    for (std::size_t b = 0; b < rows_.branches.size(); ++b) {
      const auto& dataset = *rows_.branches[b].dataset;
      (void)check_dimension(context_, dataset, dimension.by_population[b], dimension_places_[i]);
      is_one = is_one || is_fine(dataset, dimension.by_population[b]);
    }
    if (is_one) fine.push_back(dimension.name);
  }
  if (fine.size() < 2) return;
  std::string names;
  for (const auto& name : fine) names += (names.empty() ? "" : ", ") + name;
  context_.diagnostics.refuse("query.too_fine_together",
                              "A table takes one fine dimension; these are several: " + names + ".",
                              "Keep one of them, and replace the others by something coarser.",
                              select_.where);
}

bool GroupedSelect::counts(const ast::Expression& expression) {
  if (has_aggregate(expression)) return true;
  // SELECT SUM(FAE) AS f, COUNT(*) AS n, f / n: a name alone is a field before it is an alias.
  const auto part = [&](const ast::Expression& one) {
    const auto* item = item_called(one);
    return item != nullptr ? has_aggregate(item->expression)
                           : !std::holds_alternative<ast::Name>(one.node) && counts(one);
  };
  if (const auto* binary = std::get_if<ast::Binary>(&expression.node)) {
    return is_arithmetic(binary->op) && (part(*binary->left) || part(*binary->right));
  }
  if (const auto* cast = std::get_if<ast::Cast>(&expression.node)) return part(*cast->operand);
  const auto* call = std::get_if<ast::Call>(&expression.node);
  const bool wraps = call != nullptr && (call->name == "ROUND" || call->name == "NULLIF");
  return wraps && std::any_of(call->arguments.begin(), call->arguments.end(), part);
}

std::string GroupedSelect::name_of(const ast::SelectItem& item) const {
  if (!item.alias.empty()) return item.alias;
  const auto* name = std::get_if<ast::Name>(&item.expression.node);
  return name != nullptr ? name->text : written_text(item.expression);
}

}  // namespace hdis::query
