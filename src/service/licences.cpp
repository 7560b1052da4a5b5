#include "licences.hpp"

#include "hdis/governance/agreement_reference.hpp"

#include "case.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Agreement;

/// Whether the user may be given a licence of the agreement.
Status check_licence(store::Reader& reader, const Agreement& agreement,
                     const governance::User& user) {
  if (user.organisation != agreement.organisation) {
    return fail(ErrorCode::refused, "licence.other_organisation",
                fmt::format("{} works for {}, but the agreement is with {}.", user.id.text(),
                            user.organisation.text(), agreement.organisation.text()),
                "licences are for employees of the licensee");
  }
  HDIS_TRY(licensed, reader.licensed(agreement.reference.stem));
  if (std::ranges::find(licensed, user.id) != licensed.end()) {
    return fail(ErrorCode::conflict, "licence.held",
                fmt::format("{} holds a licence of this agreement already.", user.id.text()));
  }
  if (licensed.size() >= agreement.licences) {
    return fail(ErrorCode::conflict, "licence.none_left",
                fmt::format("All {} licences of this agreement are taken.", agreement.licences),
                "end one with `hdis user unlicense`, or amend the agreement");
  }
  return {};
}

}  // namespace

Status give_licence(const Workspace& workspace, store::Writer& writer, const std::string& agreement,
                    const governance::User& user) {
  HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
  HDIS_TRY(counts, agreement_that_counts(writer, reference.stem, workspace.now()));
  HDIS_CHECK(hand_licence(workspace, writer, counts, user));
  return charge(workspace, writer, counts, "licence", fmt::format("licence of {}", user.id.text()));
}

Status hand_licence(const Workspace& workspace, store::Writer& writer, const Agreement& agreement,
                    const governance::User& user) {
  HDIS_CHECK(check_licence(writer, agreement, user));
  return writer.grant_licence(agreement.reference.stem, user.id,
                              workspace.event("licence.granted", user.id.text(),
                                              {{"agreement", agreement.reference.to_text()}}));
}

Status charge(const Workspace& workspace, store::Writer& writer, const Agreement& agreement,
              const std::string& what, const std::string& subject) {
  const auto pounds = agreement.charge_for(what);
  if (!pounds) return {};
  return writer.add(
      store::ChargeDue{agreement.reference.stem, {what, *pounds}, subject, workspace.now()},
      workspace.event("charge.due", agreement.reference.to_text(),
                      {{"for", what}, {"pounds", std::to_string(*pounds)}, {"subject", subject}}));
}

}  // namespace hdis::service
