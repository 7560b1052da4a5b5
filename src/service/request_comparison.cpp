#include "hdis/service/request_comparison.hpp"

#include "hdis/governance/permissions.hpp"

#include "blindness.hpp"
#include "case.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Decision;
using governance::RequestId;

/// What `reader` may be told of the decisions on one version.
Result<std::vector<Decision>> told_decisions(const Workspace& workspace,
                                             const governance::Request& request,
                                             std::uint32_t version,
                                             const governance::User& reader) {
  HDIS_TRY(decisions, workspace.reader().decisions(request.id, version));
  if (version != request.version) return decisions;
  HDIS_TRY(needed, reviewers_needed(workspace.reader(), request, workspace.now()));
  return governance::decisions_told(request, decisions, needed, reader);
}

/// The last version before `to` that was decided on; if none was, the one before it.
Result<std::uint32_t> version_before(const Workspace& workspace, const RequestId& id,
                                     std::uint32_t to) {
  for (auto version = to - 1; version > 0; --version) {
    HDIS_TRY(decisions, workspace.reader().decisions(id, version));
    if (!decisions.empty()) return version;
  }
  return to - 1;
}

std::string in_words(const std::vector<Decision>& decisions) {
  std::string out;
  for (const auto& decision : decisions) {
    out +=
        fmt::format("{}{} by {}{}{}", out.empty() ? "" : "; ", to_string(decision.verdict),
                    decision.reviewer.text(), decision.reason.empty() ? "" : ": ", decision.reason);
  }
  return out;
}

Status check_versions(const governance::Request& request, std::uint32_t from, std::uint32_t to) {
  if (from > 0 && from < to && to <= request.version) return {};
  return fail(ErrorCode::conflict, "request.versions",
              fmt::format("There is nothing to compare: {} has the versions 1 to {}.",
                          request.id.text(), request.version),
              "name an earlier version with --from and a later one with --to");
}

}  // namespace

Result<RequestComparison> compare_versions(Session& session, const CompareInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "request.diff", input.request, [&]() -> Result<RequestComparison> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(record, workspace.reader().request(RequestId(input.request)));
    HDIS_CHECK(governance::may_see(record.request, actor));
    const auto to = input.to.value_or(record.request.version);
    HDIS_TRY(earlier, version_before(workspace, record.request.id,
                                     std::clamp(to, 1U, record.request.version)));
    const auto from = input.from.value_or(earlier);
    HDIS_CHECK(check_versions(record.request, from, to));
    HDIS_TRY(before, workspace.reader().content(record.request.id, from));
    HDIS_TRY(after, workspace.reader().content(record.request.id, to));
    HDIS_TRY(decisions, told_decisions(workspace, record.request, from, actor));

    RequestComparison out{record.request.id.text(),
                          from,
                          to,
                          in_words(decisions),
                          governance::compare_lines(before.query_text, after.query_text),
                          governance::compare_lines(before.purpose_text, after.purpose_text),
                          false,
                          {},
                          {}};
    const auto asked_before = ask(workspace, before.query_text);
    const auto asked_now = ask(workspace, after.query_text);
    if (asked_before) {
      out.computed_before = query::describe(asked_before->bound.plan, workspace.catalogue);
    }
    if (asked_now) out.computed_now = query::describe(asked_now->bound.plan, workspace.catalogue);
    out.computes_the_same =
        asked_before && asked_now && same(asked_before->fingerprint, asked_now->fingerprint);
    return out;
  });
}

}  // namespace hdis::service
