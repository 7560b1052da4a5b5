#include "anatomy.hpp"

#include "anatomy_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using Set = std::vector<std::size_t>;

/// Atoms beyond which a request is not followed any more.
constexpr std::size_t most_atoms = 400'000;

tl::unexpected<Error> too_many() {
  return fail(ErrorCode::withheld, "disclosure.too_many_distinctions",
              "The tables of this request, taken together, tell so many groups of records apart "
              "that it cannot be proved that no small one can be worked out. Nothing is released.",
              "Ask for fewer conditions, dimensions or tables at once.");
}

PlaceKey key_of(const std::optional<std::string>& value) {
  if (!value) return {released::Key::Kind::missing, ""};
  return {released::Key::Kind::value, *value};
}

/// Which expressions have one value only for each value of another, in `pairs`.
std::map<std::size_t, Set> determined(const std::vector<Set>& pairs, const raw::RawTable& table) {
  using Values = std::map<PlaceKey, std::set<PlaceKey>>;
  std::vector<std::pair<Values, Values>> seen(pairs.size());
  for (const raw::RawRow& row : table.rows) {
    const Set& pair = pairs[row.grouping_set];
    const PlaceKey first = key_of(row.keys[pair[0]]);
    const PlaceKey second = key_of(row.keys[pair[1]]);
    seen[row.grouping_set].first[first].insert(second);
    seen[row.grouping_set].second[second].insert(first);
  }
  const auto single = [](const Values& values) {
    return std::all_of(values.begin(), values.end(),
                       [](const auto& entry) { return entry.second.size() == 1; });
  };
  std::map<std::size_t, Set> result;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (single(seen[p].first)) result[pairs[p][0]].push_back(pairs[p][1]);
    if (single(seen[p].second)) result[pairs[p][1]].push_back(pairs[p][0]);
  }
  return result;
}

Status fill(Anatomy& anatomy, const raw::RawTable& table) {
  const std::size_t expressions = anatomy.expressions.size();
  const std::size_t conditions = anatomy.conditions.size();
  if (table.rows.size() > most_atoms) return too_many();
  for (const raw::RawRow& row : table.rows) {
    Atom atom;
    atom.set = row.grouping_set;
    for (const std::size_t e : anatomy.sets[atom.set]) atom.keys.push_back(key_of(row.keys[e]));
    for (std::size_t c = 0; c < conditions; ++c) {
      atom.satisfies.push_back(row.keys[expressions + c] == "1");
    }
    if (anatomy.slices.size() > 1) {
      const auto& slice = row.keys[expressions + conditions];
      if (!slice) return too_many();
      atom.slice = std::stoul(*slice);
    }
    std::size_t measure = 0;
    atom.records = row.measures[measure++];
    if (anatomy.people) atom.people = row.measures[measure++];
    while (measure < row.measures.size()) atom.sums.push_back(row.measures[measure++]);
    if (atom.records.records.unprotected() > 0) anatomy.atoms.push_back(std::move(atom));
  }
  return {};
}

/// The same for a part that says everything itself.
Dissection of_itself(const ProtectedPart& part) {
  const query::Aggregation& of = part.aggregation;
  Anatomy anatomy;
  anatomy.slices.resize(1);
  anatomy.sets = of.grouping_sets;
  Reading reading;
  reading.slices = {0};
  for (std::size_t d = 0; d < of.dimensions.size(); ++d) {
    anatomy.expressions.push_back(of.dimensions[d].by_population.front());
    reading.expressions.emplace_back(d);
  }
  reading.conditions.resize(of.measures.size());
  std::optional<std::size_t> people;
  std::vector<std::size_t> sums;
  for (std::size_t m = 0; m < of.measures.size(); ++m) {
    const query::Measure& measure = of.measures[m];
    if (measure.aggregate == Aggregate::count_people) people = m;
    const bool amount = measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::mean;
    const auto known = std::find(anatomy.amounts.begin(), anatomy.amounts.end(),
                                 measure.argument.value_or(query::FieldRef{}));
    if (!amount || known != anatomy.amounts.end()) continue;
    anatomy.amounts.push_back(*measure.argument);
    sums.push_back(m);
  }
  anatomy.people = people.has_value();
  for (std::size_t s = 0; s < of.grouping_sets.size(); ++s) reading.sets.push_back(s);

  for (const auto& [place, cells] : part.rows) {
    Atom atom;
    Set set;
    for (std::size_t d = 0; d < place.size(); ++d) {
      if (place[d].kind == released::Key::Kind::total) continue;
      set.push_back(d);
      atom.keys.push_back(place[d]);
    }
    atom.set = static_cast<std::size_t>(std::find(anatomy.sets.begin(), anatomy.sets.end(), set) -
                                        anatomy.sets.begin());
    // Any measure knows how many records there are; only that of a quantity leaves some out.
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (!query::is_count(of.measures[m].aggregate)) continue;
      atom.records = cells[m].raw;
      atom.records.value =
          raw::RawQuantity(static_cast<double>(cells[m].raw.records.unprotected()));
    }
    if (people) atom.people = cells[*people].raw;
    for (const std::size_t m : sums) {
      atom.sums.push_back(cells[m].raw);
      if (of.measures[m].aggregate == Aggregate::sum) continue;
      atom.sums.back().value =
          raw::RawQuantity(cells[m].raw.value.unprotected().value_or(0) *
                           static_cast<double>(cells[m].raw.records.unprotected()));
    }
    anatomy.atoms.push_back(std::move(atom));
  }
  Dissection result;
  result.anatomies.push_back(std::move(anatomy));
  result.readings.push_back({reading});
  return result;
}

}  // namespace

Result<Dissection> dissect(const std::vector<ProtectedPart>& parts, const Count& count) {
  if (says_everything_itself(parts)) return of_itself(parts.front());
  Dissection dissection = plan_dissection(parts);
  for (Anatomy& anatomy : dissection.anatomies) {
    const std::vector<Set> pairs = pairs_to_compare(anatomy);
    std::map<std::size_t, Set> follows;
    if (!pairs.empty()) {
      HDIS_TRY(compared, count(question_of(anatomy, pairs)));
      follows = determined(pairs, compared);
    }
    if (!complete_sets(anatomy, follows)) return too_many();
  }
  place_readings(dissection, parts);
  for (Anatomy& anatomy : dissection.anatomies) {
    HDIS_TRY(counted, count(question_of(anatomy)));
    HDIS_CHECK(fill(anatomy, counted));
  }
  return dissection;
}

}  // namespace hdis::disclosure
