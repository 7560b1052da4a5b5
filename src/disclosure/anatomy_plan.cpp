#include "anatomy_plan.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using query::Predicate;
using query::RowExpression;
using Set = std::vector<std::size_t>;

constexpr std::size_t most_sets = 48;
/// A grouping set is told by one bit for each dimension.
constexpr std::size_t most_dimensions = 56;

bool always(const Predicate& condition) {
  const auto* constant = std::get_if<query::Constant>(&condition.node);
  return constant != nullptr && constant->value;
}

template <class T>
std::size_t index_in(std::vector<T>& known, const T& wanted) {
  const auto found = std::find(known.begin(), known.end(), wanted);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  known.push_back(wanted);
  return known.size() - 1;
}

/// The conditions that a record must satisfy to count for `measure`, beside those of its population.
std::vector<Predicate> conditions_of(const query::Measure& measure) {
  std::vector<Predicate> conditions;
  if (measure.filter) conditions.push_back(*measure.filter);
  if (measure.aggregate == Aggregate::count_values) {
    conditions.push_back({query::IsNull{{*measure.argument}, true}});
  }
  return conditions;
}

/// One table of the request, one dataset: populations of a part that are in an anatomy.
struct Member {
  std::size_t part;
  std::size_t population;
};

class Planner {
 public:
  explicit Planner(const std::vector<ProtectedPart>& parts) : parts_(parts) {}

  Dissection plan() {
    dissection_.readings.resize(parts_.size());
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      dissection_.readings[p].resize(parts_[p].aggregation.populations.size());
    }
    for (const std::vector<Member>& members : groups()) add(members);
    return std::move(dissection_);
  }

 private:
  [[nodiscard]] const query::Population& population(const Member& of) const {
    return parts_[of.part].aggregation.populations[of.population];
  }

  /// Populations of one dataset belong together, unless some name years and others take all that are loaded: then those that take
  /// the same years do.
  [[nodiscard]] std::vector<std::vector<Member>> groups() const {
    std::map<catalogue::DatasetId, std::vector<Member>> by_dataset;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const auto& populations = parts_[p].aggregation.populations;
      for (std::size_t q = 0; q < populations.size(); ++q) {
        by_dataset[populations[q].dataset].push_back({p, q});
      }
    }
    std::vector<std::vector<Member>> result;
    for (const auto& [dataset, members] : by_dataset) {
      std::map<bool, std::vector<Member>> by_open;
      for (const Member& member : members) {
        by_open[population(member).years.empty()].push_back(member);
      }
      for (auto& [open, together] : by_open) result.push_back(std::move(together));
    }
    return result;
  }

  void add(const std::vector<Member>& members) {
    Anatomy anatomy;
    anatomy.dataset = population(members.front()).dataset;
    add_slices(members, anatomy);
    add_filter(members, anatomy);
    for (const Member& member : members) {
      Reading& reading = dissection_.readings[member.part][member.population];
      reading.anatomy = dissection_.anatomies.size();
      read(member, anatomy, reading);
    }
    dissection_.anatomies.push_back(std::move(anatomy));
  }

  void add_slices(const std::vector<Member>& members, Anatomy& anatomy) {
    const auto& first = population(members.front()).years;
    const bool alike = std::all_of(members.begin(), members.end(), [&](const Member& member) {
      return population(member).years == first;
    });
    if (alike) {
      anatomy.slices = {first};
      return;
    }
    std::vector<FinancialYear> years;
    for (const Member& member : members) {
      const auto& more = population(member).years;
      years.insert(years.end(), more.begin(), more.end());
    }
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    for (const FinancialYear& year : years) anatomy.slices.push_back({year});
  }

  void add_filter(const std::vector<Member>& members, Anatomy& anatomy) {
    std::vector<Predicate> filters;
    for (const Member& member : members) index_in(filters, population(member).filter);
    if (filters.size() == 1) {
      anatomy.filter = filters.front();
      return;
    }
    const bool all = std::any_of(filters.begin(), filters.end(), always);
    anatomy.filter = all ? Predicate{query::Constant{true}} : Predicate{query::Any{filters}};
    for (const Predicate& filter : filters) {
      if (!always(filter)) anatomy.conditions.push_back(filter);
    }
  }

  void read(const Member& member, Anatomy& anatomy, Reading& reading) {
    const query::Aggregation& of = parts_[member.part].aggregation;
    const query::Population& from = population(member);
    for (std::size_t s = 0; s < anatomy.slices.size(); ++s) {
      const auto& slice = anatomy.slices[s];
      const bool within = slice == from.years ||
                          (slice.size() == 1 &&
                           std::binary_search(from.years.begin(), from.years.end(), slice.front()));
      if (within) reading.slices.push_back(s);
    }
    const auto condition =
        std::find(anatomy.conditions.begin(), anatomy.conditions.end(), from.filter);
    if (condition != anatomy.conditions.end()) {
      reading.condition = static_cast<std::size_t>(condition - anatomy.conditions.begin());
    }
    for (const query::Dimension& dimension : of.dimensions) {
      const RowExpression& expression = dimension.by_population[member.population];
      if (std::holds_alternative<query::Value>(expression.node)) {
        reading.expressions.emplace_back();
      } else {
        reading.expressions.emplace_back(index_in(anatomy.expressions, expression));
      }
    }
    for (const query::Measure& measure : of.measures) {
      std::vector<std::size_t> wanted;
      for (const Predicate& one : conditions_of(measure)) {
        if (!always(one)) wanted.push_back(index_in(anatomy.conditions, one));
      }
      reading.conditions.push_back(std::move(wanted));
      anatomy.people = anatomy.people || measure.aggregate == Aggregate::count_people;
      if (measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::mean) {
        index_in(anatomy.amounts, *measure.argument);
      }
    }
    for (const Set& set : of.grouping_sets) index_in(anatomy.sets, expressions_of(set, reading));
  }

 public:
  /// The expressions behind the dimensions of a set.
  static Set expressions_of(const Set& dimensions, const Reading& reading) {
    Set result;
    for (const std::size_t d : dimensions) {
      if (reading.expressions[d]) result.push_back(*reading.expressions[d]);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

 private:
  const std::vector<ProtectedPart>& parts_;
  Dissection dissection_;
};

bool contains(const Set& larger, const Set& smaller) {
  return std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end());
}

bool has(const Set& set, std::size_t expression) {
  return std::binary_search(set.begin(), set.end(), expression);
}

query::Dimension dimension(std::string name, const RowExpression& expression,
                           std::size_t populations) {
  return {std::move(name), std::vector<RowExpression>(populations, expression), {}, false};
}

/// '1' for the records that satisfy a condition, '0' for the others.
RowExpression indicator(const Predicate& condition) {
  return {query::Banding{{{condition, {query::Value{std::string("1")}}}},
                         {RowExpression{query::Value{std::string("0")}}}}};
}

}  // namespace

bool says_everything_itself(const std::vector<ProtectedPart>& parts) {
  if (parts.size() != 1) return false;
  const query::Aggregation& of = parts.front().aggregation;
  const auto first = conditions_of(of.measures.front());
  const bool alike = std::all_of(of.measures.begin(), of.measures.end(), [&](const auto& measure) {
    return conditions_of(measure) == first;
  });
  return alike &&
         std::any_of(of.grouping_sets.begin(), of.grouping_sets.end(), [&](const Set& set) {
           return std::all_of(of.grouping_sets.begin(), of.grouping_sets.end(),
                              [&](const Set& other) { return contains(set, other); });
         });
}

Dissection plan_dissection(const std::vector<ProtectedPart>& parts) {
  return Planner(parts).plan();
}

std::vector<Set> pairs_to_compare(const Anatomy& anatomy) {
  std::vector<Set> pairs;
  for (std::size_t a = 0; a < anatomy.expressions.size(); ++a) {
    for (std::size_t b = a + 1; b < anatomy.expressions.size(); ++b) {
      const bool apart = std::any_of(anatomy.sets.begin(), anatomy.sets.end(),
                                     [&](const Set& set) { return has(set, a) != has(set, b); });
      if (apart) pairs.push_back({a, b});
    }
  }
  return pairs;
}

bool complete_sets(Anatomy& anatomy, const std::map<std::size_t, Set>& follows) {
  std::vector<Set> sets;
  for (Set set : anatomy.sets) {
    for (std::size_t i = 0; i < set.size(); ++i) {
      const auto more = follows.find(set[i]);
      if (more == follows.end()) continue;
      for (const std::size_t expression : more->second) index_in(set, expression);
    }
    std::sort(set.begin(), set.end());
    index_in(sets, set);
  }
  for (std::size_t a = 0; a < sets.size() && sets.size() <= most_sets; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      Set common;
      std::set_intersection(sets[a].begin(), sets[a].end(), sets[b].begin(), sets[b].end(),
                            std::back_inserter(common));
      index_in(sets, common);
    }
  }
  anatomy.sets = std::move(sets);
  const std::size_t dimensions = anatomy.expressions.size() + anatomy.conditions.size() + 1;
  return anatomy.sets.size() <= most_sets && dimensions <= most_dimensions;
}

void place_readings(Dissection& dissection, const std::vector<ProtectedPart>& parts) {
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (Reading& reading : dissection.readings[p]) {
      const auto& sets = dissection.anatomies[reading.anatomy].sets;
      for (const Set& dimensions : parts[p].aggregation.grouping_sets) {
        const Set wanted = Planner::expressions_of(dimensions, reading);
        // The smallest that contains it: itself with what follows from it.
        std::size_t best = sets.size();
        for (std::size_t s = 0; s < sets.size(); ++s) {
          const bool better = best == sets.size() || sets[s].size() < sets[best].size();
          if (contains(sets[s], wanted) && better) best = s;
        }
        reading.sets.push_back(best);
      }
    }
  }
}

query::Aggregation question_of(const Anatomy& anatomy, const std::vector<Set>& sets) {
  query::Aggregation question;
  for (const auto& slice : anatomy.slices) {
    question.populations.push_back({anatomy.dataset, slice, anatomy.filter});
  }
  for (std::size_t e = 0; e < anatomy.expressions.size(); ++e) {
    question.dimensions.push_back(
        dimension("e" + std::to_string(e), anatomy.expressions[e], question.populations.size()));
  }
  question.grouping_sets = sets;
  question.measures.emplace_back();
  return question;
}

query::Aggregation question_of(const Anatomy& anatomy) {
  query::Aggregation question = question_of(anatomy, anatomy.sets);
  const std::size_t populations = question.populations.size();
  for (std::size_t c = 0; c < anatomy.conditions.size(); ++c) {
    question.dimensions.push_back(
        dimension("c" + std::to_string(c), indicator(anatomy.conditions[c]), populations));
  }
  if (populations > 1) {
    query::Dimension slice{"slice", {}, {}, false};
    for (std::size_t s = 0; s < populations; ++s) {
      slice.by_population.push_back({query::Value{std::to_string(s)}});
    }
    question.dimensions.push_back(std::move(slice));
  }
  for (Set& set : question.grouping_sets) {
    for (std::size_t d = anatomy.expressions.size(); d < question.dimensions.size(); ++d) {
      set.push_back(d);
    }
  }
  if (anatomy.people) {
    query::Measure people;
    people.aggregate = Aggregate::count_people;
    question.measures.push_back(people);
  }
  for (const query::FieldRef& amount : anatomy.amounts) {
    query::Measure sum;
    sum.aggregate = Aggregate::sum;
    sum.argument = amount;
    question.measures.push_back(sum);
  }
  return question;
}

}  // namespace hdis::disclosure
