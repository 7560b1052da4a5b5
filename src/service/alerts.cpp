#include "hdis/core/assert.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/service/monitoring.hpp"

#include "happenings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Alert;
using governance::AlertLevel;
using governance::AlertState;
using governance::CountedFor;
using governance::QueuedAlert;
using governance::Role;
using governance::Standing;

/// An alert with the record it comes from.
struct Queued {
  store::OversightRecord record;
  QueuedAlert alert;
};

Result<std::vector<Queued>> queue_of(store::Reader& reader) {
  HDIS_TRY(records, reader.oversight(store::OversightKind::alert));
  std::vector<Queued> out;
  for (auto& record : records) {
    HDIS_TRY(alert, governance::parse_alert(record.document));
    out.push_back({std::move(record), std::move(alert)});
  }
  return out;
}

std::vector<QueuedAlert> alerts_in(const std::vector<Queued>& queue) {
  std::vector<QueuedAlert> out;
  out.reserve(queue.size());
  for (const auto& queued : queue) out.push_back(queued.alert);
  return out;
}

audit::Details details_of(const QueuedAlert& queued, const std::string& document) {
  const auto& rule = queued.alert.rule;
  return {{"rule", rule.id},
          {"rules_version", queued.rules_version},
          {"level", std::string(to_string(rule.level))},
          {"of", std::string(to_string(rule.whose))},
          {"name", queued.alert.name},
          {"state", std::string(to_string(queued.state))},
          {"why", queued.how},
          {"digest", digest_of(document).text()}};
}

Status add(const Workspace& workspace, store::Writer& writer, QueuedAlert queued) {
  HDIS_TRY(id, writer.next_oversight_id(store::OversightKind::alert));
  queued.id = id;
  auto document = to_document(queued);
  const auto event = workspace.system_event("alert.raised", id, details_of(queued, document));
  return writer.add({store::OversightKind::alert, id, std::move(document), 0}, event);
}

/// Stops access by a rule. Nothing happens where it is stopped already, and the custodian cannot be stopped.
Result<bool> suspend(const Workspace& workspace, store::Writer& writer, const Alert& alert) {
  const audit::Details details{{"why", fmt::format("rule {}", alert.rule.id)}};
  switch (alert.rule.whose) {
    case CountedFor::user: {
      HDIS_TRY(user, writer.user(governance::UserId(alert.name)));
      if (user.standing == Standing::suspended) return false;
      user.standing = Standing::suspended;
      HDIS_CHECK(writer.save(user, workspace.system_event("user.suspended", alert.name, details)));
      return true;
    }
    case CountedFor::agreement: {
      HDIS_TRY(standing, writer.agreement_standing(alert.name));
      if (standing == Standing::suspended) return false;
      HDIS_CHECK(
          writer.set_standing(alert.name, Standing::suspended,
                              workspace.system_event("agreement.suspended", alert.name, details)));
      return true;
    }
    case CountedFor::organisation: {
      HDIS_TRY(organisation, writer.organisation(governance::OrganisationCode(alert.name)));
      const bool custodian = organisation.code == workspace.facts.custodian;
      if (custodian || organisation.standing == Standing::suspended) return false;
      organisation.standing = Standing::suspended;
      HDIS_CHECK(writer.save(
          organisation, workspace.system_event("organisation.suspended", alert.name, details)));
      return true;
    }
  }
  HDIS_ASSERT(false);
}

Status raise(const Workspace& workspace, store::Writer& writer, const Alert& alert,
             const std::string& rules_version) {
  QueuedAlert queued;
  queued.alert = alert;
  queued.rules_version = rules_version;
  queued.raised_at = workspace.now();
  queued.seen_at = workspace.now();
  if (alert.rule.level == AlertLevel::suspended) {
    HDIS_TRY(stopped, suspend(workspace, writer, alert));
    // It stays open: reinstatement, or not, is for a person.
    if (stopped) queued.how = "suspended by rule";
  }
  return add(workspace, writer, std::move(queued));
}

/// Notes on an open alert that it still matches.
Status see_again(const Workspace& workspace, store::Writer& writer, Queued queued,
                 const Alert& alert) {
  if (queued.alert.state != AlertState::open || queued.alert.alert.events == alert.events)
    return {};
  queued.alert.alert = alert;
  queued.alert.seen_at = workspace.now();
  queued.record.document = to_document(queued.alert);
  return writer.save(queued.record,
                     workspace.system_event("alert.seen", queued.alert.id,
                                            details_of(queued.alert, queued.record.document)));
}

Status bring_up_to_date(const Workspace& workspace, store::Writer& writer,
                        const governance::MonitoringRules& rules) {
  HDIS_TRY(happened, happenings(writer));
  HDIS_TRY(queue, queue_of(writer));
  const auto known = alerts_in(queue);
  for (const auto& alert : governance::alerts(rules, happened, workspace.now())) {
    if (alert.rule.level == AlertLevel::quiet) continue;
    const auto* same = governance::same_alert(known, alert, workspace.now());
    if (same == nullptr) {
      HDIS_CHECK(raise(workspace, writer, alert, rules.version));
    } else {
      const auto at = static_cast<std::size_t>(same - known.data());
      HDIS_CHECK(see_again(workspace, writer, queue[at], alert));
    }
  }
  return {};
}

/// Whether the alert speaks of the person or of what is theirs.
bool concerns(const Alert& alert, const governance::User& user) {
  return (alert.rule.whose == CountedFor::user && alert.name == user.id.text()) ||
         (alert.rule.whose == CountedFor::organisation && alert.name == user.organisation.text());
}

}  // namespace

Result<std::vector<QueuedAlert>> check_use(Session& session) {
  auto& workspace = session.workspace();
  return audited(workspace, "monitor.check", "", [&]() -> Result<std::vector<QueuedAlert>> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "check the use that is made"));
    HDIS_TRY(rules, monitoring_rules(workspace));
    HDIS_CHECK(workspace.store->write(
        [&](store::Writer& writer) { return bring_up_to_date(workspace, writer, rules); }));
    return list_alerts(session, Handled::no);
  });
}

Result<std::vector<QueuedAlert>> list_alerts(Session& session, Handled handled) {
  auto& workspace = session.workspace();
  return audited(workspace, "alert.list", "", [&]() -> Result<std::vector<QueuedAlert>> {
    HDIS_TRY(actor, acting_user(workspace));
    if (!actor.is(Role::auditor)) {
      HDIS_CHECK(governance::must_be(Role::administrator, actor, "see alerts; auditors may too"));
    }
    HDIS_TRY(queue, queue_of(workspace.reader()));
    auto out = alerts_in(queue);
    if (handled == Handled::no) {
      std::erase_if(out, [](const auto& alert) { return alert.state != AlertState::open; });
    }
    return out;
  });
}

Result<QueuedAlert> handle_alert(Session& session, const std::string& id, AlertState state,
                                 const std::string& how) {
  auto& workspace = session.workspace();
  return audited(workspace, "alert.handle", id, [&]() -> Result<QueuedAlert> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "deal with alerts"));
    return in_transaction<QueuedAlert>(
        workspace, [&](store::Writer& writer) -> Result<QueuedAlert> {
          HDIS_TRY(queue, queue_of(writer));
          const auto found =
              std::ranges::find(queue, id, [](const Queued& q) { return q.alert.id; });
          if (found == queue.end()) {
            return fail(ErrorCode::not_found, "alert.not_found",
                        fmt::format("There is no alert {}.", id),
                        "see `hdis monitor alerts --all`");
          }
          if (concerns(found->alert.alert, actor)) {
            return fail(ErrorCode::not_permitted, "alert.own",
                        fmt::format("{} is about {} or their organisation.", id, actor.id.text()),
                        "another administrator deals with it");
          }
          HDIS_TRY(closed,
                   governance::handle(found->alert, state, actor.id.text(), how, workspace.now()));
          auto record = found->record;
          record.document = to_document(closed);
          HDIS_CHECK(writer.save(
              record, workspace.event("alert.handled", id, details_of(closed, record.document))));
          return closed;
        });
  });
}

}  // namespace hdis::service
