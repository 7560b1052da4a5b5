#include "blindness.hpp"

#include "case.hpp"

#include <fmt/format.h>

namespace hdis::service {

Result<std::uint32_t> reviewers_needed(store::Reader& reader, const governance::Request& request,
                                       Instant now) {
  HDIS_TRY(agreement, agreement_that_counts(reader, request.agreement, now));
  return agreement.reviewers;
}

Status must_not_be_blind(const Workspace& workspace, const governance::User& reader,
                         const std::optional<std::string>& subject) {
  HDIS_TRY(records, workspace.reader().requests());
  std::vector<Reason> reasons;
  for (const auto& record : records) {
    const auto& request = record.request;
    // "R-000001 v1" is about R-000001.
    if (subject && subject->substr(0, subject->find(' ')) != request.id.text()) continue;
    HDIS_TRY(needed, reviewers_needed(workspace.reader(), request, workspace.now()));
    if (!governance::is_blind(request, needed, reader)) continue;
    reasons.push_back(
        {"audit.blind",
         fmt::format("{} waits for two reviewers who decide without knowing of one another, and "
                     "the log would tell {} of both.",
                     request.subject(), reader.id.text()),
         "read about something else with --subject, wait until it is decided, or ask an auditor "
         "who does not review",
         {}});
  }
  if (reasons.empty()) return {};
  return fail(Error(ErrorCode::not_permitted, std::move(reasons)));
}

}  // namespace hdis::service
