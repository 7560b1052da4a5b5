#include "hdis/query/plan.hpp"

#include "plan/expression_text.hpp"
#include "plan/overloaded.hpp"

#include <algorithm>
#include <numeric>

namespace hdis::query {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result += between;
    result += texts[i];
  }
  return result;
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::string_view word_of(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::count_records:
      return "records";
    case Aggregate::count_values:
      return "values";
    case Aggregate::count_people:
      return "people";
    case Aggregate::sum:
      return "sum";
    case Aggregate::mean:
      return "mean";
    case Aggregate::median:
      return "median";
  }
  return "";
}

std::string text_of(const Measure& measure) {
  std::string text(word_of(measure.aggregate));
  if (measure.argument) text += " of " + measure.argument->name;
  if (measure.filter) text += " where " + canonical_text(*measure.filter);
  return text;
}

// One aggregation with its populations and dimensions in an order of their own, so that neither the order
// in which they were written nor their names count.
class AggregationText {
 public:
  explicit AggregationText(const Aggregation& aggregation) : aggregation_(aggregation) {
    order_populations();
    for (const auto& dimension : aggregation_.dimensions) {
      dimensions_.push_back(dimension_text(dimension));
    }
  }

  [[nodiscard]] std::string text() const {
    std::vector<std::string> populations;
    for (const std::size_t i : populations_) {
      populations.push_back(canonical_text(aggregation_.populations[i]));
    }
    std::vector<std::string> sets;
    for (const auto& set : aggregation_.grouping_sets) {
      std::vector<std::string> members;
      members.reserve(set.size());
      for (const std::size_t i : set) members.push_back(dimensions_[i]);
      sets.push_back("(" + joined(sorted(std::move(members)), "; ") + ")");
    }
    std::vector<std::string> measures;
    for (const auto& measure : aggregation_.measures) measures.push_back(text_of(measure));
    return "FROM " + joined(populations, "\n  AND ") + "\nBY " +
           joined(sorted(std::move(sets)), ", ") + "\nCOUNT " +
           joined(sorted(std::move(measures)), "; ");
  }

  [[nodiscard]] const std::string& dimension(std::size_t index) const { return dimensions_[index]; }

 private:
  void order_populations() {
    std::vector<std::pair<std::string, std::size_t>> keys;
    for (std::size_t i = 0; i < aggregation_.populations.size(); ++i) {
      std::vector<std::string> divided;
      for (const auto& dimension : aggregation_.dimensions) {
        divided.push_back(canonical_text(dimension.by_population[i]));
      }
      keys.emplace_back(canonical_text(aggregation_.populations[i]) + "\n" +
                            joined(sorted(std::move(divided)), "\n"),
                        i);
    }
    std::sort(keys.begin(), keys.end());
    for (const auto& key : keys) populations_.push_back(key.second);
  }

  [[nodiscard]] std::string dimension_text(const Dimension& dimension) const {
    std::vector<std::string> expressions;
    for (const std::size_t i : populations_) {
      expressions.push_back(canonical_text(dimension.by_population[i]));
    }
    // The same for all records: written once, however many populations there are.
    const bool same = std::all_of(expressions.begin(), expressions.end(),
                                  [&](const auto& one) { return one == expressions.front(); });
    return same ? expressions.front() : joined(expressions, " / ");
  }

  const Aggregation& aggregation_;
  std::vector<std::size_t> populations_;
  std::vector<std::string> dimensions_;
};

class TableText {
 public:
  explicit TableText(const TablePlan& table) : table_(table) {
    for (const auto& part : table.parts) parts_.emplace_back(part);
  }

  [[nodiscard]] std::string text() const {
    std::vector<std::string> derived;
    for (const auto& column : table_.columns) {
      std::string text = column_text(column);
      if (!text.empty()) derived.push_back(std::move(text));
    }
    derived = sorted(std::move(derived));
    derived.erase(std::unique(derived.begin(), derived.end()), derived.end());
    return joined(parts(), "\nJOINED WITH ") + "\nROWS " + rows() + "\nDERIVED " +
           joined(derived, "; ");
  }

 private:
  [[nodiscard]] std::vector<std::string> parts() const {
    std::vector<std::string> texts;
    for (const auto& part : parts_) texts.push_back(part.text());
    // Which part decides the rows is said by its place.
    auto begin = texts.begin();
    auto end = texts.end();
    if (table_.join_rows == JoinRows::in_first) ++begin;
    if (table_.join_rows == JoinRows::in_last) --end;
    std::sort(begin, end);
    return texts;
  }

  [[nodiscard]] std::string rows() const {
    if (table_.parts.size() == 1) return "";
    switch (table_.join_rows) {
      case JoinRows::all:
        return "all";
      case JoinRows::in_first:
        return "first";
      case JoinRows::in_last:
        return "last";
      case JoinRows::in_both:
        return "both";
    }
    return "";
  }

  [[nodiscard]] std::string measure(const MeasureRef& ref) const {
    const auto& measure = table_.parts[ref.part].measures[ref.measure];
    const std::string text = text_of(measure);
    return table_.parts.size() == 1 ? text : text + " in " + parts_[ref.part].text();
  }

  [[nodiscard]] std::string column_text(const Column& column) const {
    return std::visit(overloaded{
                          [&](const RatioColumn& ratio) {
                            return "ratio " + to_query_text(Value{ratio.factor}) + " * " +
                                   measure(ratio.numerator) + " / " + measure(ratio.denominator) +
                                   (ratio.decimals ? " to " + std::to_string(*ratio.decimals) : "");
                          },
                          [&](const RateColumn& rate) {
                            const std::string area =
                                rate.area_dimension
                                    ? parts_[rate.numerator.part].dimension(*rate.area_dimension)
                                    : "all areas";
                            return "rate " + rate.measure.text() + " " + rate.measure_version +
                                   " over " + rate.population.text() + " " +
                                   rate.population_version + " by " + area + " per " +
                                   to_query_text(Value{rate.per}) + " and " +
                                   std::to_string(rate.years) + " years to " +
                                   std::to_string(rate.decimals) + " of " + measure(rate.numerator);
                          },
                          [](const auto&) { return std::string(); },
                      },
                      column.content);
  }

  const TablePlan& table_;
  std::vector<AggregationText> parts_;
};

}  // namespace

Digest fingerprint(const Plan& plan) {
  std::vector<std::string> tables;
  for (const auto& table : plan.tables) tables.push_back(TableText(table).text());
  return digest_of_parts(sorted(std::move(tables)));
}

}  // namespace hdis::query
