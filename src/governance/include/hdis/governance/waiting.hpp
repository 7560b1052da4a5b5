#pragma once

#include "hdis/core/date.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// The clock of the service: what waits, for whom, and since when.
namespace hdis::governance {

enum class WaitsFor : std::uint8_t {
  author,
  reviewer,  ///< Of the custodian; how many have decided is not told.
};

struct Waiting {
  WaitsFor whom = WaitsFor::author;
  std::string to_do;  ///< In words.
};

[[nodiscard]] std::string_view to_string(WaitsFor whom);

/// For whom a request in `state` waits; empty if for nobody.
[[nodiscard]] std::optional<Waiting> waiting_in(RequestState state);

/// Whole days from `since` to `now`, by their dates.
[[nodiscard]] std::int64_t days_between(Instant since, Instant now);

}  // namespace hdis::governance
