#include "successions.hpp"

#include "hdis/core/text.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/service/successions.hpp"

#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::OrganisationCode;
using store::Succession;

/// Whether one organisation is, at any time, another or goes over into it.
bool leads_to(const std::vector<Succession>& all, OrganisationCode from,
              const OrganisationCode& to) {
  while (from != to) {
    const auto next = std::ranges::find(all, from, &Succession::organisation);
    if (next == all.end()) return false;
    from = next->successor;
  }
  return true;
}

Status may_succeed(const std::vector<Succession>& all, const Succession& succession,
                   const OrganisationCode& custodian) {
  const auto& code = succession.organisation;
  if (code == custodian) {
    return fail(ErrorCode::conflict, "succession.custodian",
                "The custodian of a store cannot go over into another organisation.",
                "a new custodian begins a store of their own");
  }
  if (std::ranges::find(all, code, &Succession::organisation) != all.end()) {
    return fail(ErrorCode::conflict, "succession.repeated",
                fmt::format("{} has a successor already.", code.text()), "see `hdis org list`");
  }
  if (leads_to(all, succession.successor, code)) {
    return fail(ErrorCode::conflict, "succession.circle",
                fmt::format("{} would come to succeed itself.", code.text()),
                "check the two codes");
  }
  return {};
}

SuccessionLine line_of(const Succession& succession) {
  return {succession.organisation.text(), succession.successor.text(), succession.since};
}

}  // namespace

Result<std::optional<Succession>> succession_of(store::Reader& reader, const OrganisationCode& code,
                                                Date day) {
  HDIS_TRY(all, reader.successions());
  const auto found = std::ranges::find_if(all, [&](const Succession& succession) {
    return succession.organisation == code && succession.since <= day;
  });
  if (found == all.end()) return std::optional<Succession>();
  return std::optional<Succession>(*found);
}

Result<std::vector<OrganisationCode>> predecessors_of(store::Reader& reader,
                                                      const OrganisationCode& code, Date day) {
  HDIS_TRY(all, reader.successions());
  std::vector<OrganisationCode> out{code};
  // There are no circles, so the list ends.
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const auto& succession : all) {
      if (succession.successor == out[i] && succession.since <= day) {
        out.push_back(succession.organisation);
      }
    }
  }
  return out;
}

Result<SuccessionLine> record_succession(Session& session, const std::string& organisation,
                                         const std::string& successor, const std::string& since) {
  auto& workspace = session.workspace();
  return audited(workspace, "organisation.succeed", organisation, [&]() -> Result<SuccessionLine> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "record successions of organisations"));
    const auto day = Date::parse(since);
    if (!day) {
      return fail(ErrorCode::invalid_input, "succession.date",
                  fmt::format("\"{}\" is not a date.", since), "write it as YYYY-MM-DD");
    }
    return in_transaction<SuccessionLine>(
        workspace, [&](store::Writer& writer) -> Result<SuccessionLine> {
          HDIS_TRY(ends, writer.organisation(OrganisationCode(to_upper(organisation))));
          HDIS_TRY(follows, writer.organisation(OrganisationCode(to_upper(successor))));
          HDIS_TRY(all, writer.successions());
          const Succession succession{ends.code, follows.code, *day};
          HDIS_CHECK(may_succeed(all, succession, workspace.facts.custodian));
          HDIS_CHECK(writer.add(
              succession,
              workspace.event("organisation.succeeded", ends.code.text(),
                              {{"by", follows.code.text()}, {"since", day->to_text()}})));
          return line_of(succession);
        });
  });
}

Status must_not_have_ended(store::Reader& reader, const governance::Organisation& recipient,
                           Date day) {
  HDIS_TRY(succession, succession_of(reader, recipient.code, day));
  if (!succession) return {};
  return fail(ErrorCode::refused, "sharing.succeeded",
              fmt::format("{} went over into {} on {}.", recipient.name,
                          succession->successor.text(), succession->since.to_text()),
              fmt::format("share with {}, if its kind is permitted", succession->successor.text()));
}

Result<std::vector<SuccessionLine>> list_successions(Session& session) {
  HDIS_TRY(all, session.workspace().reader().successions());
  std::vector<SuccessionLine> out;
  out.reserve(all.size());
  for (const auto& succession : all) out.push_back(line_of(succession));
  return out;
}

}  // namespace hdis::service
