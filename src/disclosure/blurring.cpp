#include "blurring.hpp"

#include "audit/shown.hpp"
#include "cell_maker.hpp"
#include "protect_part.hpp"
#include "rules/average.hpp"

#include <bit>
#include <cmath>

namespace hdis::disclosure {
namespace {

using audit::Hidden;
using audit::Interval;
using audit::Number;
using audit::Secret;
using query::Aggregate;
using released::CellKind;
using released::SuppressionReason;

/// Where numbers are rounded, readers are taken to know which suppressed counts are small and which only
/// have few people, or were withheld: more than the table tells. Where they are exact, any suppressed number
/// may be one that others are hidden behind, and readers are told so.
Hidden hidden_size(const GuardedCell& guarded, const Policy& policy) {
  const double count = guarded.raw.value.unprotected().value_or(0);
  if (count < 1) return Hidden::unknown;
  const bool small = count <= static_cast<double>(policy.largest_suppressed);
  const bool known_small = small && !guarded.withheld && !policy.needs_secondary_suppression;
  return known_small ? Hidden::small : Hidden::any_size;
}

double sum_behind(const GuardedCell& guarded, Aggregate aggregate) {
  const double value = guarded.raw.value.unprotected().value_or(0);
  if (aggregate == Aggregate::sum) return value;
  return value * static_cast<double>(guarded.raw.records.unprotected());
}

/// What is lost by an action: something for the cell, and a little more for a larger number.
std::int64_t loss(Action action, const GuardedCell& guarded, bool total, const Policy& policy) {
  if (action == Action::round) return 1;
  const double size = std::abs(guarded.raw.value.unprotected().value_or(0));
  const auto doublings =
      static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(std::min(size, 1e15))));
  if (policy.rounding == Rounding::none) return 64 + 8 * doublings;
  if (guarded.cell.kind() == CellKind::suppressed) return 8;
  return (total ? 64 : 512) + doublings;
}

bool may_round(const GuardedCell& guarded, const Policy& policy) {
  return guarded.exact && policy.rounding != Rounding::none;
}

bool may_withhold(const GuardedCell& guarded, bool total, const Policy& policy) {
  switch (guarded.cell.kind()) {
    case CellKind::zero:  // shown under every policy
    case CellKind::not_applicable:
      return false;
    case CellKind::suppressed:
      // Readers take a suppressed total to be small; once it may be anything, it bounds nothing.
      return total && !guarded.withheld && policy.rounding != Rounding::none;
    default:
      return true;
  }
}

void carry_out(Action action, GuardedCell& guarded, const ProtectedPart& part, std::size_t measure,
               const Policy& policy) {
  if (action == Action::withhold) {
    guarded.withheld = true;
    guarded.cell = CellMaker::suppressed(SuppressionReason::recalculation);
  } else {
    blur(part.aggregation.measures[measure], guarded, part.people, policy);
  }
}

}  // namespace

Interval shown_by(const GuardedCell& guarded, Aggregate aggregate, bool negative,
                  const Policy& policy) {
  if (query::is_count(aggregate)) {
    return audit::count_behind(guarded.cell, hidden_size(guarded, policy), policy);
  }
  const std::uint64_t records = guarded.raw.records.unprotected();
  // Where national counts are exact, a reader may know how many records there are, in this table or from another.
  const bool known = guarded.level == Level::national && policy.national_exact;
  const auto number = static_cast<Number>(records);
  const Interval possible = known ? Interval{number, number} : audit::alike(number, policy);
  if (aggregate == Aggregate::mean) return audit::sum_behind_mean(guarded.cell, possible, negative);
  if (guarded.cell.kind() != CellKind::rounded) return audit::amount_behind(guarded.cell, negative);
  const RuleContext context{policy, guarded.level, People::counted};
  const double mean = rounded_mean(
      guarded.raw.value.unprotected().value_or(0) / static_cast<double>(records), records, context);
  return audit::amount_behind(mean, 0.5 * std::pow(10.0, -double(mean_decimals(records, context))),
                              possible);
}

Interval truth_of(const GuardedCell& guarded, Aggregate aggregate) {
  if (query::is_count(aggregate)) {
    const auto count =
        static_cast<Number>(std::llround(guarded.raw.value.unprotected().value_or(0)));
    return {count, count};
  }
  const double hundredths =
      sum_behind(guarded, aggregate) * static_cast<double>(audit::amount_scale);
  // Beyond what a double holds to the hundredth nothing is claimed: no shown interval holds it.
  if (std::abs(hundredths) > 1e15) return {-audit::unbounded, audit::unbounded};
  return {static_cast<Number>(std::floor(hundredths)), static_cast<Number>(std::ceil(hundredths))};
}

Secret secret_of(const GuardedCell& guarded, Aggregate aggregate) {
  if (guarded.cell.kind() != CellKind::suppressed) return Secret::none;
  if (!query::is_count(aggregate)) return guarded.withheld ? Secret::none : Secret::amount;
  return guarded.withheld ? Secret::withheld : Secret::count;
}

void apply(Action action, const Occurrence& at, std::vector<ProtectedPart>& parts,
           const Policy& policy) {
  carry_out(action, *at.cell, parts[at.part], at.measure, policy);
}

Ladder ladder_of(const Occurrence& at, bool negative, bool total, std::vector<ProtectedPart>& parts,
                 const Policy& policy) {
  const ProtectedPart& part = parts[at.part];
  const Aggregate aggregate = part.aggregation.measures[at.measure].aggregate;
  GuardedCell guarded = *at.cell;
  Ladder ladder;
  std::int64_t cost = 0;
  const auto add = [&](Action action) {
    cost += loss(action, guarded, total, policy);
    carry_out(action, guarded, part, at.measure, policy);
    ladder.steps.push_back({shown_by(guarded, aggregate, negative, policy), cost});
    ladder.remedies.push_back({action, secret_of(guarded, aggregate)});
  };
  if (may_round(guarded, policy)) add(Action::round);
  if (may_withhold(guarded, total, policy)) add(Action::withhold);
  return ladder;
}

}  // namespace hdis::disclosure
