#include "hdis/query/plan.hpp"

#include "plan/expression_text.hpp"
#include "plan/overloaded.hpp"
#include "plan/part_text.hpp"

namespace hdis::query {
namespace {

class TableText {
 public:
  TableText(const TablePlan& table, const catalogue::Catalogue& catalogue) : table_(table) {
    for (const auto& part : table.parts) parts_.emplace_back(part, catalogue);
  }

  [[nodiscard]] std::string text() const {
    std::string result = parts_.size() == 1 ? single() : several();
    if (table_.pivot) result = pivoted(result);
    for (std::size_t i = 0; i < table_.order_by.size(); ++i) {
      result += (i == 0 ? " ORDER BY " : ", ") + std::to_string(table_.order_by[i].column + 1) +
                (table_.order_by[i].descending ? " DESC" : "");
    }
    if (table_.limit) result += " LIMIT " + std::to_string(*table_.limit);
    return result;
  }

 private:
  using Refer = std::string (TableText::*)(const MeasureRef&) const;

  [[nodiscard]] std::string as(const std::string& expression, const std::string& name) const {
    const std::string quoted = quoted_name(name);
    return expression == quoted ? expression : expression + " AS " + quoted;
  }

  [[nodiscard]] std::vector<std::string> dimension_names() const {
    std::vector<std::string> names;
    for (const auto& dimension : table_.parts.front().dimensions) names.push_back(dimension.name);
    return names;
  }

  [[nodiscard]] std::string single() const {
    std::vector<std::string> items;
    for (const auto& column : table_.columns) {
      items.push_back(as(content(column, &TableText::direct), column.name));
    }
    return "SELECT " + joined(items, ", ") + " " + parts_.front().from() +
           parts_.front().group_by(dimension_names());
  }

  // Each part in a table of its own, joined on all dimensions.
  [[nodiscard]] std::string several() const {
    std::vector<std::string> tables;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      tables.push_back(numbered("part", i) + " AS (" + part(i) + ")");
    }
    std::vector<std::string> items;
    for (const auto& column : table_.columns) {
      items.push_back(as(content(column, &TableText::by_part), column.name));
    }
    std::string text =
        "WITH " + joined(tables, ", ") + " SELECT " + joined(items, ", ") + " FROM part_1";
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      text += join_word() + numbered("part", i) + " ON " + condition(i);
    }
    return text;
  }

  [[nodiscard]] std::string part(std::size_t index) const {
    const auto& aggregation = table_.parts[index];
    std::vector<std::string> items;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < aggregation.dimensions.size(); ++i) {
      names.push_back(numbered("dimension", i));
      items.push_back(as(parts_[index].dimension(i), names.back()));
    }
    for (std::size_t i = 0; i < aggregation.measures.size(); ++i) {
      items.push_back(as(parts_[index].measure(i), numbered("measure", i)));
    }
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const auto* rate = std::get_if<RateColumn>(&table_.columns[i].content);
      if (rate == nullptr || rate->numerator.part != index) continue;
      items.push_back(as(rate_text(*rate), numbered("rate", i)));
    }
    return "SELECT " + joined(items, ", ") + " " + parts_[index].from() +
           parts_[index].group_by(names);
  }

  [[nodiscard]] std::string join_word() const {
    switch (table_.join_rows) {
      case JoinRows::all:
        return " FULL JOIN ";
      case JoinRows::in_first:
        return " LEFT JOIN ";
      case JoinRows::in_last:
        return " RIGHT JOIN ";
      case JoinRows::in_both:
        return " JOIN ";
    }
    return "";
  }

  [[nodiscard]] std::string condition(std::size_t index) const {
    std::vector<std::string> equations;
    for (std::size_t i = 0; i < table_.parts.front().dimensions.size(); ++i) {
      const std::string column = "." + numbered("dimension", i);
      const std::string other = numbered("part", index) + column;
      equations.push_back("part_1" + column + " = " + other);
    }
    return equations.empty() ? "TRUE" : joined(equations, " AND ");
  }

  [[nodiscard]] static std::string rate_text(const RateColumn& rate) {
    return "MEASURE(" + to_query_text(Value{rate.measure.text()}) + ")";
  }

  [[nodiscard]] std::string direct(const MeasureRef& ref) const {
    return parts_[ref.part].measure(ref.measure);
  }

  [[nodiscard]] std::string by_part(const MeasureRef& ref) const {
    return numbered("part", ref.part) + "." + numbered("measure", ref.measure);
  }

  [[nodiscard]] std::string content(const Column& column, Refer refer) const {
    const bool single = parts_.size() == 1;
    return std::visit(
        overloaded{
            [&](const DimensionColumn& shown) {
              return single ? parts_.front().dimension(shown.dimension)
                            : "part_1." + numbered("dimension", shown.dimension);
            },
            [&](const MeasureColumn& shown) { return (this->*refer)(shown.measure); },
            [&](const RatioColumn& ratio) { return ratio_text(ratio, refer); },
            [&](const RateColumn& rate) {
              const auto index = static_cast<std::size_t>(&column - table_.columns.data());
              return single ? rate_text(rate)
                            : numbered("part", rate.numerator.part) + "." + numbered("rate", index);
            },
            [](const ConstantColumn& constant) { return to_query_text(constant.value); },
        },
        column.content);
  }

  [[nodiscard]] std::string ratio_text(const RatioColumn& ratio, Refer refer) const {
    const std::string factor = ratio.factor == 1 ? "" : to_query_text(Value{ratio.factor}) + " * ";
    std::string text =
        factor + (this->*refer)(ratio.numerator) + " / " + (this->*refer)(ratio.denominator);
    if (!ratio.decimals) return text;
    return "ROUND(" + text + ", " + std::to_string(*ratio.decimals) + ")";
  }

  [[nodiscard]] std::string pivoted(const std::string& inner) const {
    std::vector<std::string> figures;
    std::string dimension;
    for (const auto& column : table_.columns) {
      const auto* shown = std::get_if<DimensionColumn>(&column.content);
      if (shown != nullptr && shown->dimension == table_.pivot->dimension) dimension = column.name;
      if (shown != nullptr || std::holds_alternative<ConstantColumn>(column.content)) continue;
      figures.push_back("SUM(" + quoted_name(column.name) + ") AS " + quoted_name(column.name));
    }
    std::vector<std::string> entries;
    for (const auto& entry : table_.pivot->entries) {
      entries.push_back(to_query_text(entry.value) + " AS " + quoted_name(entry.name));
    }
    return "SELECT * FROM (" + inner + ") PIVOT (" + joined(figures, ", ") + " FOR " +
           quoted_name(dimension) + " IN (" + joined(entries, ", ") + "))";
  }

  const TablePlan& table_;
  std::vector<PartText> parts_;
};

}  // namespace

std::string to_query_text(const Plan& plan, const catalogue::Catalogue& catalogue) {
  std::vector<std::string> tables;
  for (const auto& table : plan.tables) tables.push_back(TableText(table, catalogue).text());
  return joined(tables, ";\n");
}

}  // namespace hdis::query
