#include "hdis/service/outputs.hpp"

#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Entitled;
using governance::Licensed;
using governance::OutputId;
using governance::OutputState;
using governance::User;

/// Whether nothing stands against the person's use of the request's agreement now.
Result<Entitled> is_entitled(Workspace& workspace, const governance::Request& request,
                             const User& actor) {
  auto& reader = workspace.reader();
  HDIS_TRY(agreement, agreement_that_counts(reader, request.agreement, workspace.now()));
  HDIS_TRY(organisation, reader.organisation(actor.organisation));
  HDIS_TRY(licensed, reader.licensed(request.agreement));
  const auto licence =
      std::ranges::find(licensed, actor.id) != licensed.end() ? Licensed::yes : Licensed::no;
  const auto reasons =
      governance::reasons_against({agreement, actor, organisation, licence, workspace.now()});
  return reasons.empty() ? Entitled::yes : Entitled::no;
}

Status check_may_see(Workspace& workspace, const store::OutputRecord& record, const User& actor) {
  HDIS_TRY(request, workspace.reader().request(record.output.request));
  HDIS_TRY(entitled, is_entitled(workspace, request.request, actor));
  return governance::may_see(record.output, request.request, actor, entitled);
}

Status check_released(const store::OutputRecord& record) {
  if (record.output.state == OutputState::released) return {};
  std::vector<Reason> reasons;
  for (const auto& text : record.reasons) reasons.push_back({"output.withheld", text, "", {}});
  if (reasons.empty()) {
    reasons.push_back(
        {"output.not_released",
         fmt::format("{} is {}.", record.output.id.text(), to_string(record.output.state)),
         "",
         {}});
  }
  return fail(Error(ErrorCode::withheld, std::move(reasons)));
}

Result<std::vector<released::Table>> reopen_all(const std::vector<store::StoredTable>& stored) {
  std::vector<released::Table> out;
  for (const auto& table : stored) {
    HDIS_TRY(opened, disclosure::reopen(table.content, table.digest));
    out.push_back(std::move(opened));
  }
  return out;
}

}  // namespace

Result<std::vector<OutputLine>> list_outputs(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().outputs());
  std::vector<OutputLine> out;
  for (const auto& record : records) {
    if (!check_may_see(workspace, record, actor)) continue;
    out.push_back({record.output, record.produced_at, record.agreement, record.reasons});
  }
  std::ranges::reverse(out);
  return out;
}

Result<std::vector<released::Table>> fetch(Session& session, const std::string& id, Use use,
                                           const std::string& form) {
  auto& workspace = session.workspace();
  const std::string action = use == Use::view ? "output.view" : "output.download";
  return audited(workspace, action, id, [&]() -> Result<std::vector<released::Table>> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(record, workspace.reader().output(OutputId(id)));
    HDIS_CHECK(check_may_see(workspace, record, actor));
    HDIS_CHECK(check_released(record));
    HDIS_TRY(stored, workspace.reader().tables(record.output.id));
    HDIS_TRY(tables, reopen_all(stored));
    const auto event = workspace.event(use == Use::view ? "output.viewed" : "output.downloaded", id,
                                       {{"form", form}, {"agreement", record.agreement}});
    HDIS_CHECK(workspace.store->write([&](store::Writer& writer) { return writer.record(event); }));
    return std::move(tables);
  });
}

}  // namespace hdis::service
