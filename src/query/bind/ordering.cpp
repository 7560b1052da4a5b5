#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/relation.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

// A column of the plan as a column of the table as shown; empty if a pivot has taken it away.
std::optional<std::size_t> shown_index(const TablePlan& table, std::size_t column,
                                       const std::vector<std::string>& shown) {
  if (!table.pivot) return column;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (same_name(shown[i], table.columns[column].name)) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> position(const ast::Expression& expression) {
  const auto* literal = std::get_if<ast::Literal>(&expression.node);
  if (literal == nullptr || literal->kind != ast::LiteralKind::integer) return std::nullopt;
  if (literal->text.size() > 6) return std::size_t{0};
  return static_cast<std::size_t>(std::stoul(literal->text));
}

class Ordered {
 public:
  Ordered(Context& context, const std::vector<const ast::Expression*>& written,
          const TablePlan& table)
      : context_(context), written_(written), table_(table), shown_(shown_columns(table)) {}

  std::optional<std::size_t> column(const ast::Expression& expression) {
    if (const auto number = position(expression)) {
      if (*number >= 1 && *number <= shown_.size()) return *number - 1;
      context_.diagnostics.mistake(
          "query.order_position", "The table has no column " + written_text(expression) + ".",
          "Columns are numbered 1 to " + std::to_string(shown_.size()) + ".", expression.where);
      return std::nullopt;
    }
    if (const auto* name = std::get_if<ast::Name>(&expression.node)) {
      for (std::size_t i = 0; i < shown_.size(); ++i) {
        if (same_name(shown_[i], name->text)) return i;
      }
    }
    for (std::size_t i = 0; i < written_.size(); ++i) {
      if (written_[i] != nullptr && same_text(*written_[i], expression)) {
        return shown_index(table_, i, shown_);
      }
    }
    context_.diagnostics.refuse("query.order_outside_table",
                                "The table can be ordered by its own columns only; " +
                                    written_text(expression) + " is not one of them.",
                                "Order by one of: " + names() + ".", expression.where);
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string names() const {
    std::string result;
    for (const auto& name : shown_) result += (result.empty() ? "" : ", ") + name_text(name);
    return result;
  }

  Context& context_;
  const std::vector<const ast::Expression*>& written_;
  const TablePlan& table_;
  std::vector<std::string> shown_;
};

}  // namespace

void bind_ordering(Context& context, const ast::Query& query,
                   const std::vector<const ast::Expression*>& written, TablePlan& table) {
  if (!query.order_by.empty() && table.limit) {
    context.diagnostics.refuse("query.order_after_limit",
                               "The inner query has chosen rows by LIMIT; they cannot be put in "
                               "another order.",
                               "Write ORDER BY and LIMIT together, at the end.", query.where);
    return;
  }
  if (!query.order_by.empty()) table.order_by.clear();
  Ordered ordered(context, written, table);
  for (const auto& item : query.order_by) {
    const auto column = ordered.column(item.expression);
    if (!column) continue;
    const bool again = std::any_of(table.order_by.begin(), table.order_by.end(),
                                   [&](const auto& known) { return known.column == *column; });
    if (!again) table.order_by.push_back({*column, item.descending});
  }
  if (!query.limit) return;
  if (*query.limit < 0) {
    context.diagnostics.mistake("query.negative_limit", "LIMIT cannot be negative.",
                                "Write LIMIT 10.", query.where);
    return;
  }
  const auto limit = static_cast<std::uint64_t>(*query.limit);
  table.limit = std::min(table.limit.value_or(limit), limit);
}

}  // namespace hdis::query
