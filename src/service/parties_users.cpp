#include "hdis/core/text.hpp"
#include "hdis/service/parties.hpp"

#include "licences.hpp"
#include "party_rules.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

using governance::Role;
using governance::Standing;
using governance::User;
using governance::UserId;

Result<Date> read_day(const std::string& text) {
  if (const auto date = Date::parse(text)) return *date;
  return fail(ErrorCode::invalid_input, "user.date", fmt::format("\"{}\" is not a date.", text),
              "write it as YYYY-MM-DD");
}

/// Gathers what is wrong with several inputs.
class Gathered {
 public:
  /// The value, or a default after the reasons have been noted.
  template <class T>
  T take(Result<T> result) {
    if (result) return *std::move(result);
    const auto& reasons = result.error().reasons();
    reasons_.insert(reasons_.end(), reasons.begin(), reasons.end());
    return T();
  }
  void note(Reason reason) { reasons_.push_back(std::move(reason)); }
  [[nodiscard]] Status status() && {
    if (reasons_.empty()) return {};
    return fail(Error(ErrorCode::invalid_input, std::move(reasons_)));
  }

 private:
  std::vector<Reason> reasons_;
};

Result<User> read_user(const UserInput& input, Date today) {
  Gathered gathered;
  User user;
  user.id = gathered.take(governance::parse_user_id(input.id));
  user.name = trim(input.name);
  if (user.name.empty() || !is_utf8(user.name)) {
    gathered.note({"user.name", "The user has no name.", "give one", {}});
  }
  user.os_user = input.os_user;
  user.organisation = governance::OrganisationCode(to_upper(input.organisation));
  for (const auto& role : input.roles)
    user.roles.insert(gathered.take(governance::parse_role(role)));
  if (user.roles.empty()) {
    gathered.note({"user.role",
                   "The user has no role.",
                   "use analyst, reviewer, administrator or auditor",
                   {}});
  }
  if (input.training_valid_until) {
    const auto day = read_day(*input.training_valid_until);
    if (day) user.training_valid_until = *day;
    if (!day) gathered.note(day.error().reasons().front());
  }
  if (input.employment_attested_by) user.employment = {*input.employment_attested_by, today};
  HDIS_CHECK(std::move(gathered).status());
  return user;
}

Status check_login_free(store::Reader& reader, const User& user) {
  if (user.os_user.empty() || !reader.user_of_login(user.os_user)) return {};
  return fail(ErrorCode::conflict, "user.login_taken",
              fmt::format("The login {} is that of another user.", user.os_user),
              "one login is one person");
}

Status check_free(store::Reader& reader, const User& user) {
  if (reader.user(user.id)) {
    return fail(ErrorCode::conflict, "user.exists",
                fmt::format("There is a user {} already.", user.id.text()), "see `hdis user list`");
  }
  return check_login_free(reader, user);
}

/// Whether `actor` may give `user` a new login: the only administrator would lock the store with a mistyped one.
Status check_login(store::Reader& reader, const User& actor, const User& user) {
  if (actor.id == user.id) {
    return fail(ErrorCode::conflict, "user.oneself", "Nobody changes their own login.",
                "another administrator can");
  }
  return check_login_free(reader, user);
}

audit::Details details_of(const User& user) {
  std::string roles;
  for (const auto role : user.roles)
    roles += (roles.empty() ? "" : ",") + std::string(to_string(role));
  return {{"name", user.name},
          {"organisation", user.organisation.text()},
          {"roles", roles},
          {"os_user", user.os_user},
          {"training_valid_until",
           user.training_valid_until ? user.training_valid_until->to_text() : ""},
          {"employment_attested_by", user.employment ? user.employment->by : ""}};
}

Result<User> changed(User user, const UserChange& change, Date today) {
  if (change.training_valid_until) {
    HDIS_TRY(day, read_day(*change.training_valid_until));
    user.training_valid_until = day;
  }
  if (change.employment_attested_by) user.employment = {*change.employment_attested_by, today};
  if (change.os_user) user.os_user = *change.os_user;
  return user;
}

}  // namespace

Result<User> add_user(Session& session, const UserInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "user.add", input.id, [&]() -> Result<User> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "add users"));
    HDIS_TRY(user, read_user(input, date_of(workspace.now())));
    return in_transaction<User>(workspace, [&](store::Writer& writer) -> Result<User> {
      HDIS_TRY(organisation, writer.organisation(user.organisation));
      static_cast<void>(organisation);
      HDIS_CHECK(check_free(writer, user));
      HDIS_CHECK(writer.add(user, workspace.event("user.added", user.id.text(), details_of(user))));
      if (input.licence) HDIS_CHECK(give_licence(workspace, writer, *input.licence, user));
      return user;
    });
  });
}

Result<std::vector<User>> list_users(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(users, workspace.reader().users());
  std::erase_if(users, [&](const User& user) { return !governance::may_see(user, actor); });
  return std::move(users);
}

Result<User> change_user(Session& session, const std::string& id, const UserChange& change) {
  auto& workspace = session.workspace();
  return audited(workspace, "user.change", id, [&]() -> Result<User> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian, "change users"));
    return in_transaction<User>(workspace, [&](store::Writer& writer) -> Result<User> {
      HDIS_TRY(before, writer.user(UserId(id)));
      HDIS_TRY(user, changed(before, change, date_of(workspace.now())));
      if (user.os_user != before.os_user) HDIS_CHECK(check_login(writer, actor, user));
      HDIS_CHECK(writer.save(user, workspace.event("user.changed", id, details_of(user))));
      return std::move(user);
    });
  });
}

Result<User> set_user_standing(Session& session, const std::string& id, Standing standing,
                               const StandingReason& reason) {
  auto& workspace = session.workspace();
  const auto action = standing_action("user", standing);
  return audited(workspace, action, id, [&]() -> Result<User> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_administer(actor, workspace.facts.custodian,
                                           "change the standing of a user"));
    HDIS_CHECK(check_standing_reason(standing, reason));
    if (actor.id.text() == id) {
      return fail(ErrorCode::conflict, "user.oneself", "Nobody changes their own standing.",
                  "another administrator can");
    }
    return in_transaction<User>(workspace, [&](store::Writer& writer) -> Result<User> {
      HDIS_TRY(user, writer.user(UserId(id)));
      if (user.standing == standing) return fail(no_change(id, standing));
      user.standing = standing;
      HDIS_CHECK(writer.save(user, workspace.event(action, id, details_of(reason))));
      return std::move(user);
    });
  });
}

}  // namespace hdis::service
