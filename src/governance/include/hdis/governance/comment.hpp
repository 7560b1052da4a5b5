#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::governance {

/// What somebody said about a request. It decides nothing.
struct Comment {
  UserId author;
  std::uint32_t version = 1;  ///< Of the request, when it was said.
  std::string text;
  Instant at{};
  friend bool operator==(const Comment&, const Comment&) = default;
};

/// No comment is longer, in bytes.
constexpr std::size_t longest_comment = 2000;

/// A comment on a request, by its author or by a reviewer of the custodian.
///
/// Errors: `not_permitted` for others; `conflict` if the request has ended; `invalid_input` for a text that is empty, too long or not one
/// line of plain text.
[[nodiscard]] Result<Comment> write_comment(const Request& request, const User& writer,
                                            const OrganisationCode& custodian,
                                            std::string_view text, Instant at);

}  // namespace hdis::governance
