#include "hdis/core/text.hpp"

#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

using governance::Agreement;
using governance::Organisation;
using governance::OrganisationCode;
using governance::Role;
using governance::Standing;
using governance::User;
using governance::UserId;

Standing standing_of(const std::string& text) {
  // The schema allows these two words only.
  return text == "suspended" ? Standing::suspended : Standing::active;
}

/// A row of `users`, as texts.
struct UserRow {
  std::string id, name, os_user, organisation, roles, training, attested_by, attested_on, standing,
      last_day;

  explicit UserRow() = default;
  explicit UserRow(const User& user)
      : id(user.id.text()),
        name(user.name),
        os_user(user.os_user),
        organisation(user.organisation.text()),
        training(user.training_valid_until ? user.training_valid_until->to_text() : ""),
        attested_by(user.employment ? user.employment->by : ""),
        attested_on(user.employment ? user.employment->on.to_text() : ""),
        standing(to_string(user.standing)),
        last_day(user.last_day ? user.last_day->to_text() : "") {
    for (const auto role : user.roles) {
      roles += (roles.empty() ? "" : ",") + std::string(to_string(role));
    }
  }

  [[nodiscard]] Result<User> to_user() const {
    User user;
    user.id = UserId(id);
    user.name = name;
    user.os_user = os_user;
    user.organisation = OrganisationCode(organisation);
    user.standing = standing_of(standing);
    for (const auto& role : split(roles, ',')) {
      if (role.empty()) continue;
      const auto parsed = governance::parse_role(role);
      if (!parsed) return fail(unreadable("the roles of a user"));
      user.roles.insert(*parsed);
    }
    user.training_valid_until = Date::parse(training);
    user.last_day = Date::parse(last_day);
    if (const auto on = Date::parse(attested_on)) user.employment = {attested_by, *on};
    return user;
  }
};

template <class T>
Result<T> only(Result<std::vector<T>> found, Error missing) {
  if (!found) return fail(std::move(found).error());
  if (found->empty()) return fail(std::move(missing));
  return std::move(found->front());
}

}  // namespace

Result<std::vector<Organisation>> Repositories::select_organisations(const std::string& code) {
  std::vector<Organisation> out;
  std::string found, name, kind, standing;
  HDIS_CHECK(database_->each(
      sql::organisation_select,
      [&] {
        out.push_back({OrganisationCode(found), name, kind, standing_of(standing)});
      },
      soci::into(found), soci::into(name), soci::into(kind), soci::into(standing),
      soci::use(code, "code")));
  return out;
}

Result<std::vector<Organisation>> Repositories::organisations() { return select_organisations(""); }

Result<Organisation> Repositories::organisation(const OrganisationCode& code) {
  auto missing = not_there("store.no_organisation",
                           fmt::format("There is no organisation {} here.", code.text()),
                           "see `hdis org list`");
  if (code.empty()) return fail(std::move(missing));
  return only(select_organisations(code.text()), std::move(missing));
}

Status Repositories::add(const Organisation& organisation, const audit::Draft& event) {
  const std::string standing(to_string(organisation.standing));
  return change(event, not_changed("The organisation"), sql::organisation_insert,
                soci::use(organisation.code.text(), "code"), soci::use(organisation.name, "name"),
                soci::use(organisation.kind, "kind"), soci::use(standing, "standing"));
}

Status Repositories::save(const Organisation& organisation, const audit::Draft& event) {
  const std::string standing(to_string(organisation.standing));
  return change(event, not_changed("The organisation"), sql::organisation_update,
                soci::use(organisation.code.text(), "code"), soci::use(organisation.name, "name"),
                soci::use(organisation.kind, "kind"), soci::use(standing, "standing"));
}

Result<std::vector<Agreement>> Repositories::select_agreements(const std::string& stem) {
  std::vector<std::pair<std::string, std::string>> rows;
  std::string document, digest;
  HDIS_CHECK(database_->each(
      sql::agreement_select, [&] { rows.emplace_back(document, digest); }, soci::into(document),
      soci::into(digest), soci::use(stem, "reference")));

  std::vector<Agreement> out;
  for (const auto& [text, recorded] : rows) {
    if (!same(digest_of(text), Digest(recorded))) return fail(unreadable("an agreement"));
    auto agreement = governance::parse_agreement(text);
    if (!agreement) return fail(unreadable("an agreement"));
    out.push_back(*std::move(agreement));
  }
  return out;
}

Result<std::vector<Agreement>> Repositories::agreements() { return select_agreements(""); }

Result<std::vector<Agreement>> Repositories::agreement_versions(const std::string& stem) {
  auto missing =
      not_there("store.no_agreement", fmt::format("There is no agreement {} here.", stem),
                "see `hdis agreement list`");
  if (stem.empty()) return fail(std::move(missing));
  HDIS_TRY(versions, select_agreements(stem));
  if (versions.empty()) return fail(std::move(missing));
  return std::move(versions);
}

Status Repositories::add(const Agreement& agreement, const audit::Draft& event) {
  const auto added_at = to_text(event.at);
  return change(event, not_changed("The agreement"), sql::agreement_insert,
                soci::use(agreement.reference.stem, "reference"),
                soci::use(agreement.reference.version, "version"),
                soci::use(agreement.organisation.text(), "organisation"),
                soci::use(agreement.text, "document"), soci::use(agreement.digest.text(), "digest"),
                soci::use(added_at, "added_at"));
}

Result<std::vector<User>> Repositories::select_users(const std::string& id,
                                                     const std::string& os_user) {
  std::vector<UserRow> rows;
  UserRow row;
  HDIS_CHECK(database_->each(
      sql::user_select, [&] { rows.push_back(row); }, soci::into(row.id), soci::into(row.name),
      soci::into(row.os_user), soci::into(row.organisation), soci::into(row.roles),
      soci::into(row.training), soci::into(row.attested_by), soci::into(row.attested_on),
      soci::into(row.standing), soci::into(row.last_day), soci::use(id, "id"),
      soci::use(os_user, "os_user")));
  std::vector<User> out;
  for (const auto& found : rows) {
    HDIS_TRY(user, found.to_user());
    out.push_back(std::move(user));
  }
  return out;
}

Result<std::vector<User>> Repositories::users() { return select_users("", ""); }

Result<User> Repositories::user(const UserId& id) {
  auto missing = not_there("store.no_user", fmt::format("There is no user {} here.", id.text()),
                           "see `hdis user list`");
  if (id.empty()) return fail(std::move(missing));
  return only(select_users(id.text(), ""), std::move(missing));
}

Result<User> Repositories::user_of_login(const std::string& os_user) {
  auto missing = not_there(
      "store.no_login", fmt::format("The login {} is not that of a user of this store.", os_user),
      "ask the custodian's administrator to add you with `hdis user add`");
  if (os_user.empty()) return fail(std::move(missing));
  return only(select_users("", os_user), std::move(missing));
}

Status Repositories::add(const User& user, const audit::Draft& event) {
  const UserRow row(user);
  return change(event, not_changed("The user"), sql::user_insert, soci::use(row.id, "id"),
                soci::use(row.name, "name"), soci::use(row.os_user, "os_user"),
                soci::use(row.organisation, "organisation"), soci::use(row.roles, "roles"),
                soci::use(row.training, "training_valid_until"),
                soci::use(row.attested_by, "employment_attested_by"),
                soci::use(row.attested_on, "employment_attested_on"),
                soci::use(row.standing, "standing"), soci::use(row.last_day, "last_day"));
}

Status Repositories::save(const User& user, const audit::Draft& event) {
  const UserRow row(user);
  return change(event, not_changed("The user"), sql::user_update, soci::use(row.id, "id"),
                soci::use(row.name, "name"), soci::use(row.os_user, "os_user"),
                soci::use(row.organisation, "organisation"), soci::use(row.roles, "roles"),
                soci::use(row.training, "training_valid_until"),
                soci::use(row.attested_by, "employment_attested_by"),
                soci::use(row.attested_on, "employment_attested_on"),
                soci::use(row.standing, "standing"), soci::use(row.last_day, "last_day"));
}

Result<std::vector<UserId>> Repositories::licensed(const std::string& stem) {
  std::vector<UserId> out;
  std::string user;
  HDIS_CHECK(database_->each(
      sql::licence_select, [&] { out.emplace_back(user); }, soci::into(user),
      soci::use(stem, "agreement")));
  return out;
}

Status Repositories::grant_licence(const std::string& stem, const UserId& user,
                                   const audit::Draft& event) {
  const auto granted_at = to_text(event.at);
  return change(event, not_changed("The licence"), sql::licence_insert,
                soci::use(stem, "agreement"), soci::use(user.text(), "user_id"),
                soci::use(granted_at, "granted_at"));
}

Status Repositories::end_licence(const std::string& stem, const UserId& user,
                                 const audit::Draft& event) {
  const auto missing =
      not_there("store.no_licence",
                fmt::format("{} holds no licence of the agreement {}.", user.text(), stem), "");
  return change(event, missing, sql::licence_delete, soci::use(stem, "agreement"),
                soci::use(user.text(), "user_id"));
}

}  // namespace hdis::store
