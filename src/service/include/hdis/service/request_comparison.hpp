#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/request_changes.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hdis::service {

/// Two versions of a request side by side.
struct RequestComparison {
  std::string request;  ///< "R-000001"
  std::uint32_t from = 1;
  std::uint32_t to = 2;
  std::string
      decided;  ///< What was decided on `from`: "return by ravi: Use quarters."; "" if nothing was that may be told.
  std::vector<governance::ComparedLine> query;
  std::vector<governance::ComparedLine> purpose;
  bool computes_the_same =
      false;  ///< Whether both queries have one fingerprint, however they are written.
  std::string computed_before;  ///< In words; "" for a query that does not compile any more.
  std::string computed_now;
};

struct CompareInput {
  std::string request;
  std::optional<std::uint32_t>
      from;  ///< Empty: the last version before `to` that was decided on; if none was, the one before it.
  std::optional<std::uint32_t> to;  ///< Empty: the present version.
};

/// What differs between a version of a request and one before it. For who may see the request.
///
/// Errors: `conflict` if there is nothing to compare; `not_found`; `not_permitted`.
[[nodiscard]] Result<RequestComparison> compare_versions(Session& session,
                                                         const CompareInput& input);

}  // namespace hdis::service
