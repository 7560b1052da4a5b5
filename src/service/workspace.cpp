#include "workspace.hpp"

#include "hdis/governance/permissions.hpp"

namespace hdis::service {

audit::Draft Workspace::event(std::string action, std::string subject,
                              audit::Details details) const {
  return {now(),
          actor.id.text(),
          identity.to_text(),
          std::move(action),
          std::move(subject),
          std::move(details)};
}

audit::Draft Workspace::system_event(std::string action, std::string subject,
                                     audit::Details details) const {
  auto draft = event(std::move(action), std::move(subject), std::move(details));
  draft.actor = "system";
  return draft;
}

Result<governance::User> acting_user(Workspace& workspace) {
  HDIS_TRY(user, workspace.reader().user(workspace.actor.id));
  HDIS_CHECK(governance::must_be_active(user));
  if (user.left_before(date_of(workspace.now()))) {
    return fail(
        ErrorCode::not_permitted, "person.left",
        "The last day of " + user.id.text() + " was " + user.last_day->to_text() + ".",
        "the custodian's administrator records it with `hdis user attest` if that is wrong");
  }
  HDIS_TRY(organisation, workspace.reader().organisation(user.organisation));
  if (organisation.standing == governance::Standing::suspended) {
    return fail(ErrorCode::not_permitted, "organisation.suspended",
                "The access of " + organisation.name + " is suspended.",
                "ask the custodian for a review");
  }
  return std::move(user);
}

void record_refusal(Workspace& workspace, std::string_view action, const std::string& subject,
                    const Error& error) {
  switch (error.code()) {
    case ErrorCode::refused:
    case ErrorCode::not_permitted:
    case ErrorCode::conflict:
    case ErrorCode::corrupt:
      break;
    default:
      return;  // A slip of the pen or an outage: nothing was asked for that a rule forbids.
  }
  // Rules, not messages: a message may quote what somebody typed.
  std::string rules;
  for (const auto& reason : error.reasons()) rules += (rules.empty() ? "" : " ") + reason.rule;
  const auto draft =
      workspace.event(std::string(action) + ".refused", subject,
                      {{"code", std::string(to_string(error.code()))}, {"rules", rules}});
  // The refusal stands whether or not it could be recorded; nothing was done that would need a record.
  static_cast<void>(
      workspace.store->write([&](store::Writer& writer) { return writer.record(draft); }));
}

}  // namespace hdis::service
