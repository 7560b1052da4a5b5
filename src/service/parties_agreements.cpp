#include "hdis/governance/permissions.hpp"
#include "hdis/service/parties.hpp"

#include "case.hpp"
#include "licences.hpp"
#include "party_rules.hpp"
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

/// Of a version that is being added; of an amendment, also why and which fields it changes.
Result<audit::Details> details_of(store::Reader& reader, const Agreement& agreement,
                                  const std::string& reason) {
  audit::Details details{{"digest", agreement.digest.text()}};
  if (!reason.empty()) details.emplace("why", reason);
  const auto versions = reader.agreement_versions(agreement.reference.stem);
  if (!versions) {
    if (versions.error().code() == ErrorCode::not_found) return details;
    return fail(versions.error());
  }
  HDIS_CHECK(check_reason(reason));
  HDIS_TRY(licensed, reader.licensed(agreement.reference.stem));
  if (licensed.size() > agreement.licences) {
    return fail(ErrorCode::conflict, "agreement.licences_in_use",
                fmt::format("{} licences are held, and the amendment has {}.", licensed.size(),
                            agreement.licences),
                "end licences with `hdis user unlicense` first");
  }
  const auto newest =
      std::ranges::max_element(*versions, governance::is_older_version,
                               [](const Agreement& a) { return a.reference.version; });
  std::string fields;
  for (const auto& change : governance::changes(*newest, agreement)) {
    fields += (fields.empty() ? "" : "; ") + change.field;
  }
  details.emplace("amends", newest->reference.to_text());
  details.emplace("fields", fields);
  return details;
}

Result<AgreementView> view(Workspace& workspace, Agreement agreement) {
  HDIS_TRY(licensed, workspace.reader().licensed(agreement.reference.stem));
  HDIS_TRY(versions, workspace.reader().agreement_versions(agreement.reference.stem));
  const bool newest = std::ranges::none_of(versions, [&](const Agreement& other) {
    return governance::is_older_version(agreement.reference.version, other.reference.version);
  });
  const bool in_force = agreement.in_force(workspace.now());
  HDIS_TRY(standing, workspace.reader().agreement_standing(agreement.reference.stem));
  return AgreementView{std::move(agreement), in_force, newest, standing, std::move(licensed)};
}

}  // namespace

Result<Agreement> add_agreement(Session& session, const std::string& yaml,
                                const std::string& reason) {
  auto& workspace = session.workspace();
  return audited(workspace, "agreement.add", "", [&]() -> Result<Agreement> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "add agreements"));
    HDIS_TRY(agreement, governance::parse_agreement(yaml));
    HDIS_CHECK(governance::check_names(agreement, workspace.catalogue, policy_names(workspace)));
    return in_transaction<Agreement>(workspace, [&](store::Writer& writer) -> Result<Agreement> {
      HDIS_TRY(organisation, writer.organisation(agreement.organisation));
      HDIS_CHECK(check_newer(writer, agreement));
      HDIS_TRY(details, details_of(writer, agreement, reason));
      details.emplace("organisation", organisation.code.text());
      HDIS_CHECK(writer.add(
          agreement, workspace.event("agreement.added", agreement.reference.to_text(), details)));
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

Result<AgreementComparison> compare_agreements(Session& session, const std::string& reference,
                                               const std::string& from, const std::string& to) {
  // "v1.2" is what references end in, so people write it here as well.
  const auto named = [&](const std::string& version) {
    if (version.empty()) return reference;
    return fmt::format("{}-v{}", reference, version.starts_with('v') ? version.substr(1) : version);
  };
  HDIS_TRY(left, show_agreement(session, named(from)));
  HDIS_TRY(right, show_agreement(session, named(to)));
  auto changes = governance::changes(left.agreement, right.agreement);
  return AgreementComparison{std::move(left.agreement), std::move(right.agreement),
                             std::move(changes)};
}

Status grant_licence(Session& session, const std::string& agreement, const std::string& user) {
  auto& workspace = session.workspace();
  return audited(workspace, "licence.grant", user, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "grant licences"));
    return workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_TRY(holder, writer.user(UserId(user)));
      return give_licence(workspace, writer, agreement, holder);
    });
  });
}

Status set_agreement_standing(Session& session, const std::string& reference,
                              governance::Standing standing, const StandingReason& reason) {
  auto& workspace = session.workspace();
  const auto action = standing_action("agreement", standing);
  return audited(workspace, action, reference, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "change the standing of an agreement"));
    HDIS_CHECK(check_standing_reason(standing, reason));
    HDIS_TRY(named, governance::parse_agreement_reference(reference));
    return workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_TRY(versions, writer.agreement_versions(named.stem));
      static_cast<void>(versions);
      HDIS_TRY(before, writer.agreement_standing(named.stem));
      if (before == standing) return fail(no_change(named.stem, standing));
      return writer.set_standing(named.stem, standing,
                                 workspace.event(action, named.stem, details_of(reason)));
    });
  });
}

Status end_licence(Session& session, const std::string& agreement, const std::string& user) {
  auto& workspace = session.workspace();
  return audited(workspace, "licence.end", user, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "end licences"));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    return workspace.store->write([&](store::Writer& writer) {
      return writer.end_licence(
          reference.stem, UserId(user),
          workspace.event("licence.ended", user, {{"agreement", reference.stem}}));
    });
  });
}

}  // namespace hdis::service
