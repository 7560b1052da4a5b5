#include "linked_system.hpp"

#include "hdis/core/assert.hpp"

#include "blurring.hpp"
#include "rules/rules.hpp"
#include "sources.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using audit::Interval;
using audit::RelationKind;
using audit::Secret;
using query::Aggregate;

/// Quantities below zero anywhere make every suppressed one possibly so.
std::vector<bool> negative_measures(const ProtectedPart& part) {
  std::vector<bool> negative(part.aggregation.measures.size(), false);
  for (const auto& [place, cells] : part.rows) {
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (cells[m].raw.value.unprotected().value_or(0) < 0) negative[m] = true;
    }
  }
  return negative;
}

/// The least of every count: 1 where it is seen not to be 0, or the sum of the least of its parts.
std::vector<audit::Number> floors_of(const LinkedSystem& linked) {
  const audit::Landscape& landscape = linked.landscape;
  std::vector<audit::Number> floors;
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    const bool known = !linked.subjects[cell].occurrences.empty();
    floors.push_back(known && landscape.truth[cell].lower > 0 ? 1 : 0);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const audit::Relation& relation : landscape.system.relations) {
      if (relation.kind != audit::RelationKind::adds_up) continue;
      audit::Number sum = 0;
      for (const audit::CellIndex part : relation.parts) sum += floors[part];
      changed = changed || sum > floors[relation.whole];
      floors[relation.whole] = std::max(floors[relation.whole], sum);
    }
  }
  return floors;
}

/// The number of an atom, as a measure for the rules.
const raw::RawMeasure& raw_of(const Atom& atom, const Source& source) {
  switch (source.content) {
    case Content::records:
      return atom.records;
    case Content::people:
      return atom.people;
    case Content::sum:
      return atom.sums[source.amount];
  }
  assertion_failed("Content", __FILE__, __LINE__);
}

Aggregate aggregate_of(Content content) {
  if (content == Content::records) return Aggregate::count_records;
  return content == Content::people ? Aggregate::count_people : Aggregate::sum;
}

class Linker {
 public:
  Linker(std::vector<ProtectedPart>& parts, const Dissection& dissection, const Policy& policy)
      : parts_(parts), dissection_(dissection), policy_(policy) {}

  Result<LinkedSystem> link() {
    add_shown();
    // Atoms that make up one number by themselves are that number.
    for (const auto& [source, cell] : cells_) {
      if (source.atoms.size() == 1 && !source.mean) atoms_.emplace(source, cell);
    }
    const std::map<Source, CellIndex> shown = cells_;
    for (const auto& [source, cell] : shown) HDIS_CHECK(add_composition(source, cell));
    for (std::size_t a = 0; a < dissection_.anatomies.size(); ++a) add_margins(a);
    add_people_and_records();
    finish();
    return std::move(result_);
  }

 private:
  void add_shown() {
    const Sources sources(parts_, dissection_);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const auto negative = negative_measures(parts_[p]);
      const auto& measures = parts_[p].aggregation.measures;
      for (auto& [place, cells] : parts_[p].rows) {
        for (std::size_t m = 0; m < cells.size(); ++m) {
          const Aggregate aggregate = measures[m].aggregate;
          if (aggregate == Aggregate::median || cells[m].from_shown) continue;
          add_occurrence(sources.of(p, place, m), {p, m, &cells[m]}, aggregate, negative[m]);
        }
      }
    }
  }

  void add_occurrence(Source source, const Occurrence& at, Aggregate aggregate, bool negative) {
    const Interval shown = shown_by(*at.cell, aggregate, negative, policy_);
    const Secret secret = secret_of(*at.cell, aggregate);
    const auto known = cells_.find(source);
    if (known == cells_.end() || source.atoms.empty()) {
      const CellIndex cell = add_cell(shown, truth_of(*at.cell, aggregate), secret, negative);
      result_.subjects[cell].occurrences.push_back(at);
      if (!source.atoms.empty()) cells_.emplace(std::move(source), cell);
      return;
    }
    // The same number twice: what both show is known, and the one that is exact is changed first.
    Subject& subject = result_.subjects[known->second];
    Interval& known_shown = result_.landscape.system.shown[known->second];
    known_shown = {std::max(known_shown.lower, shown.lower),
                   std::min(known_shown.upper, shown.upper)};
    if (subject.secret == Secret::none) subject.secret = secret;
    subject.occurrences.push_back(at);
    if (at.cell->exact) std::swap(subject.occurrences.front(), subject.occurrences.back());
  }

  CellIndex add_cell(Interval shown, Interval truth, Secret secret, bool negative) {
    const auto cell = static_cast<CellIndex>(result_.subjects.size());
    result_.landscape.system.shown.push_back(shown);
    result_.landscape.truth.push_back(truth);
    result_.subjects.push_back({secret, 0, {}, {}});
    negative_.push_back(negative);
    return cell;
  }

  /// The cell of one atom; it is made, unseen, if it is not shown anywhere.
  CellIndex atom_cell(const AtomRef& atom, const Source& of) {
    const Source source{of.content, of.amount, false, {atom}};
    const auto known = atoms_.find(source);
    if (known != atoms_.end()) return known->second;
    const raw::RawMeasure& raw =
        raw_of(dissection_.anatomies[atom.anatomy].atoms[atom.atom], source);
    const Aggregate aggregate = aggregate_of(of.content);
    const GuardedCell unseen{
        rule_for(aggregate).protect(raw, {policy_, Level::below_national, people_}),
        raw,
        Level::below_national,
        false,
        false,
        false};
    Secret secret = secret_of(unseen, aggregate);
    if (of.content != Content::sum && policy_.rounding != Rounding::none) secret = Secret::none;
    const bool negative = raw.value.unprotected().value_or(0) < 0;
    const CellIndex cell =
        add_cell({of.content == Content::sum ? -audit::unbounded : 0, audit::unbounded},
                 truth_of(unseen, aggregate), secret, negative);
    atoms_.emplace(source, cell);
    return cell;
  }

  /// A number is the sum of its atoms. People are at most their sum, and at least each.
  Status add_composition(const Source& source, CellIndex whole) {
    if (source.atoms.size() == 1 && !source.mean) return {};
    std::vector<CellIndex> parts;
    for (const AtomRef& atom : source.atoms) parts.push_back(atom_cell(atom, source));
    if (source.content == Content::records) {
      audit::Number sum = 0;
      for (const CellIndex part : parts) sum += result_.landscape.truth[part].lower;
      if (sum != result_.landscape.truth[whole].lower) {
        return fail(ErrorCode::withheld, "disclosure.not_the_same_records",
                    "Counted twice, a number of this request did not come out the same, so nothing "
                    "is released.",
                    "Report this, with the query, to whoever runs the system.");
      }
    }
    relate(source.content, whole, parts);
    if (source.content != Content::people) return {};
    Source records = source;
    records.content = Content::records;
    std::vector<CellIndex> of_records;
    for (const AtomRef& atom : source.atoms) of_records.push_back(atom_cell(atom, records));
    add_relation(RelationKind::at_most, whole, std::move(of_records));
    return {};
  }

  void relate(Content content, CellIndex whole, const std::vector<CellIndex>& parts) {
    if (content != Content::people) {
      add_relation(RelationKind::adds_up, whole, parts);
      return;
    }
    add_relation(RelationKind::at_most, whole, parts);
    for (const CellIndex part : parts) add_relation(RelationKind::at_most, part, {whole});
  }

  void add_relation(RelationKind kind, CellIndex whole, std::vector<CellIndex> parts) {
    result_.landscape.system.relations.push_back({kind, whole, std::move(parts)});
  }

  /// Which contents any shown number has.
  [[nodiscard]] std::vector<Source> contents() const {
    std::set<Source> kinds;
    for (const auto& [source, cell] : cells_) {
      kinds.insert({source.content, source.amount, false, {}});
      if (source.content == Content::people) kinds.insert({Content::records, 0, false, {}});
    }
    return {kinds.begin(), kinds.end()};
  }

  /// Atoms of a set are the sums of those of the sets that divide it, with nothing between.
  void add_margins(std::size_t anatomy) {
    const auto& sets = dissection_.anatomies[anatomy].sets;
    const auto divides = [&](std::size_t finer, std::size_t coarser) {
      return sets[finer].size() > sets[coarser].size() &&
             std::includes(sets[finer].begin(), sets[finer].end(), sets[coarser].begin(),
                           sets[coarser].end());
    };
    for (std::size_t coarser = 0; coarser < sets.size(); ++coarser) {
      for (std::size_t finer = 0; finer < sets.size(); ++finer) {
        if (!divides(finer, coarser)) continue;
        bool between = false;
        for (std::size_t other = 0; other < sets.size(); ++other) {
          between = between || (divides(finer, other) && divides(other, coarser));
        }
        if (!between) add_margin(anatomy, coarser, finer);
      }
    }
  }

  void add_margin(std::size_t anatomy, std::size_t coarser, std::size_t finer) {
    const Anatomy& of = dissection_.anatomies[anatomy];
    using Alike = std::tuple<std::size_t, std::vector<bool>, std::vector<PlaceKey>>;
    std::map<Alike, std::vector<std::size_t>> divided;
    for (std::size_t a = 0; a < of.atoms.size(); ++a) {
      if (of.atoms[a].set != finer) continue;
      std::vector<PlaceKey> keys;
      for (std::size_t i = 0; i < of.sets[finer].size(); ++i) {
        const bool kept =
            std::binary_search(of.sets[coarser].begin(), of.sets[coarser].end(), of.sets[finer][i]);
        if (kept) keys.push_back(of.atoms[a].keys[i]);
      }
      divided[{of.atoms[a].slice, of.atoms[a].satisfies, std::move(keys)}].push_back(a);
    }
    for (const Source& content : contents()) {
      for (std::size_t a = 0; a < of.atoms.size(); ++a) {
        if (of.atoms[a].set != coarser) continue;
        std::vector<CellIndex> parts;
        for (const std::size_t part :
             divided[{of.atoms[a].slice, of.atoms[a].satisfies, of.atoms[a].keys}]) {
          parts.push_back(atom_cell({anatomy, part}, content));
        }
        relate(content.content, atom_cell({anatomy, a}, content), parts);
      }
    }
  }

  void add_people_and_records() {
    const std::map<Source, CellIndex> atoms = atoms_;
    for (const auto& [source, cell] : atoms) {
      if (source.content != Content::people) continue;
      add_relation(RelationKind::at_most, cell,
                   {atom_cell(source.atoms.front(), {Content::records, 0, false, {}})});
    }
  }

  void finish() {
    audit::Landscape& landscape = result_.landscape;
    std::vector<bool> total(result_.subjects.size(), false);
    for (const audit::Relation& relation : landscape.system.relations) {
      if (relation.parts.size() > 1) total[relation.whole] = true;
    }
    for (const auto& [source, cell] : cells_) {
      for (const AtomRef& atom : source.atoms) {
        const auto of = atoms_.find({source.content, source.amount, false, {atom}});
        if (of != atoms_.end() && total[of->second]) total[cell] = true;
      }
    }
    const std::vector<audit::Number> floors = floors_of(result_);
    for (std::size_t cell = 0; cell < result_.subjects.size(); ++cell) {
      Subject& subject = result_.subjects[cell];
      subject.floor = floors[cell];
      landscape.taken.push_back(0);
      landscape.ladder.emplace_back();
      if (subject.occurrences.empty()) continue;
      Ladder ladder =
          ladder_of(subject.occurrences.front(), negative_[cell], total[cell], parts_, policy_);
      subject.remedies = std::move(ladder.remedies);
      landscape.ladder.back() = std::move(ladder.steps);
    }
  }

  std::vector<ProtectedPart>& parts_;
  const Dissection& dissection_;
  const Policy& policy_;
  People people_ = parts_.front().people;
  std::map<Source, CellIndex> cells_;  // of shown numbers
  std::map<Source, CellIndex> atoms_;
  LinkedSystem result_;
  std::vector<bool> negative_;  // for each cell: whether the quantity can be below zero
};

}  // namespace

Result<LinkedSystem> link(std::vector<ProtectedPart>& parts, const Dissection& dissection,
                          const Policy& policy) {
  return Linker(parts, dissection, policy).link();
}

}  // namespace hdis::disclosure
