#include "hdis/service/audits.hpp"

#include "hdis/governance/permissions.hpp"

#include "blindness.hpp"
#include "content_check.hpp"
#include "log_check.hpp"
#include "workspace.hpp"

#include <algorithm>
#include <deque>

namespace hdis::service {
namespace {

using governance::Role;

Result<governance::User> may_audit(Workspace& workspace) {
  HDIS_TRY(actor, acting_user(workspace));
  if (governance::must_be(Role::auditor, actor, "read the audit log")) return actor;
  HDIS_CHECK(
      governance::must_be(Role::administrator, actor, "read the audit log; auditors may too"));
  return actor;
}

Status must_audit(Workspace& workspace) {
  const auto actor = may_audit(workspace);
  return actor ? Status() : fail(actor.error());
}

/// Everything that a filter's subject stands for: "R-000001" is "R-000001 v1" as well, and its outputs.
Result<std::vector<std::string>> subjects_of(store::Reader& reader, const LogFilter& filter) {
  std::vector<std::string> subjects;
  if (!filter.subject) return subjects;
  subjects.push_back(*filter.subject);
  if (!filter.subject->starts_with("R-")) return subjects;
  HDIS_TRY(outputs, reader.outputs_of(governance::RequestId(*filter.subject)));
  for (const auto& output : outputs) subjects.push_back(output.output.id.text());
  return subjects;
}

bool matches(const audit::Event& event, const LogFilter& filter,
             const std::vector<std::string>& subjects) {
  if (filter.actor && event.actor != *filter.actor) return false;
  return !filter.subject || std::ranges::any_of(subjects, [&](const std::string& subject) {
    return event.subject == subject || event.subject.starts_with(subject + " ");
  });
}

}  // namespace

Result<std::vector<audit::Event>> read_log(Session& session, const LogFilter& filter) {
  auto& workspace = session.workspace();
  return audited(
      workspace, "audit.read", filter.subject.value_or(""),
      [&]() -> Result<std::vector<audit::Event>> {
        HDIS_TRY(actor, may_audit(workspace));
        HDIS_CHECK(must_not_be_blind(workspace, actor, filter.subject));
        HDIS_TRY(subjects, subjects_of(workspace.reader(), filter));
        std::deque<audit::Event> newest;
        HDIS_CHECK(for_each_event(workspace.reader(), [&](const audit::Event& event) -> Status {
          if (matches(event, filter, subjects)) newest.push_back(event);
          if (newest.size() > filter.most) newest.pop_front();
          return {};
        }));
        return std::vector<audit::Event>(newest.begin(), newest.end());
      });
}

Result<Verified> verify_log(Session& session, const std::optional<std::string>& checkpoint) {
  auto& workspace = session.workspace();
  HDIS_CHECK(must_audit(workspace));
  std::optional<audit::Checkpoint> met;
  if (checkpoint) {
    HDIS_TRY(parsed, audit::parse_checkpoint(*checkpoint));
    met = parsed;
  }
  HDIS_TRY(verifier, verify_whole_log(workspace.reader(), workspace.facts.id, met));
  Verified verified;
  verified.events = verifier.sequence();
  verified.head = verifier.head();
  verified.checkpoint = met;
  HDIS_CHECK(verify_contents(workspace.reader(), verified));
  return verified;
}

Result<audit::Checkpoint> make_checkpoint(Session& session) {
  auto& workspace = session.workspace();
  return audited(
      workspace, "audit.checkpoint", workspace.facts.id, [&]() -> Result<audit::Checkpoint> {
        HDIS_CHECK(must_audit(workspace));
        HDIS_TRY(before, verify_whole_log(workspace.reader(), workspace.facts.id, std::nullopt));
        static_cast<void>(before);
        const auto event = workspace.event("audit.checkpoint", workspace.facts.id);
        HDIS_CHECK(
            workspace.store->write([&](store::Writer& writer) { return writer.record(event); }));
        HDIS_TRY(after, verify_whole_log(workspace.reader(), workspace.facts.id, std::nullopt));
        return audit::Checkpoint{workspace.facts.id, after.sequence(), after.head(),
                                 workspace.now()};
      });
}

}  // namespace hdis::service
