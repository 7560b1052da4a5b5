#include "hdis/core/assert.hpp"
#include "hdis/query/plan.hpp"

#include "plan/expression_words.hpp"
#include "plan/overloaded.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

std::string listed(const std::vector<std::string>& texts) {
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    result += (i == 0 ? "" : i + 1 == texts.size() ? " and " : ", ") + texts[i];
  }
  return result;
}

// Populations of which only the years differ are told in one breath.
std::vector<Population> told_together(const std::vector<Population>& populations) {
  std::vector<Population> told;
  for (const auto& population : populations) {
    const auto alike = std::find_if(told.begin(), told.end(), [&](const Population& other) {
      return other.dataset == population.dataset && other.filter == population.filter &&
             !other.years.empty() && !population.years.empty();
    });
    if (alike == told.end()) {
      told.push_back(population);
      continue;
    }
    auto& years = alike->years;
    years.insert(years.end(), population.years.begin(), population.years.end());
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
  }
  return told;
}

class TableWords {
 public:
  TableWords(const TablePlan& table, const catalogue::Catalogue& catalogue)
      : table_(table), catalogue_(catalogue) {}

  [[nodiscard]] std::string text() const {
    std::string result = sentence_of_part(0);
    for (std::size_t i = 1; i < table_.parts.size(); ++i) {
      result += " Beside it: " + sentence_of_part(i);
    }
    if (table_.parts.size() > 1) result += join_sentence();
    for (const auto& column : table_.columns) result += column_sentence(column);
    if (table_.pivot) result += pivot_sentence();
    return result + national_sentence() + order_sentence();
  }

 private:
  [[nodiscard]] std::string sentence_of_part(std::size_t index) const {
    const auto& part = table_.parts[index];
    std::vector<std::string> measures;
    for (const auto& measure : part.measures) measures.push_back(measure_words(measure, part));
    std::vector<std::string> populations;
    for (const auto& population : told_together(part.populations)) {
      populations.push_back(population_words(population, catalogue_));
    }
    const std::string joint = populations.size() > 1 ? "; and " : "";
    std::string records;
    for (std::size_t i = 0; i < populations.size(); ++i) {
      records += (i == 0 ? "" : joint) + populations[i];
    }
    return "The " + listed(measures) + " of " + records + division_words(part) + "." +
           band_sentences(part);
  }

  // Which bands there are, so that nobody has to read it out of the query.
  [[nodiscard]] std::string band_sentences(const Aggregation& part) const {
    const ExpressionWords words(catalogue_, part.populations.front().dataset, FieldWords::name);
    std::string text;
    for (const auto& dimension : part.dimensions) {
      const auto* bands = std::get_if<Banding>(&dimension.by_population.front().node);
      if (bands != nullptr) text += " " + dimension.name + " is " + words.bands(*bands) + ".";
    }
    return text;
  }

  [[nodiscard]] std::string measure_words(const Measure& measure, const Aggregation& part) const {
    const ExpressionWords words(catalogue_, part.populations.front().dataset);
    const auto argument = [&] {
      return measure.argument ? words.text(RowExpression{*measure.argument}) : std::string();
    };
    std::string text;
    switch (measure.aggregate) {
      case Aggregate::count_records:
        text = "number of " + measure.unit;
        break;
      case Aggregate::count_values:
        text = "number of " + measure.unit + " with a value of " + argument();
        break;
      case Aggregate::count_people:
        text = "number of different people";
        break;
      case Aggregate::sum:
        text = "sum of " + argument() + " (" + measure.unit + ")";
        break;
      case Aggregate::mean:
        text = "mean of " + argument() + " (" + measure.unit + ")";
        break;
      case Aggregate::median:
        text = "median of " + argument() + " (" + measure.unit + ")";
        break;
    }
    if (measure.filter) text += " where " + words.text(*measure.filter);
    return text;
  }

  [[nodiscard]] std::string division_words(const Aggregation& part) const {
    if (part.dimensions.empty()) return ", all together";
    std::vector<std::string> names;
    for (const auto& dimension : part.dimensions) names.push_back(dimension_words(part, dimension));
    std::string text = ", by " + listed(names);
    if (part.grouping_sets.size() > 1) {
      std::vector<std::string> totals;
      for (const auto& set : part.grouping_sets) totals.push_back(set_words(part, set));
      text += ", as " + std::to_string(totals.size()) + " levels: " + listed(totals);
    }
    return text;
  }

  [[nodiscard]] std::string dimension_words(const Aggregation& part,
                                            const Dimension& dimension) const {
    const ExpressionWords words(catalogue_, part.populations.front().dataset);
    const auto& first = dimension.by_population.front();
    if (std::holds_alternative<Value>(first.node)) return dimension.name;
    if (std::holds_alternative<Banding>(first.node)) {
      return "bands " + dimension.name + " of " + fields_of(first, part);
    }
    return words.text(first);
  }

  [[nodiscard]] std::string fields_of(const RowExpression& expression,
                                      const Aggregation& part) const {
    std::vector<std::string> names;
    visit_fields(expression, part.populations.front().dataset,
                 [&](const auto&, const FieldRef& ref) {
                   if (std::find(names.begin(), names.end(), ref.name) == names.end()) {
                     names.push_back(ref.name);
                   }
                 });
    return names.empty() ? "constants" : listed(names);
  }

  [[nodiscard]] static std::string set_words(const Aggregation& part,
                                             const std::vector<std::size_t>& set) {
    if (set.empty()) return "grand total";
    std::string text;
    for (const std::size_t i : set) text += (text.empty() ? "" : " × ") + part.dimensions[i].name;
    return text;
  }

  [[nodiscard]] std::string join_sentence() const {
    switch (table_.join_rows) {
      case JoinRows::all:
        return " All rows of these tables are shown side by side.";
      case JoinRows::in_first:
        return " Rows of the first of these tables are shown.";
      case JoinRows::in_last:
        return " Rows of the last of these tables are shown.";
      case JoinRows::in_both:
        return " Rows that all of these tables have are shown.";
    }
    return "";
  }

  [[nodiscard]] std::string column_sentence(const Column& column) const {
    if (const auto* ratio = std::get_if<RatioColumn>(&column.content)) {
      const std::string times =
          ratio->factor == 1 ? "" : ", times " + to_plain_text(Value{ratio->factor});
      return " " + column.name + " is the " + measure_at(ratio->numerator) + " divided by the " +
             measure_at(ratio->denominator) + times + ", from protected figures.";
    }
    const auto* rate = std::get_if<RateColumn>(&column.content);
    if (rate == nullptr) return "";
    const auto* measure = catalogue_.measure(rate->measure.text());
    const auto* population = catalogue_.population(rate->population);
    return " " + column.name + " is " +
           (measure == nullptr ? rate->measure.text() : measure->title) + " (version " +
           rate->measure_version + "): the " + measure_at(rate->numerator) + " over " +
           (population == nullptr ? rate->population.text() : population->title) + ".";
  }

  [[nodiscard]] std::string measure_at(const MeasureRef& ref) const {
    const auto& part = table_.parts[ref.part];
    return measure_words(part.measures[ref.measure], part);
  }

  [[nodiscard]] std::string pivot_sentence() const {
    std::vector<std::string> names;
    for (const auto& entry : table_.pivot->entries) names.push_back(entry.name);
    return " " + table_.parts.front().dimensions[table_.pivot->dimension].name +
           " becomes columns: " + listed(names) + ".";
  }

  [[nodiscard]] std::string national_sentence() const {
    std::size_t national = 0;
    std::size_t sets = 0;
    for (const auto& part : table_.parts) {
      for (std::size_t i = 0; i < part.grouping_sets.size(); ++i) {
        national += is_national(part, i, catalogue_) ? 1 : 0;
        ++sets;
      }
    }
    if (national == sets) return " It is national: no place or organisation is named or chosen.";
    return national > 0 ? " Some of its rows are national." : "";
  }

  [[nodiscard]] std::string order_sentence() const {
    const auto shown = shown_columns(table_);
    std::vector<std::string> names;
    for (const auto& ordering : table_.order_by) {
      names.push_back(shown[ordering.column] + (ordering.descending ? " (descending)" : ""));
    }
    std::string text = names.empty() ? "" : " Ordered by " + listed(names) + ".";
    if (table_.limit) {
      text += " Only the first " + std::to_string(*table_.limit) +
              " rows of the protected table are shown.";
    }
    return text;
  }

  const TablePlan& table_;
  const catalogue::Catalogue& catalogue_;
};

}  // namespace

std::string describe(const Plan& plan, const catalogue::Catalogue& catalogue) {
  std::string text;
  for (std::size_t i = 0; i < plan.tables.size(); ++i) {
    if (i > 0) text += "\n\n";
    if (plan.tables.size() > 1) text += "Table " + std::to_string(i + 1) + ". ";
    text += TableWords(plan.tables[i], catalogue).text();
  }
  return text;
}

}  // namespace hdis::query
