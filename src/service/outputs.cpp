#include "hdis/service/outputs.hpp"

#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/limits.hpp"

#include "case.hpp"
#include "output_access.hpp"
#include "released_output.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::OutputId;
using governance::OutputState;

/// The agreement under which the output was asked for, in the version that counts now.
Result<governance::Agreement> agreement_of(Workspace& workspace, const governance::Output& output) {
  HDIS_TRY(request, workspace.reader().request(output.request));
  return agreement_that_counts(workspace.reader(), request.request.agreement, workspace.now());
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

Status check_released(const store::OutputRecord& record) {
  if (record.output.state == OutputState::released || record.output.state == OutputState::shared) {
    return {};
  }
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

Result<std::vector<released::Table>> released_tables(Workspace& workspace,
                                                     const store::OutputRecord& record) {
  HDIS_CHECK(check_released(record));
  HDIS_TRY(stored, workspace.reader().tables(record.output.id));
  return reopen_all(stored);
}

Status record_use(Workspace& workspace, const store::OutputRecord& record, Use use,
                  audit::Details details) {
  const auto& id = record.output.id.text();
  HDIS_TRY(agreement, agreement_of(workspace, record.output));
  details.emplace("agreement", record.agreement);
  const auto event = workspace.event(use == Use::view ? "output.viewed" : "output.downloaded", id,
                                     std::move(details));
  return workspace.store->write([&](store::Writer& writer) -> Status {
    if (use == Use::download) {
      HDIS_TRY(downloads, writer.count_events(event.action, id));
      HDIS_CHECK(governance::check_download_limit(agreement, id, downloads));
    }
    return writer.record(event);
  });
}

Result<std::vector<OutputLine>> list_outputs(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().outputs());
  std::vector<OutputLine> out;
  for (const auto& record : records) {
    if (!check_may_see(workspace, record.output, actor)) continue;
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
    HDIS_CHECK(check_may_see(workspace, record.output, actor));
    HDIS_TRY(tables, released_tables(workspace, record));
    HDIS_CHECK(record_use(workspace, record, use, {{"form", form}}));
    return std::move(tables);
  });
}

}  // namespace hdis::service
