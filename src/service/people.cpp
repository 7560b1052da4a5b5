#include "hdis/service/people.hpp"

#include "hdis/core/text.hpp"
#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "licences.hpp"
#include "party_rules.hpp"
#include "standing.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

using governance::Role;
using governance::User;
using governance::UserId;

Result<Date> read_day_of_event(const std::string& text) {
  if (const auto date = Date::parse(text)) return *date;
  return fail(ErrorCode::invalid_input, "user.date", fmt::format("\"{}\" is not a date.", text),
              "write it as YYYY-MM-DD");
}

/// Changes one thing about a user whom an administrator names, with the event that says what.
Result<User> record_about(Session& session, const std::string& id, const std::string& action,
                          const audit::Details& details,
                          const std::function<Status(User&)>& change) {
  auto& workspace = session.workspace();
  return audited(workspace, action, id, [&]() -> Result<User> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "record training, employment or leaving"));
    if (actor.id.text() == id) {
      return fail(ErrorCode::conflict, "user.oneself",
                  "Nobody records their own training or employment.", "another administrator can");
    }
    return in_transaction<User>(workspace, [&](store::Writer& writer) -> Result<User> {
      HDIS_TRY(user, writer.user(UserId(id)));
      HDIS_CHECK(change(user));
      HDIS_CHECK(writer.save(user, workspace.event(action, id, details)));
      return std::move(user);
    });
  });
}

}  // namespace

Result<User> record_training(Session& session, const std::string& id, const std::string& course,
                             const std::string& valid_until) {
  return record_about(session, id, "user.trained", {{"course", course}, {"until", valid_until}},
                      [&](User& user) -> Status {
                        HDIS_TRY(day, read_day_of_event(valid_until));
                        user.training_valid_until = day;
                        return {};
                      });
}

Result<User> attest_employment(Session& session, const std::string& id, const std::string& by) {
  return record_about(session, id, "user.attested", {{"by", by}}, [&](User& user) -> Status {
    HDIS_CHECK(check_reason(by));
    user.employment = {by, date_of(session.workspace().now())};
    user.last_day.reset();
    return {};
  });
}

Result<User> record_leaver(Session& session, const std::string& id, const std::string& last_day,
                           const std::string& reason) {
  return record_about(session, id, "user.leaves", {{"last_day", last_day}, {"why", reason}},
                      [&](User& user) -> Status {
                        HDIS_CHECK(check_reason(reason));
                        HDIS_TRY(day, read_day_of_event(last_day));
                        user.last_day = day;
                        return {};
                      });
}

Status accept_terms(Session& session, const std::string& agreement, const std::string& version) {
  auto& workspace = session.workspace();
  return audited(workspace, "terms.accept", agreement, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    return workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_TRY(counts, agreement_that_counts(writer, reference.stem, workspace.now()));
      if (counts.terms_version != version) {
        return fail(ErrorCode::refused, "terms.version",
                    counts.terms_version.empty()
                        ? fmt::format("{} asks nobody to accept terms.", counts.reference.to_text())
                        : fmt::format("Version {} of the terms counts under {}.",
                                      counts.terms_version, counts.reference.to_text()),
                    "read the version that counts, and name it with --terms");
      }
      return writer.accept_terms(
          reference.stem, actor.id, version,
          workspace.event("terms.accepted", actor.id.text(),
                          {{"agreement", counts.reference.to_text()}, {"terms", version}}));
    });
  });
}

Result<std::optional<std::uint32_t>> transfer_licence(Session& session, const Transfer& transfer) {
  using Pounds = std::optional<std::uint32_t>;
  auto& workspace = session.workspace();
  return audited(workspace, "licence.transfer", transfer.to, [&]() -> Result<Pounds> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "transfer licences"));
    HDIS_CHECK(check_reason(transfer.reason));
    HDIS_TRY(reference, governance::parse_agreement_reference(transfer.agreement));
    return in_transaction<Pounds>(workspace, [&](store::Writer& writer) -> Result<Pounds> {
      HDIS_TRY(holder, writer.user(UserId(transfer.to)));
      HDIS_TRY(counts, agreement_that_counts(writer, reference.stem, workspace.now()));
      HDIS_CHECK(writer.end_licence(
          reference.stem, UserId(transfer.from),
          workspace.event("licence.ended", transfer.from,
                          {{"agreement", reference.stem}, {"why", transfer.reason}})));
      HDIS_CHECK(hand_licence(workspace, writer, counts, holder));
      HDIS_CHECK(charge(workspace, writer, counts, "licence_transfer",
                        fmt::format("licence of {}, from {}", transfer.to, transfer.from)));
      return counts.charge_for("licence_transfer");
    });
  });
}

Result<std::vector<ChargeLine>> list_charges(Session& session, const std::string& agreement) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  if (!actor.is(Role::auditor)) {
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "see charges"));
  }
  HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
  HDIS_TRY(versions, workspace.reader().agreement_versions(reference.stem));
  static_cast<void>(versions);
  HDIS_TRY(charges, workspace.reader().charges(reference.stem));
  std::vector<ChargeLine> out;
  out.reserve(charges.size());
  for (const auto& due : charges) {
    out.push_back({due.charge.what, due.charge.pounds, due.subject, due.at});
  }
  return out;
}

Result<std::vector<governance::RuleOutcome>> explain_use(Session& session,
                                                         const std::string& agreement,
                                                         const std::string& user) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  const bool oversees =
      actor.is(Role::administrator) || actor.is(Role::reviewer) || actor.is(Role::auditor);
  if (actor.id.text() != user && !oversees) {
    return fail(ErrorCode::not_permitted, "person.role",
                fmt::format("{} may not see what stands against others.", actor.id.text()),
                "ask about yourself");
  }
  HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
  HDIS_TRY(person, workspace.reader().user(UserId(user)));
  HDIS_TRY(use, use_of(workspace.reader(), reference.stem, person, workspace.now()));
  return governance::rules_on(use.entitlement());
}

}  // namespace hdis::service
