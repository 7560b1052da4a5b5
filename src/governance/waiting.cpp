#include "hdis/governance/waiting.hpp"

#include "hdis/core/assert.hpp"

namespace hdis::governance {

std::string_view to_string(WaitsFor whom) {
  switch (whom) {
    case WaitsFor::author:
      return "author";
    case WaitsFor::reviewer:
      return "reviewer";
  }
  HDIS_ASSERT(false);
}

std::optional<Waiting> waiting_in(RequestState state) {
  switch (state) {
    case RequestState::draft:
      return Waiting{WaitsFor::author, "to be handed in or discarded"};
    case RequestState::submitted:
    case RequestState::checked:
      return Waiting{WaitsFor::reviewer, "to be decided"};
    case RequestState::returned:
      return Waiting{WaitsFor::author, "to be changed"};
    case RequestState::approved:
      return Waiting{WaitsFor::author, "to be run"};
    case RequestState::failed:
      return Waiting{WaitsFor::author, "to be run again"};
    case RequestState::rejected:
    case RequestState::running:
    case RequestState::produced:
    case RequestState::discarded:
      break;
  }
  return std::nullopt;
}

std::int64_t days_between(Instant since, Instant now) {
  return (date_of(now).days() - date_of(since).days()).count();
}

}  // namespace hdis::governance
