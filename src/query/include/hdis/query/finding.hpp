#pragma once

#include "hdis/core/error.hpp"

#include <cstdint>
#include <string>

namespace hdis::query {

/// How much a finding matters. Neither stops a query: what stops it is an `Error`.
enum class Severity : std::uint8_t {
  note,     ///< Something was understood in a particular way.
  warning,  ///< Probably not what the author meant.
};

/// Something about a query that its author and its reviewer should know.
struct Finding {
  Severity severity = Severity::warning;
  Reason reason;
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace hdis::query
