#include "protect_part.hpp"

#include "rules/rules.hpp"
#include "totals_from_shown.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using released::Key;

tl::unexpected<Error> malformed() {
  return fail(ErrorCode::withheld, "disclosure.malformed_result",
              "The engine's answer does not have the form of the question, so nothing is released.",
              "Report this to whoever runs the system.");
}

bool fits(const raw::RawRow& row, const query::Aggregation& aggregation) {
  return row.grouping_set < aggregation.grouping_sets.size() &&
         row.keys.size() == aggregation.dimensions.size() &&
         row.measures.size() == aggregation.measures.size();
}

Place place_of(const raw::RawRow& row, const query::Aggregation& aggregation) {
  Place place(row.keys.size(), PlaceKey{Key::Kind::total, ""});
  for (const std::size_t dimension : aggregation.grouping_sets[row.grouping_set]) {
    const auto& key = row.keys[dimension];
    place[dimension] = key ? PlaceKey{Key::Kind::value, *key} : PlaceKey{Key::Kind::missing, ""};
  }
  return place;
}

std::vector<GuardedCell> protect_row(const raw::RawRow& row, const query::Aggregation& aggregation,
                                     const RuleContext& context) {
  std::vector<GuardedCell> cells;
  cells.reserve(row.measures.size());
  for (std::size_t m = 0; m < row.measures.size(); ++m) {
    const query::Aggregate aggregate = aggregation.measures[m].aggregate;
    const bool exact = query::is_count(aggregate) && context.shows_exact_counts();
    cells.push_back({rule_for(aggregate).protect(row.measures[m], context), row.measures[m],
                     context.level, exact, false, false});
  }
  return cells;
}

}  // namespace

Result<ProtectedPart> protect_part(query::Aggregation aggregation, const raw::RawTable& table,
                                   const std::vector<Level>& levels, People people,
                                   const Policy& policy) {
  if (levels.size() != aggregation.grouping_sets.size()) return malformed();
  ProtectedPart part{std::move(aggregation), people, levels, {}};
  for (const raw::RawRow& row : table.rows) {
    if (!fits(row, part.aggregation)) return malformed();
    const RuleContext context{policy, levels[row.grouping_set], people};
    const auto [at, added] = part.rows.try_emplace(place_of(row, part.aggregation),
                                                   protect_row(row, part.aggregation, context));
    if (!added) return malformed();
  }
  if (policy.totals_from_rounded) add_up_totals(part);
  return part;
}

void blur(const query::Measure& measure, GuardedCell& guarded, People people,
          const Policy& policy) {
  guarded.cell =
      rule_for(measure.aggregate).protect(guarded.raw, {policy, Level::below_national, people});
  guarded.level = Level::below_national;
  guarded.exact = false;
}

}  // namespace hdis::disclosure
