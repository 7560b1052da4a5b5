#include "hdis/service/callers_file.hpp"
#include "hdis/service/protect_table.hpp"
#include "hdis/suppression_audit/floors.hpp"

#include "rounded_table.hpp"
#include "shown_ranges.hpp"
#include "table_folder.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using suppression_audit::Published;
using suppression_audit::Range;
using suppression_audit::Requirement;
using suppression_audit::Verdict;

constexpr std::uint64_t audit_work = 20'000'000'000;

// What a reader sees of a table with cells left out, and what must stay possible.
struct AuditTask {
  Published published;
  std::vector<Requirement> wanted;
};

AuditTask ask_suppressed(const suppression::Table& table, const std::vector<bool>& hidden,
                         ReaderKnows reader) {
  AuditTask out{{parents_of(table), {}}, {}};
  const bool strict = reader == ReaderKnows::zeros_shown;
  std::vector<bool> counted(table.values.size());
  for (std::size_t cell = 0; cell < counted.size(); ++cell)
    counted[cell] = strict && table.values[cell] > 0;
  const auto floors = suppression_audit::leaves_below(out.published.parents, counted);
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    const std::int64_t value = table.values[cell];
    out.published.cells.push_back(hidden[cell] ? Range{strict ? 1 : 0, suppression_audit::unbounded}
                                               : Range{value, value});
    if (table.status[cell] != suppression::Status::primary) continue;
    const std::int64_t down = std::min(table.lower[cell], value - floors[cell]);
    out.wanted.push_back({cell, {value - down, value + table.upper[cell]}});
  }
  return out;
}

Result<AuditTask> ask_rounded(const suppression::LabelledTable& labelled,
                              const disclosure::Policy& policy,
                              const suppression::ResultFile& result, const std::string& name) {
  AuditTask out;
  HDIS_TRY(published, shown_ranges(labelled, policy, result, name));
  out.published = std::move(published);
  const auto largest = static_cast<std::int64_t>(policy.largest_suppressed);
  for (std::size_t cell = 0; cell < result.hidden.size(); ++cell)
    if (labelled.table.status[cell] == suppression::Status::primary)
      out.wanted.push_back({cell, {1, largest}});
  return out;
}

hdis::Status check_policy(const std::optional<disclosure::Policy>& policy, bool shown) {
  const bool rounds = policy && policy->rounding != disclosure::Rounding::none;
  if (shown && !rounds)
    return fail(ErrorCode::invalid_input, "protect.policy",
                "The result shows rounded numbers; what they tell depends on the rule.",
                "Name the rounding policy that it was made by, for example --policy hes-2018");
  if (!shown && rounds)
    return fail(ErrorCode::invalid_input, "protect.policy",
                "The policy rounds, but the result has no column shown.",
                "Name the policy that the result was made by.");
  return {};
}

}  // namespace

Result<AuditOutput> audit_table(const ProtectInput& input) {
  HDIS_TRY(policy, find_policy(input));
  HDIS_TRY(labelled, read_folder(input, policy));
  const bool rounds = policy && policy->rounding != disclosure::Rounding::none;
  if (rounds) mark_small(labelled.table, *policy);
  HDIS_TRY(text, read_callers_file(input.result, input.caller, most_table_bytes));
  const std::string name = input.result.filename().string();
  HDIS_TRY(result, suppression::read_result(labelled, {name, std::move(text)}));
  HDIS_CHECK(check_policy(policy, !result.shown.empty()));

  AuditTask question;
  if (rounds) {
    HDIS_TRY(rounded, ask_rounded(labelled, *policy, result, name));
    question = std::move(rounded);
  } else {
    question = ask_suppressed(labelled.table, result.hidden, input.reader);
  }
  HDIS_TRY(examined, suppression_audit::examine(question.published, question.wanted, audit_work));

  AuditOutput out;
  out.hidden =
      static_cast<std::uint64_t>(std::count(result.hidden.begin(), result.hidden.end(), true));
  out.primary = question.wanted.size();
  out.programs = examined.programs;
  for (const auto& finding : examined.findings) {
    const std::int64_t values = finding.known.most - finding.known.least + 1;
    const bool few = rounds ? values < static_cast<std::int64_t>(policy->fewest_values)
                            : finding.verdict == Verdict::exposed;
    if (few) ++out.exposed;
    if (!few && finding.verdict == Verdict::not_proved) ++out.not_proved;
  }
  return out;
}

}  // namespace hdis::service
