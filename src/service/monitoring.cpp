#include "hdis/service/monitoring.hpp"

#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"

#include "files.hpp"
#include "log_check.hpp"
#include "workspace.hpp"

#include <map>

namespace hdis::service {
namespace {

using governance::Happening;
using governance::Role;

constexpr std::size_t most_bytes = std::size_t{64} * 1024;

Status may_monitor(Workspace& workspace) {
  HDIS_TRY(actor, acting_user(workspace));
  if (actor.is(Role::auditor)) return {};
  return governance::must_be(Role::administrator, actor, "monitor use; auditors may too");
}

/// To which agreement and organisation the subjects and actors of events belong.
struct Belongings {
  std::map<std::string, std::string> agreements;     ///< Of requests and outputs.
  std::map<std::string, std::string> organisations;  ///< Of users.
};

Result<Belongings> belongings(store::Reader& reader) {
  Belongings out;
  HDIS_TRY(requests, reader.requests());
  for (const auto& record : requests) {
    out.agreements[record.request.id.text()] = record.request.agreement;
  }
  HDIS_TRY(outputs, reader.outputs());
  for (const auto& record : outputs) {
    out.agreements[record.output.id.text()] = out.agreements[record.output.request.text()];
  }
  HDIS_TRY(agreements, reader.agreements());
  for (const auto& agreement : agreements) {
    out.agreements[agreement.reference.stem] = agreement.reference.stem;
  }
  HDIS_TRY(users, reader.users());
  for (const auto& user : users) out.organisations[user.id.text()] = user.organisation.text();
  return out;
}

std::string found(const std::map<std::string, std::string>& names, const std::string& key) {
  const auto entry = names.find(key);
  return entry == names.end() ? "" : entry->second;
}

Result<std::vector<Happening>> happenings(store::Reader& reader) {
  HDIS_TRY(known, belongings(reader));
  std::vector<Happening> out;
  const auto gathered = for_each_event(reader, [&](const audit::Event& event) -> Status {
    const auto counted = governance::counted_as(event.action);
    if (!counted) return {};
    // "R-000001 v1" is about R-000001.
    const auto subject = event.subject.substr(0, event.subject.find(' '));
    out.push_back({event.at, *counted, event.actor, found(known.agreements, subject),
                   found(known.organisations, event.actor)});
    return {};
  });
  if (!gathered) return fail(gathered.error());
  return out;
}

}  // namespace

Result<MonitoringView> monitor(Session& session, std::uint32_t days) {
  auto& workspace = session.workspace();
  return audited(workspace, "monitor", "", [&]() -> Result<MonitoringView> {
    HDIS_CHECK(may_monitor(workspace));
    const auto file = workspace.config.catalogue_folder / "monitoring" / "monitoring.yaml";
    HDIS_TRY(text, read_text_file(file, most_bytes));
    HDIS_TRY(rules, governance::parse_monitoring_rules(text));
    HDIS_TRY(happened, happenings(workspace.reader()));
    const auto since = workspace.now() - std::chrono::days(days);
    return MonitoringView{rules.version, since, governance::count_use(happened, since),
                          governance::alerts(rules, happened, workspace.now())};
  });
}

}  // namespace hdis::service
