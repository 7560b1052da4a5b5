#include "hdis/service/monitoring.hpp"

#include "hdis/governance/permissions.hpp"

#include "happenings.hpp"
#include "workspace.hpp"

namespace hdis::service {
namespace {

using governance::Role;

Status may_monitor(Workspace& workspace) {
  HDIS_TRY(actor, acting_user(workspace));
  if (actor.is(Role::auditor)) return {};
  return governance::must_be(Role::administrator, actor, "monitor use; auditors may too");
}

}  // namespace

Result<MonitoringView> monitor(Session& session, std::uint32_t days) {
  auto& workspace = session.workspace();
  return audited(workspace, "monitor", "", [&]() -> Result<MonitoringView> {
    HDIS_CHECK(may_monitor(workspace));
    HDIS_TRY(rules, monitoring_rules(workspace));
    HDIS_TRY(happened, happenings(workspace.reader()));
    const auto since = workspace.now() - std::chrono::days(days);
    return MonitoringView{rules.version, since, governance::count_use(happened, since),
                          governance::alerts(rules, happened, workspace.now())};
  });
}

}  // namespace hdis::service
