#include "hdis/service/repetitions.hpp"

#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "request_steps.hpp"
#include "request_view.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::service {
namespace {

using governance::RequestAction;
using governance::RequestId;
using governance::RequestState;

Status must_be_allowed(const governance::Request& request, const governance::User& actor) {
  if (governance::must_be(governance::Role::administrator, actor, "repeat it")) return {};
  return governance::must_be_author(request, actor, "repeat it");
}

bool has_new_data(const store::RequestRecord& record, const Case& facts) {
  return !record.content.checked ||
         !same(record.content.checked->data_digest, facts.binding.data_digest);
}

/// The request with its next version, not yet saved: what it would be bound to is of that version.
store::RequestRecord next_version(const store::RequestRecord& record) {
  auto next = record;
  ++next.request.version;
  next.content.repeats =
      record.content.repeats > 0 ? record.content.repeats : record.request.version;
  return next;
}

/// Checks the next version and takes it to its approval.
Status hand_in_again(Workspace& workspace, store::Writer& writer, store::RequestRecord& record) {
  HDIS_TRY(allowed, governance::apply(record.request, RequestAction::repeat));
  static_cast<void>(allowed);
  const auto next = next_version(record);
  HDIS_TRY(facts, gather(workspace, writer, next));
  HDIS_CHECK(check_repetition(writer, next, facts));
  if (!has_new_data(record, facts)) {
    return fail(ErrorCode::conflict, "repeat.nothing_new",
                fmt::format("Nothing has arrived since {} was answered.", record.request.subject()),
                "wait for a delivery");
  }
  HDIS_TRY(findings, check(workspace, facts));
  HDIS_CHECK(governance::must_not_forbid(findings));

  record.content = next.content;
  record.content.findings = std::move(findings);
  record.content.checked = facts.binding;
  record.request.agreement_version = facts.agreement().reference.version;
  const auto why = fmt::format("standing approval of v{}", record.content.repeats);
  HDIS_CHECK(
      take_step(writer, record, RequestAction::repeat, workspace.event("", "", {{"why", why}})));
  HDIS_CHECK(take_step(writer, record, RequestAction::check,
                       workspace.system_event("", "", binding_details(facts.binding))));
  return take_step(writer, record, RequestAction::approve,
                   workspace.system_event("", "", {{"why", why}}));
}

/// Whether somebody wanted the request repeated, and it is time to: new data, or a repetition that has not run.
Result<bool> is_due(Workspace& workspace, const store::RequestRecord& record) {
  auto& reader = workspace.reader();
  const auto state = record.request.state;
  if (record.content.repeats > 0 &&
      (state == RequestState::approved || state == RequestState::failed)) {
    return true;
  }
  if (state != RequestState::produced) return false;
  const auto decided = record.content.repeats > 0 ? record.content.repeats : record.request.version;
  HDIS_TRY(decisions, reader.decisions(record.request.id, decided));
  const auto until = governance::repeats_until(decisions);
  if (!until || *until < date_of(workspace.now())) return false;
  const auto facts = gather(workspace, reader, next_version(record));
  // A question that cannot even be looked at is told of when it is repeated.
  return !facts || has_new_data(record, *facts);
}

/// Whether a request that is due is to be handed in again: what was approved was of data that are not the newest.
bool is_behind(Workspace& workspace, const store::RequestRecord& record) {
  if (record.request.state == RequestState::produced) return true;
  const auto facts = gather(workspace, workspace.reader(), next_version(record));
  return facts && has_new_data(record, *facts);
}

DueRun run_one(Session& session, const store::RequestRecord& record, const DueInput& input) {
  const auto& id = record.request.id.text();
  if (is_behind(session.workspace(), record)) {
    const auto repeated = repeat(session, id);
    if (!repeated) return {id, std::nullopt, repeated.error().reasons()};
  }
  auto result = run(session, {id, input.progress, input.stop});
  if (!result) return {id, std::nullopt, result.error().reasons()};
  return {id, *std::move(result), {}};
}

}  // namespace

Result<RequestView> repeat(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "request.repeat", id, [&]() -> Result<RequestView> {
    HDIS_TRY(actor, acting_user(workspace));
    return in_transaction<RequestView>(workspace,
                                       [&](store::Writer& writer) -> Result<RequestView> {
                                         HDIS_TRY(record, writer.request(RequestId(id)));
                                         HDIS_CHECK(must_be_allowed(record.request, actor));
                                         HDIS_CHECK(hand_in_again(workspace, writer, record));
                                         return view_of(workspace, writer, record);
                                       });
  });
}

Result<std::vector<DueRun>> run_due(Session& session, const DueInput& input) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().requests());
  std::vector<DueRun> out;
  for (const auto& record : records) {
    if (input.stop.stop_requested()) break;
    if (!must_be_allowed(record.request, actor)) continue;
    HDIS_TRY(due, is_due(workspace, record));
    if (due) out.push_back(run_one(session, record, input));
  }
  return out;
}

}  // namespace hdis::service
