#include "hdis/service/protect_table.hpp"

#include "hdis/service/callers_file.hpp"

#include "files.hpp"
#include "rounded_table.hpp"
#include "table_folder.hpp"

namespace hdis::service {
namespace {

suppression::Attacker attacker(ReaderKnows reader) {
  return reader == ReaderKnows::zeros_shown ? suppression::Attacker::strict
                                            : suppression::Attacker::nonnegative;
}

Result<std::vector<bool>> suppress(const ProtectInput& input, const suppression::Table& table,
                                   ProtectOutput& out) {
  HDIS_TRY(protection, suppression::protect(table, {attacker(input.reader), input.seed,
                                                    input.improve, input.progress}));
  out.claims = protection.claims.size();
  return std::move(protection.hidden);
}

}  // namespace

Result<ProtectOutput> protect_table(const ProtectInput& input) {
  HDIS_CHECK(may_write_files(input.caller, "run it without sudo: it needs no store"));
  HDIS_TRY(policy, find_policy(input));
  if (!policy)
    return fail(ErrorCode::invalid_input, "protect.policy", "No policy is named.",
                "For example --policy hes-pre2018");
  HDIS_TRY(labelled, read_folder(input, policy));
  suppression::Table& table = labelled.table;

  ProtectOutput out;
  std::vector<bool> hidden;
  std::vector<std::string> shown;
  if (policy->rounding != disclosure::Rounding::none) {
    HDIS_TRY(rounded, round_table(table, *policy));
    hidden = std::move(rounded.hidden);
    shown = std::move(rounded.shown);
    mark_small(table, *policy);
  } else {
    HDIS_TRY(suppressed, suppress(input, table, out));
    hidden = std::move(suppressed);
  }

  out.cells = hidden.size();
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    if (!hidden[cell]) continue;
    const bool primary = table.status[cell] == suppression::Status::primary;
    ++(primary ? out.primary : out.secondary);
    if (!primary) out.secondary_weight += table.weights[cell];
  }
  HDIS_CHECK(write_private_file(input.result, suppression::write_result(labelled, hidden, shown)));
  return out;
}

}  // namespace hdis::service
