#include "bind/ast_text.hpp"
#include "bind/table_select.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>

// A table with a pivot shows its dimensions, then one column for each value and figure. An outer SELECT
// may choose among the dimensions and the values, and rename both; it cannot calculate with them.
namespace hdis::query {
namespace {

class PivotSelect {
 public:
  PivotSelect(Context& context, const ast::Select& select, TableRelation source)
      : context_(context), select_(select), source_(std::move(source)) {}

  std::optional<Relation> bind(const ast::Query* query) {
    if (select_.where_condition || !select_.group_by.empty()) {
      refuse("A pivoted table cannot be searched or divided again.", select_.where);
      return std::nullopt;
    }
    const bool star = select_.items.size() == 1 &&
                      std::holds_alternative<ast::Star>(select_.items.front().expression.node);
    if (!star && !choose()) return std::nullopt;
    auto& plan = source_.plan;
    show_all_dimensions(context_, plan, select_.where);
    make_names_unique(context_, plan, select_.where);
    source_.qualifiers.assign(plan.columns.size(), {});
    source_.where = select_.where;
    if (query != nullptr) bind_ordering(context_, *query, {}, plan);
    return Relation{std::move(source_)};
  }

 private:
  void refuse(const std::string& message, SourcePosition where) {
    context_.diagnostics.refuse("query.select_of_pivot", message,
                                "Select its columns by name, or all of them with *.", where);
  }

  bool choose() {
    auto& plan = source_.plan;
    if (figures() != 1) {
      refuse("A table with several figures for each value can only be selected as a whole.",
             select_.where);
      return false;
    }
    std::vector<Column> columns;
    std::vector<PivotSpec::Entry> entries;
    for (const auto& item : select_.items) {
      const auto* name = std::get_if<ast::Name>(&item.expression.node);
      if (name == nullptr) {
        refuse("Columns made by PIVOT cannot be calculated with.", item.where);
        return false;
      }
      const std::string own = item.alias.empty() ? name->text : item.alias;
      if (!take_dimension(*name, own, columns) && !take_entry(*name, own, entries)) {
        refuse("The pivoted table has no column called " + name->text + ".", name->where);
        return false;
      }
    }
    columns.push_back(pivot_column());
    for (const auto& column : plan.columns) {
      if (!is_plain(column)) columns.push_back(column);
    }
    plan.columns = std::move(columns);
    if (!entries.empty()) plan.pivot->entries = std::move(entries);
    return true;
  }

  [[nodiscard]] std::size_t figures() const {
    const auto& columns = source_.plan.columns;
    return static_cast<std::size_t>(std::count_if(
        columns.begin(), columns.end(), [](const auto& column) { return !is_plain(column); }));
  }

  static bool is_plain(const Column& column) {
    return std::holds_alternative<DimensionColumn>(column.content) ||
           std::holds_alternative<ConstantColumn>(column.content);
  }

  [[nodiscard]] bool is_pivoted(const Column& column) const {
    const auto* shown = std::get_if<DimensionColumn>(&column.content);
    return shown != nullptr && shown->dimension == source_.plan.pivot->dimension;
  }

  [[nodiscard]] Column pivot_column() const {
    const auto& columns = source_.plan.columns;
    return *std::find_if(columns.begin(), columns.end(),
                         [&](const auto& column) { return is_pivoted(column); });
  }

  bool take_dimension(const ast::Name& name, const std::string& own, std::vector<Column>& columns) {
    for (const auto& column : source_.plan.columns) {
      if (!is_plain(column) || is_pivoted(column) || !same_name(column.name, name.text)) continue;
      columns.push_back({own, column.content});
      return true;
    }
    return false;
  }

  bool take_entry(const ast::Name& name, const std::string& own,
                  std::vector<PivotSpec::Entry>& entries) {
    for (const auto& entry : source_.plan.pivot->entries) {
      if (!same_name(entry.name, name.text)) continue;
      entries.push_back({entry.value, own});
      return true;
    }
    return false;
  }

  Context& context_;
  const ast::Select& select_;
  TableRelation source_;
};

}  // namespace

std::optional<Relation> bind_select_of_pivot(Context& context, const ast::Select& select,
                                             const ast::Query* query, TableRelation source) {
  return PivotSelect(context, select, std::move(source)).bind(query);
}

}  // namespace hdis::query
