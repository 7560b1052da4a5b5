#include "hdis/service/protect_table.hpp"

#include "files.hpp"
#include "rounded_table.hpp"

#include <algorithm>
#include <optional>

namespace hdis::service {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 30U;
constexpr std::uint64_t audit_work = 20'000'000'000;

Result<std::optional<disclosure::Policy>> find_policy(const ProtectInput& input) {
  if (input.policy.empty()) return std::optional<disclosure::Policy>{};
  HDIS_TRY(policies, disclosure::load_policies(input.policies));
  std::string names;
  for (disclosure::Policy& policy : policies) {
    if (policy.id == input.policy) return std::optional(std::move(policy));
    names += (names.empty() ? "" : ", ") + policy.id;
  }
  return fail(ErrorCode::not_found, "protect.policy", "There is no policy '" + input.policy + "'.",
              "One of: " + names);
}

Result<suppression::LabelledTable> read_folder(const ProtectInput& input,
                                               const std::optional<disclosure::Policy>& policy) {
  std::vector<suppression::NamedText> dimensions;
  for (std::size_t k = 1; k <= 6; ++k) {
    const std::string name = "dim_" + std::to_string(k) + ".csv";
    if (!std::filesystem::exists(input.folder / name)) break;
    HDIS_TRY(text, read_text_file(input.folder / name, most_bytes));
    dimensions.push_back({name, std::move(text)});
  }
  HDIS_TRY(text, read_text_file(input.folder / "cells.csv", most_bytes));
  suppression::Defaults defaults;
  if (policy) defaults.largest_suppressed = static_cast<std::int64_t>(policy->largest_suppressed);
  return suppression::read_table(dimensions, {"cells.csv", std::move(text)}, defaults);
}

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
    const auto largest = static_cast<std::int64_t>(policy->largest_suppressed);
    for (std::size_t cell = 0; cell < hidden.size(); ++cell)
      if (table.values[cell] > 0)
        table.status[cell] = table.values[cell] <= largest ? suppression::Status::primary
                                                           : suppression::Status::safe;
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

Result<AuditOutput> audit_table(const ProtectInput& input) {
  HDIS_TRY(policy, find_policy(input));
  HDIS_TRY(labelled, read_folder(input, policy));
  HDIS_TRY(text, read_text_file(input.result, most_bytes));
  HDIS_TRY(hidden,
           suppression::read_result(labelled, {input.result.filename().string(), std::move(text)}));
  const suppression::Table& table = labelled.table;

  const std::vector<std::int64_t> floors = suppression::floors(table, attacker(input.reader));
  const std::int64_t least = input.reader == ReaderKnows::zeros_shown ? 1 : 0;
  suppression_audit::Published published{parents_of(table), {}};
  std::vector<suppression_audit::Requirement> wanted;
  AuditOutput out;
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    const std::int64_t value = table.values[cell];
    published.cells.push_back(hidden[cell]
                                  ? suppression_audit::Range{least, suppression_audit::unbounded}
                                  : suppression_audit::Range{value, value});
    if (hidden[cell]) ++out.hidden;
    if (table.status[cell] != suppression::Status::primary) continue;
    const std::int64_t down = std::min(table.lower[cell], value - floors[cell]);
    wanted.push_back({cell, {value - down, value + table.upper[cell]}});
  }
  HDIS_TRY(examined, suppression_audit::examine(published, wanted, audit_work));
  out.primary = wanted.size();
  out.programs = examined.programs;
  for (const auto& finding : examined.findings) {
    if (finding.verdict == suppression_audit::Verdict::exposed) ++out.exposed;
    if (finding.verdict == suppression_audit::Verdict::not_proved) ++out.not_proved;
  }
  return out;
}

}  // namespace hdis::service
