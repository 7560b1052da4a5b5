#include "hdis/sqlgen/plan_check.hpp"

#include "hdis/sqlgen/value_type.hpp"

#include "expression_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::sqlgen {
namespace {

using query::Aggregate;
using query::Aggregation;
using query::Measure;

/// A grouping set is told by a bit mask of dimensions in one 64-bit number.
constexpr std::size_t most_dimensions = 60;

bool takes_number(Aggregate aggregate) {
  return aggregate == Aggregate::sum || aggregate == Aggregate::mean ||
         aggregate == Aggregate::median;
}

Status check_argument(const Measure& measure) {
  const bool wants =
      takes_number(measure.aggregate) || measure.aggregate == Aggregate::count_values;
  if (wants != measure.argument.has_value()) {
    return plan_invalid("a measure has no argument, or one that it does not take");
  }
  if (measure.flag && measure.aggregate != Aggregate::sum) {
    return plan_invalid("only the sum of a flag is a count");
  }
  if (!takes_number(measure.aggregate)) return {};
  const ValueType type = type_of(measure.argument->type);
  const bool number = type == ValueType::integer || (type == ValueType::decimal && !measure.flag);
  if (number) return {};
  return plan_invalid(fmt::format("{} cannot be added up", measure.argument->name));
}

Status check_measure(const Measure& measure, const ExpressionCheck& expressions) {
  HDIS_CHECK(check_argument(measure));
  if (measure.argument) {
    const bool counted = measure.aggregate == Aggregate::count_values;
    HDIS_CHECK(counted ? expressions.check_counted(*measure.argument)
                       : expressions.check(*measure.argument));
  }
  if (measure.filter) HDIS_CHECK(expressions.check(*measure.filter));
  return {};
}

Status check_grouping_sets(const Aggregation& aggregation) {
  if (aggregation.dimensions.size() > most_dimensions)
    return plan_invalid("it has too many dimensions");
  if (aggregation.grouping_sets.empty()) return plan_invalid("it has no grouping set");
  for (const std::vector<std::size_t>& set : aggregation.grouping_sets) {
    const bool increasing =
        std::adjacent_find(set.begin(), set.end(), std::greater_equal<>()) == set.end();
    if (!increasing || (!set.empty() && set.back() >= aggregation.dimensions.size())) {
      return plan_invalid("a grouping set names dimensions that do not exist, or names one twice");
    }
  }
  return {};
}

Status check_shape(const Aggregation& aggregation) {
  if (aggregation.populations.empty()) return plan_invalid("it has no population");
  if (aggregation.measures.empty()) return plan_invalid("it has no measure");
  for (const query::Dimension& dimension : aggregation.dimensions) {
    if (dimension.by_population.size() != aggregation.populations.size()) {
      return plan_invalid(
          fmt::format("dimension {} is not defined for every population", dimension.name));
    }
  }
  return check_grouping_sets(aggregation);
}

}  // namespace

Status check(const Aggregation& aggregation, const catalogue::Catalogue& catalogue) {
  HDIS_CHECK(check_shape(aggregation));
  for (std::size_t index = 0; index < aggregation.populations.size(); ++index) {
    const query::Population& population = aggregation.populations[index];
    HDIS_CHECK(check_population(population, catalogue));
    const ExpressionCheck expressions(catalogue, *catalogue.dataset(population.dataset));
    for (const query::Dimension& dimension : aggregation.dimensions) {
      HDIS_CHECK(expressions.check(dimension.by_population[index]));
    }
    for (const Measure& measure : aggregation.measures) {
      HDIS_CHECK(check_measure(measure, expressions));
    }
  }
  return {};
}

}  // namespace hdis::sqlgen
