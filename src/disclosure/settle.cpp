#include "settle.hpp"

#include "audit/cycles.hpp"
#include "cell_maker.hpp"
#include "protect_part.hpp"
#include "remedy.hpp"
#include "totals_from_shown.hpp"

#include <set>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using released::CellKind;
using released::SuppressionReason;

/// Audits of one request. Each changes at least one cell; a table that needs more is not repaired but
/// withheld. Counted, not timed, so that the outcome is the same on every machine.
constexpr int most_rounds = 200;

tl::unexpected<Error> not_settled() {
  return fail(
      ErrorCode::withheld, "disclosure.not_proved",
      "Suppressed numbers of this request could be worked out from its totals, and no change "
      "of a few totals prevents it. Nothing is released.",
      "Ask for fewer totals, for one dimension less, or for wider bands and larger areas.");
}

std::vector<CellIndex> exposed_cells(const LinkedSystem& linked,
                                     const std::vector<audit::Interval>& known,
                                     const Policy& policy) {
  std::vector<CellIndex> exposed;
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    if (audit::exposed(linked.subjects[cell].secret, known[cell], policy)) exposed.push_back(cell);
  }
  return exposed;
}

void apply(const Remedy& remedy, const LinkedSystem& linked, std::vector<ProtectedPart>& parts,
           const Policy& policy) {
  for (const Occurrence& at : linked.subjects[remedy.cell].occurrences) {
    GuardedCell& guarded = *at.cell;
    if (remedy.action == Action::withhold) {
      guarded.withheld = true;
      guarded.cell = CellMaker::suppressed(SuppressionReason::recalculation);
    } else {
      const ProtectedPart& part = parts[at.part];
      blur(part.aggregation.measures[at.measure], guarded, part.people, policy);
    }
  }
}

/// Which suppressed numbers are small and which are withheld for their sake would tell something about
/// both.
void call_all_alike(std::vector<ProtectedPart>& parts) {
  for (ProtectedPart& part : parts) {
    for (auto& [place, cells] : part.rows) {
      for (GuardedCell& guarded : cells) {
        if (guarded.cell.kind() != CellKind::suppressed) continue;
        guarded.cell = CellMaker::suppressed(SuppressionReason::recalculation);
      }
    }
  }
}

/// Totals that are sums of shown cells leave out what is no longer shown.
void tidy_after_withholding(std::vector<ProtectedPart>& parts, const Policy& policy) {
  if (policy.totals_from_rounded) {
    for (ProtectedPart& part : parts) add_up_totals(part);
  }
  call_all_alike(parts);
}

std::size_t count_secrets(const LinkedSystem& linked) {
  std::size_t secrets = 0;
  for (const Subject& subject : linked.subjects) secrets += subject.secret != audit::Secret::none;
  return secrets;
}

/// Exact numbers are worth most to a reader with several sums at once, and that is where the audit by
/// propagation is not the whole truth: there none stays exact beside a secret.
std::size_t round_exact_in_cycles(std::vector<ProtectedPart>& parts, const Policy& policy) {
  const LinkedSystem linked = link(parts, policy);
  const audit::Cycles cycles = audit::find_cycles(linked.system);
  std::set<CellIndex> with_secret;
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    if (linked.subjects[cell].secret != audit::Secret::none) {
      with_secret.insert(cycles.component[cell]);
    }
  }
  std::size_t rounded = 0;
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    const bool exact = linked.subjects[cell].occurrences.front().cell->exact;
    if (!exact || !cycles.in_cycle[cell] || !with_secret.contains(cycles.component[cell])) continue;
    apply({cell, Action::round}, linked, parts, policy);
    ++rounded;
  }
  return rounded;
}

}  // namespace

Result<Settlement> settle(std::vector<ProtectedPart>& parts, const Policy& policy,
                          const std::stop_token& stop) {
  Settlement settlement;
  settlement.rounded = round_exact_in_cycles(parts, policy);
  for (int round = 0; round < most_rounds; ++round) {
    if (stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "disclosure.cancelled", "Stopped on request.");
    }
    const LinkedSystem linked = link(parts, policy);
    const audit::Propagated propagated = audit::propagate(linked.system);
    if (propagated.outcome != audit::Outcome::settled) return not_settled();

    const auto exposed = exposed_cells(linked, propagated.known, policy);
    if (exposed.empty()) {
      settlement.secrets = count_secrets(linked);
      settlement.relations = linked.system.relations.size();
      if (settlement.withheld > 0) tidy_after_withholding(parts, policy);
      return settlement;
    }
    const auto remedies = choose_remedies(linked, exposed, policy);
    if (remedies.empty()) return not_settled();
    for (const Remedy& remedy : remedies) {
      apply(remedy, linked, parts, policy);
      ++(remedy.action == Action::round ? settlement.rounded : settlement.withheld);
    }
  }
  return not_settled();
}

}  // namespace hdis::disclosure
