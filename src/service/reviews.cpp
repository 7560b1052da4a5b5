#include "hdis/service/reviews.hpp"

#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "request_steps.hpp"
#include "request_view.hpp"
#include "workspace.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Decision;
using governance::RequestAction;
using governance::RequestId;
using governance::RequestState;
using governance::Role;
using governance::Verdict;

/// The facts by which the acting reviewer decides. Refers to what the caller keeps alive.
struct Hearing {
  store::RequestRecord record;
  Case facts;
  std::vector<Decision> earlier;
};

Result<Hearing> hear(Workspace& workspace, store::Reader& reader, const std::string& id) {
  HDIS_TRY(record, reader.request(RequestId(id)));
  HDIS_TRY(facts, gather(workspace, reader, record));
  HDIS_TRY(earlier, reader.decisions(record.request.id, record.request.version));
  return Hearing{std::move(record), std::move(facts), std::move(earlier)};
}

/// Whether a reviewer has decided on what was checked and need not look again.
Result<bool> has_decided(store::Reader& reader, const store::RequestRecord& record,
                         const governance::UserId& reviewer) {
  HDIS_TRY(decisions, reader.decisions(record.request.id, record.request.version));
  return std::ranges::any_of(decisions, [&](const Decision& decision) {
    return decision.reviewer == reviewer && decision.binding == record.content.checked;
  });
}

/// Repeats the checks if anything they looked at has changed since.
Status check_again(Workspace& workspace, store::Writer& writer, store::RequestRecord& record) {
  if (record.request.state != RequestState::checked) return {};
  HDIS_TRY(facts, gather(workspace, writer, record));
  if (record.content.checked == facts.binding) return {};
  HDIS_TRY(findings, check(workspace, facts));
  record.content.findings = std::move(findings);
  record.content.checked = facts.binding;
  record.request.agreement_version = facts.agreement().reference.version;
  return take_step(writer, record, RequestAction::check,
                   workspace.system_event("", "", binding_details(facts.binding)));
}

Status keep_decision(Workspace& workspace, store::Writer& writer, Hearing& hearing,
                     const governance::Decided& decided) {
  auto details = binding_details(decided.decision.binding);
  details.emplace("verdict", to_string(decided.decision.verdict));
  details.emplace("why", decided.decision.reason);
  if (const auto& terms = decided.decision.terms; terms.until) {
    details.emplace("until", terms.until->to_text());
    details.emplace("repeats", terms.repeats == governance::Repeats::yes ? "yes" : "no");
  }
  HDIS_CHECK(writer.add_decision(
      hearing.record.request, decided.decision,
      workspace.event("review.decided", hearing.record.request.subject(), details)));
  if (!decided.action) return {};
  return take_step(writer, hearing.record, *decided.action,
                   workspace.event("", "", {{"why", decided.decision.reason}}));
}

}  // namespace

Result<std::vector<RequestLine>> list_waiting(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_CHECK(governance::must_be(Role::reviewer, actor, "see what waits for a decision"));
  HDIS_TRY(records, workspace.reader().requests());
  std::vector<RequestLine> out;
  for (const auto& record : records) {
    if (record.request.state != RequestState::checked) continue;
    HDIS_TRY(decided, has_decided(workspace.reader(), record, actor.id));
    if (!decided) out.push_back(line_of(record));
  }
  std::ranges::stable_sort(out, {}, &RequestLine::changed_at);
  return out;
}

Result<RequestView> review(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "review.show", id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::reviewer, actor, "review requests"));
    return in_transaction<RequestView>(workspace,
                                       [&](store::Writer& writer) -> Result<RequestView> {
                                         HDIS_TRY(record, writer.request(RequestId(id)));
                                         HDIS_CHECK(check_again(workspace, writer, record));
                                         return view_of(workspace, writer, record);
                                       });
  });
}

Result<RequestView> decide(Session& session, const std::string& id, Verdict verdict,
                           const std::string& reason, const governance::ApprovalTerms& terms) {
  auto& workspace = session.workspace();
  return audited(workspace, "review.decide", id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    return in_transaction<RequestView>(
        workspace, [&](store::Writer& writer) -> Result<RequestView> {
          HDIS_TRY(hearing, hear(workspace, writer, id));
          const auto& facts = hearing.facts;
          const auto checked = hearing.record.content.checked.value_or(facts.binding);
          HDIS_TRY(decided,
                   governance::decide({hearing.record.request, hearing.earlier, actor,
                                       workspace.facts.custodian, facts.agreement().reviewers,
                                       checked, facts.binding, date_of(workspace.now())},
                                      verdict, reason, workspace.now(), terms));
          if (verdict == Verdict::approve) {
            HDIS_TRY(findings, check(workspace, facts));
            HDIS_CHECK(governance::must_not_forbid(findings));
          }
          HDIS_CHECK(keep_decision(workspace, writer, hearing, decided));
          return view_of(workspace, writer, hearing.record);
        });
  });
}

}  // namespace hdis::service
