#include "hdis/governance/blind.hpp"

#include <algorithm>

namespace hdis::governance {

bool is_blind(const Request& request, std::uint32_t reviewers_needed, const User& reader) {
  const bool waits =
      request.state == RequestState::submitted || request.state == RequestState::checked;
  return waits && reviewers_needed > 1 &&
         (reader.is(Role::reviewer) || reader.id == request.author);
}

std::vector<Decision> decisions_told(const Request& request, std::span<const Decision> decisions,
                                     std::uint32_t reviewers_needed, const User& reader) {
  std::vector<Decision> out(decisions.begin(), decisions.end());
  if (!is_blind(request, reviewers_needed, reader)) return out;
  std::erase_if(out, [&](const Decision& decision) { return decision.reviewer != reader.id; });
  return out;
}

std::vector<Comment> comments_told(const Request& request, std::span<const Comment> comments,
                                   std::uint32_t reviewers_needed, const User& reader) {
  std::vector<Comment> out(comments.begin(), comments.end());
  if (reader.id == request.author || !is_blind(request, reviewers_needed, reader)) return out;
  std::erase_if(out, [&](const Comment& comment) {
    return comment.author != reader.id && comment.author != request.author;
  });
  return out;
}

}  // namespace hdis::governance
