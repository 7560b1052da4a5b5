#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/table_select.hpp"
#include "bind/table_shape.hpp"
#include "plan/overloaded.hpp"

#include <algorithm>
#include <map>

namespace hdis::query {
namespace {

constexpr std::size_t most_parts = 40;

// Pairs of dimensions that ON or USING makes equal: of the first part of the left, of the right.
using Pairs = std::map<std::size_t, std::size_t>;

class JoinBinder {
 public:
  JoinBinder(Context& context, TableRelation left, TableRelation right, const ast::Join& join)
      : context_(context), left_(std::move(left)), right_(std::move(right)), join_(join) {}

  std::optional<TableRelation> bind() {
    if (!check_shapes()) return std::nullopt;
    if (join_.on && !read_condition(*join_.on)) return std::nullopt;
    for (const auto& name : join_.using_columns) {
      if (!read_pair(name, name, name.where)) return std::nullopt;
    }
    if (!drop_constants()) return std::nullopt;
    put_in_order();
    return put_together();
  }

 private:
  bool refuse(std::string message, std::string suggestion) {
    context_.diagnostics.refuse("query.join", std::move(message), std::move(suggestion),
                                join_.where);
    return false;
  }

  bool check_shapes() {
    for (const auto* side : {&left_, &right_}) {
      if (side->plan.pivot || side->plan.limit) {
        return refuse("A table with PIVOT or LIMIT cannot be joined.",
                      "Join first; then pivot or limit the result.");
      }
      if (side->plan.parts.front().grouping_sets.size() != 1) {
        return refuse("A table with totals (ROLLUP, CUBE, GROUPING SETS) cannot be joined.",
                      "Use GROUP BY without totals in the tables that are joined.");
      }
    }
    if (left_.plan.parts.size() + right_.plan.parts.size() > most_parts) {
      return refuse("These are too many tables side by side.", "Ask in several questions.");
    }
    if (right_.plan.parts.size() > 1) {
      return refuse("The right side of a join must be a single table.",
                    "Join the tables one after the other: a JOIN b ... JOIN c ...");
    }
    return check_kind();
  }

  bool check_kind() {
    switch (join_.kind) {
      case ast::JoinKind::left:
        rows_ = JoinRows::in_first;
        break;
      case ast::JoinKind::right:
        rows_ = JoinRows::in_last;
        break;
      case ast::JoinKind::full:
        rows_ = JoinRows::all;
        break;
      case ast::JoinKind::inner:
      case ast::JoinKind::cross:
        rows_ = JoinRows::in_both;
        break;
    }
    const bool first = left_.plan.parts.size() == 1;
    if (first || left_.plan.join_rows == rows_) return true;
    return refuse("Different kinds of join cannot be mixed in one table.",
                  "Use LEFT JOIN, or FULL JOIN, throughout.");
  }

  bool read_condition(const ast::Expression& expression) {
    const auto* literal = std::get_if<ast::Literal>(&expression.node);
    if (literal != nullptr && literal->kind == ast::LiteralKind::boolean) {
      if (same_name(literal->text, "TRUE")) return true;  // Tables of a single row.
    }
    const auto* binary = std::get_if<ast::Binary>(&expression.node);
    if (binary != nullptr && binary->op == ast::BinaryOperator::and_) {
      return read_condition(*binary->left) && read_condition(*binary->right);
    }
    if (binary != nullptr && binary->op == ast::BinaryOperator::equal) {
      const auto* a = std::get_if<ast::Name>(&binary->left->node);
      const auto* b = std::get_if<ast::Name>(&binary->right->node);
      if (a != nullptr && b != nullptr) return read_pair(*a, *b, expression.where);
    }
    context_.diagnostics.refuse("query.join_condition",
                                "Tables are joined by equal dimensions and nothing else.",
                                "Write ON a.area = b.area AND a.SEX = b.SEX.", expression.where);
    return false;
  }

  // The sides of an equation may be written either way round.
  bool read_pair(const ast::Name& one, const ast::Name& two, SourcePosition where) {
    const bool swapped = !has(left_, one) || !has(right_, two);
    const auto a = find_table_column(context_, left_, swapped ? two : one);
    const auto b = find_table_column(context_, right_, swapped ? one : two);
    if (!a || !b) return false;
    const auto& first = left_.plan.columns[*a].content;
    const auto& second = right_.plan.columns[*b].content;
    const auto* left = std::get_if<DimensionColumn>(&first);
    const auto* right = std::get_if<DimensionColumn>(&second);
    if (left != nullptr && right != nullptr) {
      pairs_[left->dimension] = right->dimension;
      return true;
    }
    const bool constants = std::holds_alternative<ConstantColumn>(first) && first == second;
    if (constants) return true;
    context_.diagnostics.refuse("query.join_condition",
                                "Tables can be joined by their dimensions only; " + one.text +
                                    " and " + two.text + " are not the same one.",
                                "Join by the columns of GROUP BY.", where);
    return false;
  }

  static bool has(const TableRelation& table, const ast::Name& name) {
    for (std::size_t i = 0; i < table.plan.columns.size(); ++i) {
      const auto& known = table.qualifiers[i];
      const bool qualified =
          name.qualifier.empty() ||
          std::find(known.begin(), known.end(), to_lower(name.qualifier)) != known.end();
      if (qualified && same_name(table.plan.columns[i].name, name.text)) return true;
    }
    return false;
  }

  // A dimension that is not joined by must be the same in all records: the year of a table of one year.
  bool drop_constants() {
    for (std::size_t i = left_.plan.parts.front().dimensions.size(); i-- > 0;) {
      if (pairs_.count(i) > 0) continue;
      if (!drop(left_.plan, i)) return false;
      Pairs shifted;
      for (const auto& [a, b] : pairs_) shifted[a > i ? a - 1 : a] = b;
      pairs_ = std::move(shifted);
    }
    for (std::size_t i = right_.plan.parts.front().dimensions.size(); i-- > 0;) {
      const bool joined = std::any_of(pairs_.begin(), pairs_.end(),
                                      [&](const auto& pair) { return pair.second == i; });
      if (joined) continue;
      if (!drop(right_.plan, i)) return false;
      for (auto& pair : pairs_) pair.second -= pair.second > i ? 1 : 0;
    }
    if (pairs_.size() == right_.plan.parts.front().dimensions.size()) return true;
    return refuse("Each dimension of one table must be joined with one of the other.",
                  "Write ON a.area = b.area for every column of GROUP BY.");
  }

  bool drop(TablePlan& plan, std::size_t dimension) {
    const auto value = common_value(plan.parts.front(), dimension, context_.catalogue);
    const auto& name = plan.parts.front().dimensions[dimension].name;
    if (!value || plan.parts.size() > 1) {
      return refuse("The tables are divided by " + name + ", but not joined by it.",
                    "Join by every column of GROUP BY: ON a." + name_text(name) + " = b." +
                        name_text(name) + ".");
    }
    for (auto& column : plan.columns) {
      const auto* shown = std::get_if<DimensionColumn>(&column.content);
      if (shown != nullptr && shown->dimension == dimension) {
        column.content = ConstantColumn{*value};
      }
    }
    remove_dimension(plan, dimension);
    return true;
  }

  // The right side's dimensions in the order of the left's.
  void put_in_order() {
    auto& part = right_.plan.parts.front();
    std::vector<Dimension> ordered;
    std::map<std::size_t, std::size_t> moved;
    for (const auto& [a, b] : pairs_) {
      moved[b] = ordered.size();
      ordered.push_back(part.dimensions[b]);
      ordered.back().name = left_.plan.parts.front().dimensions[a].name;
    }
    part.dimensions = std::move(ordered);
    for (auto& set : part.grouping_sets) {
      for (auto& index : set) index = moved[index];
      std::sort(set.begin(), set.end());
    }
    for (auto& column : right_.plan.columns) {
      if (auto* shown = std::get_if<DimensionColumn>(&column.content)) {
        shown->dimension = moved[shown->dimension];
      } else if (auto* rate = std::get_if<RateColumn>(&column.content)) {
        if (rate->area_dimension) rate->area_dimension = moved[*rate->area_dimension];
      }
    }
  }

  std::optional<TableRelation> put_together() {
    TableRelation result = std::move(left_);
    const std::size_t offset = result.plan.parts.size();
    const auto shift = [&](MeasureRef& ref) { ref.part += offset; };
    for (std::size_t i = 0; i < right_.plan.columns.size(); ++i) {
      Column column = right_.plan.columns[i];
      std::visit(overloaded{[&](MeasureColumn& one) { shift(one.measure); },
                            [&](RatioColumn& one) {
                              shift(one.numerator);
                              shift(one.denominator);
                            },
                            [&](RateColumn& one) { shift(one.numerator); }, [](auto&) {}},
                 column.content);
      result.plan.columns.push_back(std::move(column));
      result.qualifiers.push_back(right_.qualifiers[i]);
    }
    result.plan.parts.push_back(std::move(right_.plan.parts.front()));
    result.plan.join_rows = rows_;
    result.plan.order_by.clear();
    return result;
  }

  Context& context_;
  TableRelation left_, right_;
  const ast::Join& join_;
  JoinRows rows_ = JoinRows::all;
  Pairs pairs_;
};

}  // namespace

std::optional<TableRelation> bind_join(Context& context, TableRelation left, TableRelation right,
                                       const ast::Join& join) {
  return JoinBinder(context, std::move(left), std::move(right), join).bind();
}

}  // namespace hdis::query
