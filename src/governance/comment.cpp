#include "hdis/governance/comment.hpp"

#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"
#include "hdis/governance/permissions.hpp"

#include <fmt/format.h>

namespace hdis::governance {

Result<Comment> write_comment(const Request& request, const User& writer,
                              const OrganisationCode& custodian, std::string_view text,
                              Instant at) {
  HDIS_CHECK(must_be_active(writer));
  const bool reviews = writer.is(Role::reviewer) && writer.organisation == custodian;
  if (writer.id != request.author && !reviews) {
    return fail(ErrorCode::not_permitted, "comment.not_yours",
                fmt::format("{} may not comment on {}.", writer.id.text(), request.id.text()),
                "its author and the custodian's reviewers do");
  }
  if (request.state == RequestState::rejected || request.state == RequestState::discarded) {
    return fail(
        ErrorCode::conflict, "comment.ended",
        fmt::format("{} is {}, which is its end.", request.subject(), to_string(request.state)),
        "draft a new request");
  }
  const auto trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > longest_comment || !is_plain(trimmed, Lines::one)) {
    return fail(ErrorCode::invalid_input, "comment.text",
                fmt::format("The comment is not one line of plain text of up to {} bytes.",
                            longest_comment),
                "write it in UTF-8, without line breaks and without characters that nobody sees");
  }
  return Comment{writer.id, request.version, std::string(trimmed), at};
}

}  // namespace hdis::governance
