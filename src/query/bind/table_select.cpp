#include "bind/table_select.hpp"

#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/functions.hpp"
#include "bind/measures.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>
#include <map>

namespace hdis::query {
namespace {

using Content = decltype(Column::content);

class TableSelect {
 public:
  TableSelect(Context& context, const ast::Select& select, TableRelation source)
      : context_(context), select_(select), source_(std::move(source)) {}

  std::optional<Relation> bind(const ast::Query* query) {
    const std::size_t failures = context_.diagnostics.failures();
    refuse_what_is_not_selecting();
    for (const auto& item : select_.items) bind_item(item);
    if (context_.diagnostics.failures() > failures) return std::nullopt;

    TableRelation result = source_;
    result.where = select_.where;
    result.plan.columns.clear();
    for (auto& column : columns_) result.plan.columns.push_back(column.first);
    std::vector<const ast::Expression*> written;
    for (auto& column : columns_) written.push_back(column.second);
    if (!follow_order(result.plan)) return std::nullopt;
    const std::size_t shown = result.plan.columns.size();
    show_all_dimensions(context_, result.plan, select_.where);
    if (result.plan.columns.size() != shown) written.clear();
    make_names_unique(context_, result.plan, select_.where);
    result.qualifiers.assign(result.plan.columns.size(), {});
    if (query != nullptr) bind_ordering(context_, *query, written, result.plan);
    return Relation{std::move(result)};
  }

 private:
  void refuse_what_is_not_selecting() {
    auto& out = context_.diagnostics;
    if (select_.where_condition) {
      out.refuse(
          "query.condition_on_table",
          "A finished table cannot be searched by its values: which rows are left would show "
          "what was hidden.",
          "Put the condition into the inner query, where it looks at records.",
          select_.where_condition->where);
    }
    if (!select_.group_by.empty()) {
      out.refuse("query.aggregate_of_aggregate", "A finished table cannot be divided again.",
                 "Divide the records in the inner query as the result should be.", select_.where);
    }
  }

  void bind_item(const ast::SelectItem& item) {
    if (std::holds_alternative<ast::Star>(item.expression.node)) {
      for (const auto& column : source_.plan.columns) columns_.emplace_back(column, nullptr);
      return;
    }
    auto content = content_of(item.expression);
    if (!content) return;
    const auto* name = std::get_if<ast::Name>(&item.expression.node);
    const std::string own = name != nullptr ? name->text : written_text(item.expression);
    columns_.emplace_back(Column{item.alias.empty() ? own : item.alias, std::move(*content)},
                          &item.expression);
  }

  std::optional<Content> content_of(const ast::Expression& expression) {
    if (const auto* name = std::get_if<ast::Name>(&expression.node)) {
      const auto index = find_table_column(context_, source_, *name);
      return index ? std::optional(source_.plan.columns[*index].content) : std::nullopt;
    }
    if (const auto constant = constant_of(expression)) {
      const auto value = value_of(context_, *constant);
      return value ? std::optional(Content(ConstantColumn{*value})) : std::nullopt;
    }
    if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
      if (is_aggregate(call->name)) {
        context_.diagnostics.refuse(
            "query.aggregate_of_aggregate", call->name + " of a finished table would count counts.",
            "Ask for " + call->name + " of the records in the inner query.", expression.where);
        return std::nullopt;
      }
      if (call->name == "COALESCE" || call->name == "NVL" || call->name == "IFNULL") {
        if (auto same = first_of_same_dimension(*call)) return same;
      }
    }
    return calculation(expression);
  }

  // COALESCE(a.area, b.area) after a full join: the dimension that both show.
  std::optional<Content> first_of_same_dimension(const ast::Call& call) {
    std::optional<Content> common;
    for (const auto& argument : call.arguments) {
      const auto* name = std::get_if<ast::Name>(&argument.node);
      const auto index =
          name == nullptr ? std::nullopt : find_table_column(context_, source_, *name);
      if (!index) return std::nullopt;
      const auto& content = source_.plan.columns[*index].content;
      const bool dimension = std::holds_alternative<DimensionColumn>(content);
      if (!dimension || (common && *common != content)) return std::nullopt;
      common = content;
    }
    return common;
  }

  std::optional<Content> calculation(const ast::Expression& expression) {
    const MeasureFinder find = [&](const ast::Expression& part) -> std::optional<MeasureRef> {
      const auto* name = std::get_if<ast::Name>(&part.node);
      if (name == nullptr) return refuse_part(part);
      const auto index = find_table_column(context_, source_, *name);
      if (!index) return std::nullopt;
      const auto* measure = std::get_if<MeasureColumn>(&source_.plan.columns[*index].content);
      if (measure == nullptr) return refuse_part(part);
      return measure->measure;
    };
    const auto bound = bind_calculation(context_, expression, find);
    if (!bound) return std::nullopt;
    if (const auto* ratio = std::get_if<RatioColumn>(&*bound)) {
      const bool allowed = check_ratio(context_, measure_at(ratio->numerator),
                                       measure_at(ratio->denominator), expression.where);
      if (!allowed) return std::nullopt;
    }
    return std::visit([](const auto& content) { return Content(content); }, *bound);
  }

  [[nodiscard]] const Measure& measure_at(const MeasureRef& ref) const {
    return source_.plan.parts[ref.part].measures[ref.measure];
  }

  std::nullopt_t refuse_part(const ast::Expression& part) {
    context_.diagnostics.refuse(
        "query.calculation", written_text(part) + " cannot be calculated with here.",
        "Columns of the inner query can be selected, renamed, and divided by "
        "one another: 100.0 * a / b.",
        part.where);
    return std::nullopt;
  }

  // The inner ORDER BY stays only if its columns do.
  bool follow_order(TablePlan& plan) {
    std::vector<Ordering> kept;
    for (const auto& ordering : plan.order_by) {
      const auto& old = source_.plan.columns[ordering.column];
      const auto found = std::find_if(plan.columns.begin(), plan.columns.end(),
                                      [&](const auto& one) { return one.content == old.content; });
      if (found != plan.columns.end()) {
        kept.push_back(
            {static_cast<std::size_t>(found - plan.columns.begin()), ordering.descending});
      } else if (plan.limit) {
        context_.diagnostics.refuse(
            "query.order_outside_table",
            "The inner query chooses rows by " + old.name + ", which is not selected.",
            "Select " + name_text(old.name) + " too.", select_.where);
        return false;
      }
    }
    plan.order_by = std::move(kept);
    return true;
  }

  Context& context_;
  const ast::Select& select_;
  TableRelation source_;
  std::vector<std::pair<Column, const ast::Expression*>> columns_;
};

}  // namespace

std::optional<std::size_t> find_table_column(Context& context, const TableRelation& table,
                                             const ast::Name& name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < table.plan.columns.size(); ++i) {
    if (!same_name(table.plan.columns[i].name, name.text)) continue;
    const auto& qualifiers = table.qualifiers[i];
    const bool qualified =
        name.qualifier.empty() || std::find(qualifiers.begin(), qualifiers.end(),
                                            to_lower(name.qualifier)) != qualifiers.end();
    if (qualified) found.push_back(i);
  }
  const auto& columns = table.plan.columns;
  const bool alike = std::all_of(found.begin(), found.end(), [&](std::size_t i) {
    return columns[i].content == columns[found.front()].content;
  });
  if (!found.empty() && alike) return found.front();
  if (!found.empty()) {
    context.diagnostics.mistake(
        "query.ambiguous_column", "Several tables have a column called " + name.text + ".",
        "Write the table's name before it: a." + name.text + ".", name.where);
    return std::nullopt;
  }
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& column : columns) names.push_back(column.name);
  const auto near = nearest(name.text, names);
  std::string list;
  for (const auto& one : near.empty() ? names : near) list += (list.empty() ? "" : ", ") + one;
  context.diagnostics.mistake(
      "query.unknown_column", "The inner query has no column called " + name.text + ".",
      (near.empty() ? "It has: " : "Did you mean ") + list + (near.empty() ? "." : "?"),
      name.where);
  return std::nullopt;
}

std::optional<Relation> bind_table_select(Context& context, const ast::Select& select,
                                          const ast::Query* query, TableRelation source) {
  if (source.plan.pivot) return bind_select_of_pivot(context, select, query, std::move(source));
  return TableSelect(context, select, std::move(source)).bind(query);
}

}  // namespace hdis::query
