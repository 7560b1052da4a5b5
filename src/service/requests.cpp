#include "hdis/service/requests.hpp"

#include "hdis/governance/permissions.hpp"
#include "hdis/governance/question_shape.hpp"

#include "case.hpp"
#include "request_steps.hpp"
#include "request_view.hpp"
#include "workspace.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using governance::RequestAction;
using governance::RequestId;
using governance::RequestState;
using governance::Role;

/// Query and purpose are readable, so that an author sees mistakes at once.
Status check_texts(const Workspace& workspace, const std::string& query_text,
                   const std::string& purpose_text) {
  std::vector<Reason> reasons;
  auto code = ErrorCode::invalid_input;
  const auto note = [&](const Error& error) {
    reasons.insert(reasons.end(), error.reasons().begin(), error.reasons().end());
    code = error.code();
  };
  if (const auto purpose = governance::parse_purpose(purpose_text); !purpose) note(purpose.error());
  if (const auto question = ask(workspace, query_text); !question) note(question.error());
  if (reasons.empty()) return {};
  return fail(Error(code, std::move(reasons)));
}

audit::Details content_details(const store::RequestContent& content) {
  return {{"query_text", digest_of(content.query_text).text()},
          {"purpose_text", digest_of(content.purpose_text).text()}};
}

/// Keeps a new request of `actor` as a draft.
Result<store::RequestRecord> add_draft(const Workspace& workspace, store::Writer& writer,
                                       const governance::User& actor, const DraftInput& input) {
  HDIS_TRY(reference, governance::parse_agreement_reference(input.agreement));
  HDIS_TRY(agreement, agreement_that_counts(writer, reference.stem, workspace.now()));
  HDIS_TRY(id, writer.next_request_id());
  store::RequestRecord record;
  record.content = {input.query_text, input.purpose_text, {}, {}};
  record.request.id = id;
  record.request.author = actor.id;
  record.request.organisation = actor.organisation;
  record.request.agreement = agreement.reference.stem;
  record.request.agreement_version = agreement.reference.version;
  record.changed_at = workspace.now();
  auto details = content_details(record.content);
  details.emplace("agreement", agreement.reference.to_text());
  HDIS_CHECK(
      writer.add(record, workspace.event("request.drafted", record.request.subject(), details)));
  return record;
}

/// Checks a draft and hands it in.
Status hand_in(const Workspace& workspace, store::Writer& writer, store::RequestRecord& record) {
  HDIS_TRY(allowed, governance::apply(record.request, RequestAction::submit));
  static_cast<void>(allowed);
  HDIS_TRY(facts, gather(workspace, writer, record));
  HDIS_TRY(findings, check(workspace, facts));
  HDIS_CHECK(governance::must_not_forbid(findings));

  record.request.agreement_version = facts.agreement().reference.version;
  auto details = content_details(record.content);
  details.emplace("question", facts.question.fingerprint.text());
  details.emplace("shape", governance::shape_of(facts.question.bound.plan).text());
  HDIS_CHECK(take_step(writer, record, RequestAction::submit, workspace.event("", "", details)));
  record.content.findings = findings;
  record.content.checked = facts.binding;
  HDIS_CHECK(take_step(writer, record, RequestAction::check,
                       workspace.system_event("", "", binding_details(facts.binding))));
  if (!governance::passes_by_itself(findings)) return {};
  return take_step(writer, record, RequestAction::approve,
                   workspace.system_event("", "", {{"why", "the agreement lets it pass"}}));
}

/// A new request of who acts: a draft, and `work` on it, in one transaction.
Result<RequestView> as_analyst(
    Session& session, const DraftInput& input, std::string_view action, std::string_view to_do,
    const std::function<Status(store::Writer&, store::RequestRecord&)>& work) {
  auto& workspace = session.workspace();
  return audited(workspace, action, input.agreement, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::analyst, actor, to_do));
    HDIS_CHECK(check_texts(workspace, input.query_text, input.purpose_text));
    return in_transaction<RequestView>(
        workspace, [&](store::Writer& writer) -> Result<RequestView> {
          HDIS_TRY(record, add_draft(workspace, writer, actor, input));
          HDIS_CHECK(work(writer, record));
          return view_of(workspace, writer, record);
        });
  });
}

/// A use case of a request's author that changes it: reads it, asks whether `actor` is the author, does `work` in a
/// transaction and shows the request as it is then.
Result<RequestView> as_author(
    Session& session, const std::string& id, std::string_view action, std::string_view to_do,
    const std::function<Status(store::Writer&, store::RequestRecord&)>& work) {
  auto& workspace = session.workspace();
  return audited(workspace, action, id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    return in_transaction<RequestView>(
        workspace, [&](store::Writer& writer) -> Result<RequestView> {
          HDIS_TRY(record, writer.request(RequestId(id)));
          HDIS_CHECK(governance::must_be_author(record.request, actor, to_do));
          HDIS_CHECK(work(writer, record));
          return view_of(workspace, writer, record);
        });
  });
}

}  // namespace

Result<RequestView> draft(Session& session, const DraftInput& input) {
  return as_analyst(session, input, "request.draft", "draft requests",
                    [](store::Writer&, store::RequestRecord&) { return Status(); });
}

Result<RequestView> submit_new(Session& session, const DraftInput& input) {
  return as_analyst(session, input, "request.submit", "submit requests",
                    [&](store::Writer& writer, store::RequestRecord& record) {
                      return hand_in(session.workspace(), writer, record);
                    });
}

Result<RequestView> revise(Session& session, const std::string& id, const RevisionInput& input) {
  auto& workspace = session.workspace();
  return as_author(
      session, id, "request.revise", "revise it",
      [&](store::Writer& writer, store::RequestRecord& record) -> Status {
        record.content = {input.query_text.value_or(record.content.query_text),
                          input.purpose_text.value_or(record.content.purpose_text),
                          {},
                          {}};
        HDIS_CHECK(check_texts(workspace, record.content.query_text, record.content.purpose_text));
        const auto action = record.request.state == RequestState::draft ? RequestAction::edit
                                                                        : RequestAction::revise;
        return take_step(writer, record, action,
                         workspace.event("", "", content_details(record.content)));
      });
}

Result<std::vector<governance::CheckFinding>> preview(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(record, workspace.reader().request(RequestId(id)));
  HDIS_CHECK(governance::must_be_author(record.request, actor, "preview it"));
  HDIS_TRY(facts, gather(workspace, workspace.reader(), record));
  return check(workspace, facts);
}

Result<RequestView> submit(Session& session, const std::string& id) {
  return as_author(session, id, "request.submit", "submit it",
                   [&](store::Writer& writer, store::RequestRecord& record) {
                     return hand_in(session.workspace(), writer, record);
                   });
}

Result<RequestView> discard(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return as_author(session, id, "request.discard", "discard it",
                   [&](store::Writer& writer, store::RequestRecord& record) {
                     return take_step(writer, record, RequestAction::discard,
                                      workspace.event("", ""));
                   });
}

Result<RequestView> withdraw(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return as_author(session, id, "request.withdraw", "withdraw it",
                   [&](store::Writer& writer, store::RequestRecord& record) -> Status {
                     record.content.findings.clear();
                     record.content.checked.reset();
                     return take_step(writer, record, RequestAction::withdraw,
                                      workspace.event("", ""));
                   });
}

Result<RequestView> comment(Session& session, const std::string& id, const std::string& text) {
  auto& workspace = session.workspace();
  return audited(workspace, "request.comment", id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    return in_transaction<RequestView>(
        workspace, [&](store::Writer& writer) -> Result<RequestView> {
          HDIS_TRY(record, writer.request(RequestId(id)));
          HDIS_TRY(comment,
                   governance::write_comment(record.request, actor, workspace.facts.custodian, text,
                                             workspace.now()));
          HDIS_CHECK(
              writer.add_comment(record.request, comment,
                                 workspace.event("request.commented", record.request.subject(),
                                                 {{"text", digest_of(comment.text).text()}})));
          return view_of(workspace, writer, record);
        });
  });
}

Result<std::vector<RequestLine>> list_requests(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().requests());
  std::vector<RequestLine> out;
  for (const auto& record : records) {
    if (record.request.state == RequestState::discarded) continue;
    if (governance::may_see(record.request, actor)) out.push_back(line_of(record));
  }
  std::ranges::reverse(out);
  return out;
}

Result<std::vector<WaitingLine>> list_waiting_for_anybody(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().requests());
  std::vector<WaitingLine> out;
  for (const auto& record : records) {
    const auto waiting = governance::waiting_in(record.request.state);
    if (!waiting || !governance::may_see(record.request, actor)) continue;
    out.push_back({record.request, *waiting, record.changed_at,
                   governance::days_between(record.changed_at, workspace.now()),
                   line_of(record).purpose});
  }
  std::ranges::stable_sort(out, {}, &WaitingLine::since);
  return out;
}

Result<RequestView> show_request(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "request.show", id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(record, workspace.reader().request(RequestId(id)));
    HDIS_CHECK(governance::may_see(record.request, actor));
    return view_of(workspace, workspace.reader(), record);
  });
}

}  // namespace hdis::service
