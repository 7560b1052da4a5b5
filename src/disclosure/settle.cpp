#include "settle.hpp"

#include "beside_in_row.hpp"
#include "blurring.hpp"
#include "cell_maker.hpp"
#include "secrets.hpp"
#include "totals_from_shown.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using audit::Secret;
using released::CellKind;
using released::SuppressionReason;

/// Cells looked at for one request. Counted, not timed, so that the outcome is the same on every machine; some ten
/// seconds.
constexpr std::uint64_t most_work = 1'000'000'000;

tl::unexpected<Error> not_settled() {
  return fail(
      ErrorCode::withheld, "disclosure.not_proved",
      "It could not be proved that no suppressed number of this request can be worked out, and no "
      "change of a few totals was found with which it can. Nothing is released.",
      "Ask for fewer totals, for one dimension less, or for wider bands and larger areas.");
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

/// What is computed from shown cells leaves out what is no longer shown.
void tidy_up(std::vector<ProtectedPart>& parts, bool withheld, const Policy& policy) {
  for (ProtectedPart& part : parts) {
    hide_beside_hidden_counts(part, policy);
    if (withheld && policy.totals_from_rounded) add_up_totals(part);
  }
  if (withheld) call_all_alike(parts);
}

Settlement carry_out(const Secrets& secrets, std::vector<ProtectedPart>& parts,
                     const Policy& policy) {
  Settlement settlement;
  for (const auto& [cell, level] : secrets.done()) {
    const Subject& subject = secrets.linked().subjects[cell];
    for (std::size_t step = 0; step < level; ++step) {
      for (const Occurrence& at : subject.occurrences) {
        apply(subject.remedies[step].action, at, parts, policy);
      }
    }
    const Action last = subject.remedies[level - 1].action;
    ++(last == Action::round ? settlement.rounded : settlement.withheld);
  }
  tidy_up(parts, settlement.withheld > 0, policy);
  return settlement;
}

/// Reads the finished parts anew: every secret has its proofs, every proof holds of what is shown, and nothing that one relation
/// after the other tells contradicts them.
Status check(std::vector<ProtectedPart>& parts, const Dissection& dissection,
             const std::vector<Proofs>& proofs, const Policy& policy) {
  HDIS_TRY(linked, link(parts, dissection, policy));
  const audit::Verifier verifier(linked.landscape);
  if (proofs.size() != linked.subjects.size()) return not_settled();
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    const Secret secret = linked.subjects[cell].secret;
    if (secret == Secret::none) continue;
    if (!enough(secret, linked.landscape.truth[cell], linked.subjects[cell].floor, proofs[cell],
                policy)) {
      return not_settled();
    }
    for (const auto& [shift, proof] : proofs[cell]) {
      const bool of_cell =
          std::find(proof->begin(), proof->end(), std::pair{cell, shift}) != proof->end();
      if (!of_cell || !verifier.looks_the_same(*proof)) return not_settled();
    }
  }
  const audit::Propagated propagated = audit::propagate(linked.landscape.system);
  if (propagated.outcome == audit::Outcome::contradiction) return not_settled();
  for (CellIndex cell = 0; cell < linked.subjects.size(); ++cell) {
    const Subject& subject = linked.subjects[cell];
    if (audit::exposed(subject.secret, propagated.known[cell], subject.floor, policy)) {
      return not_settled();
    }
  }
  return {};
}

}  // namespace

Result<Settlement> settle(std::vector<ProtectedPart>& parts, const Dissection& dissection,
                          const Policy& policy, const std::stop_token& stop) {
  HDIS_TRY(linked, link(parts, dissection, policy));
  Secrets secrets(std::move(linked), policy);
  std::vector<CellIndex> waiting;
  for (const CellIndex cell : secrets.all()) {
    if (!secrets.prove(cell)) waiting.push_back(cell);
  }
  for (std::size_t next = 0; next < waiting.size(); ++next) {
    if (stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "disclosure.cancelled", "Stopped on request.");
    }
    if (secrets.work() > most_work) return not_settled();
    if (!secrets.protect(waiting[next], waiting)) return not_settled();
  }
  secrets.relent();
  Settlement settlement = carry_out(secrets, parts, policy);
  HDIS_CHECK(check(parts, dissection, secrets.proofs(), policy));
  return settlement;
}

}  // namespace hdis::disclosure
