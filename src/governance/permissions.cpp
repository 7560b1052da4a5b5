#include "hdis/governance/permissions.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

tl::unexpected<Error> refuse(std::string_view rule, std::string message, std::string suggestion) {
  return fail(ErrorCode::not_permitted, std::string(rule), std::move(message),
              std::move(suggestion));
}

bool oversees(const User& user) { return user.is(Role::reviewer) || user.is(Role::auditor); }

}  // namespace

Status must_be_active(const User& user) {
  if (user.standing == Standing::active) return {};
  return refuse("person.suspended", fmt::format("{} is suspended.", user.id.text()),
                "ask the custodian for a review");
}

Status must_be(Role role, const User& user, std::string_view to_do) {
  HDIS_CHECK(must_be_active(user));
  if (user.is(role)) return {};
  return refuse("person.role",
                fmt::format("{} is not an {} and may not {}.", user.id.text(),
                            role == Role::reviewer ? "active reviewer" : to_string(role), to_do),
                "ask the custodian's administrator");
}

Status must_administer(const User& user, const OrganisationCode& custodian,
                       std::string_view to_do) {
  HDIS_CHECK(must_be(Role::administrator, user, to_do));
  if (user.organisation == custodian) return {};
  return refuse("person.not_custodian",
                fmt::format("{} works for {} and may not {}: that is for the custodian, {}.",
                            user.id.text(), user.organisation.text(), to_do, custodian.text()),
                "ask an administrator who works for the custodian");
}

Status must_be_author(const Request& request, const User& user, std::string_view to_do) {
  HDIS_CHECK(must_be_active(user));
  if (user.id == request.author) return {};
  return refuse("person.not_author",
                fmt::format("Only the author of {}, {}, may {}.", request.id.text(),
                            request.author.text(), to_do),
                "");
}

Status may_see(const Request& request, const User& user) {
  HDIS_CHECK(must_be_active(user));
  if (user.id == request.author || oversees(user) || user.is(Role::administrator)) return {};
  return refuse("request.not_yours",
                fmt::format("{} was written by somebody else.", request.id.text()),
                "only its author, reviewers, administrators and auditors see it");
}

Status may_see(const User& other, const User& user) {
  HDIS_CHECK(must_be_active(user));
  if (user.organisation == other.organisation || oversees(user) || user.is(Role::administrator))
    return {};
  return refuse("user.not_yours",
                fmt::format("{} works for another organisation.", other.id.text()),
                "reviewers, administrators and auditors see everybody");
}

Status may_see(const Output& output, const Request& request, const User& user, Entitled entitled,
               SharedWith shared) {
  HDIS_CHECK(must_be_active(user));
  const bool colleague = user.is(Role::analyst) && user.organisation == request.organisation;
  if (colleague && entitled == Entitled::yes) return {};
  const bool may_leave =
      output.state != OutputState::produced && output.state != OutputState::withheld;
  if (oversees(user) && may_leave) return {};
  if (user.is(Role::recipient) && shared == SharedWith::yes && may_leave) return {};
  return refuse("output.not_yours",
                fmt::format("{} may not see {}.", user.id.text(), output.id.text()),
                "licensed analysts of the licensee see it, recipients with whose organisation it "
                "was shared, and, "
                "once it is released, reviewers and auditors");
}

}  // namespace hdis::governance
