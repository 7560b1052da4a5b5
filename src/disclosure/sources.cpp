#include "sources.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using released::Key;
using Set = std::vector<std::size_t>;

PlaceKey key_of(const query::Value& constant) {
  if (std::holds_alternative<query::Null>(constant)) return {Key::Kind::missing, ""};
  return {Key::Kind::value, query::to_plain_text(constant)};
}

Content content_of(Aggregate aggregate) {
  if (aggregate == Aggregate::count_people) return Content::people;
  return query::is_count(aggregate) ? Content::records : Content::sum;
}

bool counts(const Atom& atom, const Reading& reading, std::size_t measure) {
  const auto satisfied = [&](std::size_t condition) { return atom.satisfies[condition]; };
  const auto& conditions = reading.conditions[measure];
  return (!reading.condition || satisfied(*reading.condition)) &&
         std::find(reading.slices.begin(), reading.slices.end(), atom.slice) !=
             reading.slices.end() &&
         std::all_of(conditions.begin(), conditions.end(), satisfied);
}

}  // namespace

Sources::Sources(const std::vector<ProtectedPart>& parts, const Dissection& dissection)
    : parts_(parts), dissection_(dissection) {
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const auto& sets = parts[p].aggregation.grouping_sets;
    indices_.emplace_back();
    for (const Reading& reading : dissection.readings[p]) {
      const Anatomy& anatomy = dissection.anatomies[reading.anatomy];
      std::vector<Index> by_set(sets.size());
      for (std::size_t s = 0; s < sets.size(); ++s) {
        const Set& of_atoms = anatomy.sets[reading.sets[s]];
        std::vector<std::size_t> positions;
        for (const std::size_t d : sets[s]) {
          if (!reading.expressions[d]) continue;
          const auto at =
              std::lower_bound(of_atoms.begin(), of_atoms.end(), *reading.expressions[d]);
          positions.push_back(static_cast<std::size_t>(at - of_atoms.begin()));
        }
        for (std::size_t a = 0; a < anatomy.atoms.size(); ++a) {
          if (anatomy.atoms[a].set != reading.sets[s]) continue;
          std::vector<PlaceKey> keys;
          keys.reserve(positions.size());
          for (const std::size_t position : positions) {
            keys.push_back(anatomy.atoms[a].keys[position]);
          }
          by_set[s][std::move(keys)].push_back(a);
        }
      }
      indices_.back().push_back(std::move(by_set));
    }
  }
}

void Sources::add_atoms(std::size_t part, std::size_t population, std::size_t set,
                        const Place& place, std::size_t measure,
                        std::vector<AtomRef>& atoms) const {
  const query::Aggregation& of = parts_[part].aggregation;
  const Reading& reading = dissection_.readings[part][population];
  std::vector<PlaceKey> keys;
  for (const std::size_t d : of.grouping_sets[set]) {
    if (reading.expressions[d]) {
      keys.push_back(place[d]);
      continue;
    }
    const auto& constant = std::get<query::Value>(of.dimensions[d].by_population[population].node);
    if (key_of(constant) != place[d]) return;
  }
  const Index& index = indices_[part][population][set];
  const auto found = index.find(keys);
  if (found == index.end()) return;
  const Anatomy& anatomy = dissection_.anatomies[reading.anatomy];
  for (const std::size_t atom : found->second) {
    if (counts(anatomy.atoms[atom], reading, measure)) atoms.push_back({reading.anatomy, atom});
  }
}

Source Sources::of(std::size_t part, const Place& place, std::size_t measure) const {
  const query::Aggregation& of = parts_[part].aggregation;
  const query::Measure& wanted = of.measures[measure];
  Source source;
  source.content = content_of(wanted.aggregate);
  source.mean = wanted.aggregate == Aggregate::mean;
  if (source.content == Content::sum) {
    const auto& amounts = dissection_.anatomies[dissection_.readings[part].front().anatomy].amounts;
    source.amount = static_cast<std::size_t>(
        std::find(amounts.begin(), amounts.end(), *wanted.argument) - amounts.begin());
  }
  Set set;
  for (std::size_t d = 0; d < place.size(); ++d) {
    if (place[d].kind != Key::Kind::total) set.push_back(d);
  }
  const auto& sets = of.grouping_sets;
  const auto at = static_cast<std::size_t>(std::find(sets.begin(), sets.end(), set) - sets.begin());
  for (std::size_t q = 0; q < dissection_.readings[part].size(); ++q) {
    add_atoms(part, q, at, place, measure, source.atoms);
  }
  std::sort(source.atoms.begin(), source.atoms.end());
  return source;
}

}  // namespace hdis::disclosure
