#include "request_steps.hpp"

#include "run_lock.hpp"

namespace hdis::service {
namespace {

using governance::RequestAction;
using governance::RequestState;

Status end_if_stale(Workspace& workspace, const governance::RequestId& id) {
  HDIS_TRY(lock, RunLock::take(workspace.layout, id));
  if (!lock) return {};  // It is alive.
  return workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(record, writer.request(id));
    if (record.request.state != RequestState::running) return {};  // It has ended meanwhile.
    return take_step(writer, record, RequestAction::fail,
                     workspace.system_event("", "", {{"why", "the process that ran it ended"}}));
  });
}

}  // namespace

Status take_step(store::Writer& writer, store::RequestRecord& record, RequestAction action,
                 audit::Draft event) {
  HDIS_TRY(after, governance::apply(record.request, action));
  const auto before = record.request.revision;
  record.request = after;
  record.changed_at = event.at;
  event.action = "request." + std::string(past_tense(action));
  event.subject = after.subject();
  event.details.emplace("state", to_string(after.state));
  event.details.emplace("agreement_version", after.agreement_version);
  return writer.save(record, before, event);
}

Status end_stale_runs(Workspace& workspace) {
  HDIS_TRY(records, workspace.reader().requests());
  for (const auto& record : records) {
    if (record.request.state == RequestState::running) {
      HDIS_CHECK(end_if_stale(workspace, record.request.id));
    }
  }
  return {};
}

}  // namespace hdis::service
