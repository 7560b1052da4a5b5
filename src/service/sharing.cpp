#include "hdis/governance/sharing.hpp"

#include "hdis/core/text.hpp"
#include "hdis/service/outputs.hpp"

#include "output_access.hpp"
#include "standing.hpp"
#include "successions.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::OrganisationCode;
using governance::OutputId;

Status not_shared_yet(store::Reader& reader, const OutputId& id,
                      const OrganisationCode& recipient) {
  HDIS_TRY(shares, reader.shares(id));
  if (std::ranges::find(shares, recipient, &store::Share::recipient) == shares.end()) return {};
  return fail(ErrorCode::conflict, "sharing.repeated",
              fmt::format("{} was shared with {} already.", id.text(), recipient.text()),
              fmt::format("see `hdis output shares {}`", id.text()));
}

/// Internal outputs are kept elsewhere and could not be shared anyway; who tries is told why.
Status must_not_be_internal(const std::string& id) {
  if (!id.starts_with("I-")) return {};
  return fail(
      ErrorCode::refused, "sharing.internal",
      fmt::format("{} is an internal output: it may hold small numbers and cannot be "
                  "shared.",
                  id),
      fmt::format("release its suppressed version, which can be: hdis output suppress {}", id));
}

/// Brings an output into the state of one that was shared; nothing changes if it is in it.
Status mark_shared(const Workspace& workspace, store::Writer& writer, store::OutputRecord& record) {
  const auto before = record.output.state;
  HDIS_TRY(after, governance::apply(record.output, governance::OutputAction::share));
  if (after == record.output) return {};
  record.output = after;
  return writer.save(record, before, {},
                     workspace.event("output.state", record.output.id.text(),
                                     {{"state", std::string(to_string(after.state))}}));
}

ShareLine line_of(const store::Share& share, const governance::Organisation& recipient) {
  return {share.output.text(), share.recipient.text(), recipient.name, share.by.text(), share.at,
          share.agreement};
}

}  // namespace

Result<ShareLine> share_output(Session& session, const std::string& id,
                               const std::string& recipient) {
  auto& workspace = session.workspace();
  return audited(workspace, "output.share", id, [&]() -> Result<ShareLine> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(must_not_be_internal(id));
    return in_transaction<ShareLine>(workspace, [&](store::Writer& writer) -> Result<ShareLine> {
      HDIS_TRY(record, writer.output(OutputId(id)));
      HDIS_TRY(request, writer.request(record.output.request));
      HDIS_TRY(organisation, writer.organisation(OrganisationCode(to_upper(recipient))));
      HDIS_TRY(use, use_of(writer, request.request.agreement, actor, workspace.now()));
      const auto entitlement = use.entitlement();
      HDIS_CHECK(governance::may_share({record.output, entitlement, organisation}));
      HDIS_CHECK(must_not_have_ended(writer, organisation, date_of(workspace.now())));
      HDIS_CHECK(not_shared_yet(writer, record.output.id, organisation.code));

      HDIS_CHECK(mark_shared(workspace, writer, record));
      const store::Share share{record.output.id, organisation.code, actor.id, workspace.now(),
                               use.agreement.reference.to_text()};
      HDIS_CHECK(writer.add(share, workspace.event("output.shared", id,
                                                   {{"with", organisation.code.text()},
                                                    {"kind", organisation.kind},
                                                    {"agreement", share.agreement}})));
      return line_of(share, organisation);
    });
  });
}

Result<std::vector<ShareLine>> list_shares(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "output.shares", id, [&]() -> Result<std::vector<ShareLine>> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(record, workspace.reader().output(OutputId(id)));
    HDIS_CHECK(check_may_see(workspace, record.output, actor));
    HDIS_TRY(shares, workspace.reader().shares(record.output.id));
    std::vector<ShareLine> out;
    for (const auto& share : shares) {
      HDIS_TRY(organisation, workspace.reader().organisation(share.recipient));
      out.push_back(line_of(share, organisation));
    }
    return out;
  });
}

}  // namespace hdis::service
