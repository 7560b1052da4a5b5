#include "bind/table_shape.hpp"
#include "plan/expression_text.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <numeric>

namespace hdis::query {
namespace {

bool same_but_for_years(const Aggregation& part, std::size_t a, std::size_t b) {
  const auto& first = part.populations[a];
  const auto& second = part.populations[b];
  if (first.years.empty() || second.years.empty()) return false;
  if (first.dataset != second.dataset || first.filter != second.filter) return false;
  const bool years_apart =
      std::none_of(first.years.begin(), first.years.end(), [&](FinancialYear year) {
        return std::binary_search(second.years.begin(), second.years.end(), year);
      });
  return years_apart &&
         std::all_of(part.dimensions.begin(), part.dimensions.end(), [&](const Dimension& one) {
           return one.by_population[a] == one.by_population[b];
         });
}

void remove_population(Aggregation& part, std::size_t index) {
  const auto at = static_cast<std::ptrdiff_t>(index);
  part.populations.erase(part.populations.begin() + at);
  for (auto& dimension : part.dimensions) {
    dimension.by_population.erase(dimension.by_population.begin() + at);
  }
}

void merge_years(Aggregation& part) {
  for (std::size_t a = 0; a < part.populations.size(); ++a) {
    for (std::size_t b = a + 1; b < part.populations.size();) {
      if (!same_but_for_years(part, a, b)) {
        ++b;
        continue;
      }
      auto& years = part.populations[a].years;
      const auto& more = part.populations[b].years;
      years.insert(years.end(), more.begin(), more.end());
      std::sort(years.begin(), years.end());
      remove_population(part, b);
    }
  }
}

// What decides the order of populations: the records, then how they are divided.
std::string population_key(const Aggregation& part, std::size_t index) {
  std::string key = canonical_text(part.populations[index]);
  for (const auto& dimension : part.dimensions) {
    key += '\n' + canonical_text(dimension.by_population[index]);
  }
  return key;
}

void sort_populations(Aggregation& part) {
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < part.populations.size(); ++i) {
    order.emplace_back(population_key(part, i), i);
  }
  std::sort(order.begin(), order.end());
  Aggregation sorted = part;
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.populations[i] = part.populations[order[i].second];
    for (std::size_t d = 0; d < part.dimensions.size(); ++d) {
      sorted.dimensions[d].by_population[i] = part.dimensions[d].by_population[order[i].second];
    }
  }
  part = std::move(sorted);
}

bool in_all_populations(const Aggregation& part, const Predicate& condition) {
  return std::all_of(part.populations.begin(), part.populations.end(), [&](const auto& population) {
    const auto known = conjuncts(population.filter);
    return std::find(known.begin(), known.end(), condition) != known.end();
  });
}

// A condition that compares a field with something is never true where the field is NULL.
bool implies_value(const Predicate& condition, const FieldRef& field) {
  const RowExpression subject{field};
  if (const auto* compare = std::get_if<Compare>(&condition.node)) {
    return compare->left == subject || compare->right == subject;
  }
  if (const auto* list = std::get_if<InList>(&condition.node)) return list->subject == subject;
  if (const auto* prefix = std::get_if<StartsWith>(&condition.node)) {
    return prefix->subject == subject;
  }
  if (const auto* match = std::get_if<Matches>(&condition.node)) return match->subject == subject;
  if (const auto* codes = std::get_if<InCodeList>(&condition.node)) return codes->subject == field;
  const auto* null = std::get_if<IsNull>(&condition.node);
  return null != nullptr && null->negated && null->subject == subject;
}

bool always_has_value(const Aggregation& part, const FieldRef& field) {
  return std::all_of(part.populations.begin(), part.populations.end(), [&](const auto& population) {
    const auto known = conjuncts(population.filter);
    return std::any_of(known.begin(), known.end(),
                       [&](const auto& condition) { return implies_value(condition, field); });
  });
}

// The field whose having a value is all that a condition asks.
std::optional<FieldRef> field_with_value(const Predicate& condition) {
  const auto* null = std::get_if<IsNull>(&condition.node);
  const auto* field = null == nullptr ? nullptr : std::get_if<FieldRef>(&null->subject.node);
  return field != nullptr && null->negated ? std::optional(*field) : std::nullopt;
}

// COUNT(a) is COUNT(*) of the records in which a has a value, and is written so whichever way it was spelled: what is proved of one
// spelling would otherwise not be asked of the other. Of several such fields, the first by name is the one that is counted.
void write_as_count_of_values(Measure& measure) {
  const bool counts_values = measure.aggregate == Aggregate::count_values;
  if (measure.flag || (measure.aggregate != Aggregate::count_records && !counts_values)) return;
  std::vector<FieldRef> fields;
  std::vector<Predicate> others;
  if (counts_values) fields.push_back(*measure.argument);
  for (const auto& condition : conjuncts(measure.filter.value_or(Predicate{Constant{true}}))) {
    if (const auto field = field_with_value(condition)) {
      fields.push_back(*field);
    } else {
      others.push_back(condition);
    }
  }
  if (fields.empty()) return;
  const auto by_name = [](const FieldRef& a, const FieldRef& b) { return a.name < b.name; };
  std::sort(fields.begin(), fields.end(), by_name);
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  for (std::size_t i = 1; i < fields.size(); ++i) {
    others.push_back(Predicate{IsNull{RowExpression{fields[i]}, true}});
  }
  measure.aggregate = Aggregate::count_values;
  measure.argument = fields.front();
  measure.filter = others.empty() ? std::nullopt : std::optional(all_of(others));
}

void simplify_measure(const Aggregation& part, Measure& measure) {
  const auto holds_anyway = [&](const Predicate& condition) {
    const auto field = field_with_value(condition);
    return in_all_populations(part, condition) || (field && always_has_value(part, *field));
  };
  if (measure.filter) {
    std::vector<Predicate> left;
    for (const auto& condition : conjuncts(*measure.filter)) {
      if (!holds_anyway(condition)) left.push_back(condition);
    }
    measure.filter = left.empty() ? std::nullopt : std::optional(all_of(left));
  }
  const bool counts_values = measure.aggregate == Aggregate::count_values;
  if (counts_values && always_has_value(part, *measure.argument)) {
    measure.aggregate = Aggregate::count_records;
    measure.argument.reset();
  }
  write_as_count_of_values(measure);
}

template <class Visit>
void visit_measure_refs(TablePlan& table, const Visit& visit) {
  for (auto& column : table.columns) {
    if (auto* measure = std::get_if<MeasureColumn>(&column.content)) {
      visit(measure->measure);
    } else if (auto* ratio = std::get_if<RatioColumn>(&column.content)) {
      visit(ratio->numerator);
      visit(ratio->denominator);
    } else if (auto* rate = std::get_if<RateColumn>(&column.content)) {
      visit(rate->numerator);
    }
  }
}

// Measures in the order in which columns need them, each once; those that no column needs are left out.
void order_measures(TablePlan& table) {
  std::vector<std::vector<Measure>> ordered(table.parts.size());
  visit_measure_refs(table, [&](MeasureRef& ref) {
    auto& measures = ordered[ref.part];
    const auto& measure = table.parts[ref.part].measures[ref.measure];
    const auto found = std::find(measures.begin(), measures.end(), measure);
    ref.measure = static_cast<std::size_t>(found - measures.begin());
    if (found == measures.end()) measures.push_back(measure);
  });
  for (std::size_t i = 0; i < table.parts.size(); ++i) {
    // A part of a join may be there for its rows only.
    if (ordered[i].empty()) ordered[i].push_back(table.parts[i].measures.front());
    table.parts[i].measures = std::move(ordered[i]);
  }
}

void sort_sets(Aggregation& part) {
  auto& sets = part.grouping_sets;
  for (auto& set : sets) std::sort(set.begin(), set.end());
  std::sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
}

}  // namespace

void finish(TablePlan& table) {
  for (auto& part : table.parts) {
    merge_years(part);
    sort_populations(part);
    sort_sets(part);
    for (auto& measure : part.measures) simplify_measure(part, measure);
  }
  order_measures(table);
}

}  // namespace hdis::query
