#pragma once

#include "hdis/governance/comment.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Two reviewers decide without knowing of one another (M7). While a request waits for both, nobody who could carry the word between them
/// is told what was decided, or that anything was.
namespace hdis::governance {

/// Whether a person must not be told of the decisions of others on a request: it waits for a decision, `reviewers_needed` is more than one, and
/// the person reviews or wrote it.
[[nodiscard]] bool is_blind(const Request& request, std::uint32_t reviewers_needed,
                            const User& reader);

/// Of the decisions on a request, those that `reader` may be told of: while they are blind, their own only.
[[nodiscard]] std::vector<Decision> decisions_told(const Request& request,
                                                   std::span<const Decision> decisions,
                                                   std::uint32_t reviewers_needed,
                                                   const User& reader);

/// Of the comments on a request, those that `reader` may be told of: a blind reviewer, their own and those of the request's author, who is told
/// all.
[[nodiscard]] std::vector<Comment> comments_told(const Request& request,
                                                 std::span<const Comment> comments,
                                                 std::uint32_t reviewers_needed,
                                                 const User& reader);

}  // namespace hdis::governance
