#include "hdis/service/internal_outputs.hpp"

#include "hdis/governance/limits.hpp"

#include "case.hpp"
#include "internal_store.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::InternalOutputId;
using governance::InternalState;
using governance::OutputState;

InternalLine line_of(const store::InternalRecord& record) {
  return {record.output, record.produced_at, record.agreement, record.destroyed_at,
          record.destroyed_why};
}

/// Whether it is there and may be.
Status check_kept(const Workspace& workspace, const store::InternalRecord& record) {
  const auto& id = record.output.id.text();
  const auto gone = [&](std::string rule, std::string message) {
    return fail(ErrorCode::conflict, std::move(rule), std::move(message),
                "its suppressed version, if it was released, may be kept: see `hdis output list`");
  };
  if (record.output.state == InternalState::destroyed) {
    return gone("internal.destroyed",
                fmt::format("{} was destroyed on {}: {}.", id, to_text(*record.destroyed_at),
                            record.destroyed_why));
  }
  // What could not be destroyed yet is closed all the same.
  HDIS_TRY(why, reason_to_destroy(workspace.reader(), record, workspace.now()));
  if (!why) return {};
  return gone("internal.to_be_destroyed", fmt::format("{} must be destroyed: {}.", id, *why));
}

Result<governance::Agreement> agreement_of(Workspace& workspace,
                                           const governance::InternalOutput& output) {
  HDIS_TRY(request, workspace.reader().request(output.request));
  return agreement_that_counts(workspace.reader(), request.request.agreement, workspace.now());
}

/// An internal output that who acts may use now.
Result<store::InternalRecord> usable(Workspace& workspace, const std::string& id) {
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(record, workspace.reader().internal_output(InternalOutputId(id)));
  HDIS_CHECK(check_may_see(workspace, record.output, actor));
  HDIS_CHECK(check_kept(workspace, record));
  HDIS_TRY(agreement, agreement_of(workspace, record.output));
  if (agreement.small_numbers != governance::SmallNumbers::permitted) {
    return fail(ErrorCode::not_permitted, "internal.no_longer_permitted",
                fmt::format("{} permits no output with small numbers any more.",
                            agreement.reference.to_text()),
                "its suppressed version, if it was released, may be kept: see `hdis output list`");
  }
  return record;
}

Status record_use(Workspace& workspace, const store::InternalRecord& record, Use use,
                  const std::string& form) {
  HDIS_TRY(agreement, agreement_of(workspace, record.output));
  const auto& id = record.output.id.text();
  const auto event = workspace.event(use == Use::view ? "output.viewed" : "output.downloaded", id,
                                     {{"form", form}, {"agreement", record.agreement}});
  return workspace.store->write([&](store::Writer& writer) -> Status {
    if (use == Use::download) {
      HDIS_TRY(downloads, writer.count_events(event.action, id));
      HDIS_CHECK(governance::check_download_limit(agreement, id, downloads));
    }
    return writer.record(event);
  });
}

/// The tables of its suppressed version, each as it was made. Errors: `withheld` if there is none; `corrupt`.
Result<std::vector<store::StoredTable>> suppressed_tables(Workspace& workspace,
                                                          const store::InternalRecord& record) {
  std::vector<Reason> reasons;
  for (const auto& why : record.unsuppressed)
    reasons.push_back({"internal.no_version", why, "", {}});
  if (!reasons.empty()) return fail(Error(ErrorCode::withheld, std::move(reasons)));
  HDIS_TRY(stored, workspace.reader().suppressed_version(record.output.id));
  for (const auto& table : stored) {
    HDIS_TRY(opened, disclosure::reopen(table.content, table.digest));
    static_cast<void>(opened);
  }
  return stored;
}

}  // namespace

Result<std::vector<InternalLine>> list_internal_outputs(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(records, workspace.reader().internal_outputs());
  std::vector<InternalLine> out;
  for (const auto& record : records) {
    if (check_may_see(workspace, record.output, actor)) out.push_back(line_of(record));
  }
  std::ranges::reverse(out);
  return out;
}

Result<std::vector<released::InternalTable>> fetch_internal(Session& session, const std::string& id,
                                                            Use use, const std::string& form) {
  auto& workspace = session.workspace();
  // All rows for another program are a file, whatever they are printed to.
  if (form == "json") use = Use::download;
  const std::string action = use == Use::view ? "output.view" : "output.download";
  return audited(workspace, action, id, [&]() -> Result<std::vector<released::InternalTable>> {
    HDIS_TRY(record, usable(workspace, id));
    HDIS_TRY(sealed, workspace.reader().sealed_tables(record.output.id));
    HDIS_TRY(tables, open_answer(workspace.config, record.output.id, sealed));
    HDIS_CHECK(record_use(workspace, record, use, form));
    return std::move(tables);
  });
}

Result<governance::Output> suppress(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "output.suppress", id, [&]() -> Result<governance::Output> {
    HDIS_TRY(record, usable(workspace, id));
    HDIS_TRY(tables, suppressed_tables(workspace, record));
    HDIS_TRY(agreement, agreement_of(workspace, record.output));
    store::OutputRecord output{
        {governance::suppressed_id_of(record.output.id), record.output.request,
         record.output.request_version, OutputState::produced},
        agreement.reference.to_text(),
        {},
        workspace.now()};
    const auto event = [&](const char* name) {
      return workspace.event(name, output.output.id.text(),
                             {{"made_from", id},
                              {"agreement", output.agreement},
                              {"tables", std::to_string(tables.size())},
                              {"digest", tables.empty() ? "" : tables.front().digest.text()}});
    };
    const auto kept = workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_CHECK(writer.add(output, event("output.produced")));
      HDIS_TRY(released, governance::apply(output.output, governance::OutputAction::release));
      output.output = released;
      return writer.save(output, OutputState::produced, tables, event("output.released"));
    });
    if (!kept) return fail(kept.error());
    return output.output;
  });
}

}  // namespace hdis::service
