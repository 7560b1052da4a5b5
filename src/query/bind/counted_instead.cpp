#include "bind/counted_instead.hpp"

#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "bind/table_shape.hpp"

namespace hdis::query {
namespace {

// How a selected column is called.
std::string name_of(const ast::SelectItem& item) {
  if (!item.alias.empty()) return item.alias;
  const auto* name = std::get_if<ast::Name>(&item.expression.node);
  return name != nullptr ? name->text : written_text(item.expression);
}

// Which of the selected columns may divide a table, at most one of them fine.
std::vector<const ast::SelectItem*> groupable(Context& context, const ast::Select& select,
                                              const RowRelation& rows) {
  Diagnostics kept;
  std::swap(kept, context.diagnostics);
  std::vector<const ast::SelectItem*> items;
  bool fine_one = false;
  const auto& dataset = *rows.branches.front().dataset;
  for (const auto& item : select.items) {
    const auto* column = find_column(rows, name_of(item));
    if (column == nullptr || std::holds_alternative<Value>(column->by_branch.front().node))
      continue;
    const auto& expression = column->by_branch.front();
    const bool fine = is_fine(dataset, expression);
    if (fine && fine_one) continue;
    if (!check_dimension(context, dataset, expression, item.where)) continue;
    fine_one = fine_one || fine;
    items.push_back(&item);
  }
  std::swap(kept, context.diagnostics);
  return items;
}

// The SELECT as it was written, with a count.
std::string corrected(const ast::Select& written, const std::vector<const ast::SelectItem*>& items,
                      const std::string& counted_as) {
  ast::Select counted = written;
  counted.items.clear();
  counted.distinct = false;
  ast::GroupBy group;
  for (const auto* item : items) {
    counted.items.push_back(*item);
    const ast::Expression alias{ast::Name{"", item->alias, item->where}, item->where};
    group.elements.push_back({item->alias.empty() ? item->expression : alias});
  }
  ast::SelectItem count;
  count.expression = ast::Expression{ast::Call{"COUNT", false, {{ast::Star{}, {}}}, {}, false}, {}};
  count.alias = counted_as;
  counted.items.push_back(count);
  if (!group.elements.empty()) counted.group_by.push_back(std::move(group));
  return written_text(counted);
}

// The same records, counted by the same columns, written out of what was bound: views are spelled out.
std::string rewritten(const catalogue::Catalogue& catalogue, const RowRelation& rows,
                      const std::vector<const ast::SelectItem*>& items,
                      const std::string& counted_as) {
  Aggregation aggregation;
  for (const auto& branch : rows.branches) aggregation.populations.push_back(population_of(branch));
  aggregation.measures.emplace_back();
  aggregation.grouping_sets.emplace_back();
  TablePlan table;
  for (const auto* item : items) {
    const auto* column = find_column(rows, name_of(*item));
    if (column == nullptr) continue;
    const std::size_t index = aggregation.dimensions.size();
    aggregation.dimensions.push_back({column->name, column->by_branch, {}, false});
    aggregation.grouping_sets.front().push_back(index);
    table.columns.push_back({column->name, DimensionColumn{index}});
  }
  table.columns.push_back({counted_as, MeasureColumn{}});
  table.parts.push_back(std::move(aggregation));
  finish(table);
  return to_query_text(Plan{{std::move(table)}}, catalogue);
}

}  // namespace

const ast::Select& first_select(const ast::Query& query) {
  const auto& term = query.terms.front();
  if (const auto* select = std::get_if<ast::Select>(&term)) return *select;
  return first_select(*std::get<Box<ast::Query>>(term));
}

std::string counted_instead(Context& context, const ast::Query& query, const RowRelation& rows) {
  const auto& catalogue = context.catalogue;
  const ast::Select& written = first_select(query);
  const std::string counted_as = rows.branches.front().dataset->row_unit + "s";
  const auto items = groupable(context, written, rows);
  if (query.terms.size() == 1) {
    if (auto text = corrected(written, items, counted_as); may_offer(context, text)) return text;
  }
  if (auto text = rewritten(catalogue, rows, items, counted_as); may_offer(context, text)) {
    return text;
  }
  if (auto text = rewritten(catalogue, rows, {}, counted_as); may_offer(context, text)) return text;
  return "Ask for counts: COUNT(*), divided by fields that stand in GROUP BY.";
}

}  // namespace hdis::query
