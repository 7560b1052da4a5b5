#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/request.hpp"

#include <string>
#include <string_view>

/// Tools (M14): saved analyses that are refreshed as data arrive, for organisations that have signed up to the service of an agreement.
namespace hdis::governance {

using ToolId = StrongId<struct ToolIdTag>;  ///< "T-000001"

/// A request whose newest released answer can be opened by organisations that have signed up.
struct Tool {
  ToolId id;
  std::string title;
  RequestId request;
  std::string agreement;  ///< Stem of the reference.
  std::string
      parameter;  ///< A dimension of its first table by whose values it can be narrowed; "" for none.
  /// Fingerprint of the question that was published: answers of the request to another question are not shown.
  Digest question;
  UserId by;
  Instant at{};
  friend bool operator==(const Tool&, const Tool&) = default;
};

/// The longest title, in bytes.
constexpr std::size_t longest_tool_title = 200;

/// The title of a tool as it is kept. Errors: `invalid_input` if it is not one line of plain text.
[[nodiscard]] Result<std::string> check_tool_title(std::string_view title);

}  // namespace hdis::governance
