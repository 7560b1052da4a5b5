#include "hdis/core/text.hpp"
#include "hdis/service/parties.hpp"

#include "party_rules.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

using governance::Organisation;
using governance::OrganisationCode;
using governance::Role;
using governance::Standing;

}  // namespace

Result<Organisation> add_organisation(Session& session, const std::string& code,
                                      const std::string& name, const std::string& kind) {
  auto& workspace = session.workspace();
  return audited(workspace, "organisation.add", code, [&]() -> Result<Organisation> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(
        governance::must_administer(actor, workspace.facts.custodian, "register organisations"));
    HDIS_TRY(organisation, governance::make_organisation(code, name, kind));
    if (workspace.reader().organisation(organisation.code)) {
      return fail(ErrorCode::conflict, "organisation.exists",
                  fmt::format("{} is registered already.", organisation.code.text()),
                  "see `hdis org list`");
    }
    HDIS_CHECK(workspace.store->write([&](store::Writer& writer) {
      return writer.add(
          organisation,
          workspace.event("organisation.added", organisation.code.text(),
                          {{"name", organisation.name}, {"kind", organisation.kind}}));
    }));
    return std::move(organisation);
  });
}

Result<std::vector<Organisation>> list_organisations(Session& session) {
  return session.workspace().reader().organisations();
}

Result<Organisation> set_organisation_standing(Session& session, const std::string& code,
                                               Standing standing, const StandingReason& reason) {
  auto& workspace = session.workspace();
  const auto action = standing_action("organisation", standing);
  return audited(workspace, action, code, [&]() -> Result<Organisation> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "change the standing of an organisation"));
    HDIS_CHECK(check_standing_reason(standing, reason));
    return in_transaction<Organisation>(
        workspace, [&](store::Writer& writer) -> Result<Organisation> {
          HDIS_TRY(organisation, writer.organisation(OrganisationCode(to_upper(code))));
          if (organisation.standing == standing) return fail(no_change(code, standing));
          if (organisation.code == workspace.facts.custodian) {
            return fail(ErrorCode::conflict, "organisation.custodian",
                        "The custodian cannot suspend itself.", "suspend users instead");
          }
          organisation.standing = standing;
          HDIS_CHECK(writer.save(
              organisation, workspace.event(action, organisation.code.text(), details_of(reason))));
          return std::move(organisation);
        });
  });
}

}  // namespace hdis::service
