#include "hdis/governance/permissions.hpp"
#include "hdis/service/parties.hpp"

#include "case.hpp"
#include "licences.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Agreement;
using governance::Role;
using governance::UserId;

std::vector<std::string> policy_names(const Workspace& workspace) {
  std::vector<std::string> names;
  for (const auto& policy : workspace.policies) names.push_back(policy.id);
  return names;
}

/// Whether the version comes after those that are there.
Status check_newer(store::Reader& reader, const Agreement& agreement) {
  const auto versions = reader.agreement_versions(agreement.reference.stem);
  if (!versions) {
    return versions.error().code() == ErrorCode::not_found ? Status() : fail(versions.error());
  }
  for (const auto& known : *versions) {
    if (governance::is_older_version(known.reference.version, agreement.reference.version))
      continue;
    return fail(
        ErrorCode::conflict, "agreement.not_newer",
        fmt::format("Version {} of {} is here already, so version {} cannot be added.",
                    known.reference.version, agreement.reference.stem, agreement.reference.version),
        "a version is never changed: give an amendment a higher version");
  }
  return {};
}

Result<AgreementView> view(Workspace& workspace, Agreement agreement) {
  HDIS_TRY(licensed, workspace.reader().licensed(agreement.reference.stem));
  HDIS_TRY(versions, workspace.reader().agreement_versions(agreement.reference.stem));
  const bool newest = std::ranges::none_of(versions, [&](const Agreement& other) {
    return governance::is_older_version(agreement.reference.version, other.reference.version);
  });
  const bool in_force = agreement.in_force(workspace.now());
  return AgreementView{std::move(agreement), in_force, newest, std::move(licensed)};
}

}  // namespace

Result<Agreement> add_agreement(Session& session, const std::string& yaml) {
  auto& workspace = session.workspace();
  return audited(workspace, "agreement.add", "", [&]() -> Result<Agreement> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "add agreements"));
    HDIS_TRY(agreement, governance::parse_agreement(yaml));
    HDIS_CHECK(governance::check_names(agreement, workspace.catalogue, policy_names(workspace)));
    return in_transaction<Agreement>(workspace, [&](store::Writer& writer) -> Result<Agreement> {
      HDIS_TRY(organisation, writer.organisation(agreement.organisation));
      HDIS_CHECK(check_newer(writer, agreement));
      HDIS_CHECK(
          writer.add(agreement, workspace.event("agreement.added", agreement.reference.to_text(),
                                                {{"organisation", organisation.code.text()},
                                                 {"digest", agreement.digest.text()}})));
      return agreement;
    });
  });
}

Result<std::vector<AgreementView>> list_agreements(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(agreements, workspace.reader().agreements());
  std::vector<AgreementView> out;
  for (auto& agreement : agreements) {
    HDIS_TRY(shown, view(workspace, std::move(agreement)));
    out.push_back(std::move(shown));
  }
  return out;
}

Result<AgreementView> show_agreement(Session& session, const std::string& reference) {
  auto& workspace = session.workspace();
  HDIS_TRY(wanted, governance::parse_agreement_reference(reference));
  HDIS_TRY(versions, workspace.reader().agreement_versions(wanted.stem));
  std::ranges::sort(versions, governance::is_older_version,
                    [](const Agreement& agreement) { return agreement.reference.version; });
  if (wanted.version.empty()) return view(workspace, versions.back());
  for (const auto& agreement : versions) {
    if (agreement.reference.version == wanted.version) return view(workspace, agreement);
  }
  return fail(ErrorCode::not_found, "agreement.no_version",
              fmt::format("There is no version {} of {}.", wanted.version, wanted.stem),
              "see `hdis agreement list`");
}

Status grant_licence(Session& session, const std::string& agreement, const std::string& user) {
  auto& workspace = session.workspace();
  return audited(workspace, "licence.grant", user, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "grant licences"));
    return workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_TRY(holder, writer.user(UserId(user)));
      return give_licence(workspace, writer, agreement, holder);
    });
  });
}

Status end_licence(Session& session, const std::string& agreement, const std::string& user) {
  auto& workspace = session.workspace();
  return audited(workspace, "licence.end", user, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "end licences"));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    return workspace.store->write([&](store::Writer& writer) {
      return writer.end_licence(
          reference.stem, UserId(user),
          workspace.event("licence.ended", user, {{"agreement", reference.stem}}));
    });
  });
}

}  // namespace hdis::service
