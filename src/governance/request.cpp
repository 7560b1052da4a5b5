#include "hdis/governance/request.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace hdis::governance {
namespace {

using enum RequestState;
using enum RequestAction;

/// Whether the request goes on as the version that it is.
enum class Version : std::uint8_t { same, next };

/// An arrow of the diagram in docs/governance.md.
struct Arrow {
  RequestState from;
  RequestAction action;
  RequestState to;
  Version version = Version::same;
};

constexpr std::array arrows{
    Arrow{draft, edit, draft},
    Arrow{draft, discard, discarded},
    Arrow{draft, submit, submitted},
    Arrow{submitted, check, checked},
    Arrow{submitted, withdraw, draft, Version::next},
    Arrow{checked, check, checked},
    Arrow{checked, withdraw, draft, Version::next},
    Arrow{checked, send_back, returned},
    Arrow{checked, reject, rejected},
    Arrow{checked, approve, approved},
    Arrow{returned, revise, draft, Version::next},
    Arrow{approved, revise, draft, Version::next},
    Arrow{approved, start, running},
    Arrow{running, RequestAction::fail, failed},
    Arrow{running, finish, produced},
    Arrow{failed, reinstate, approved},
    Arrow{failed, revise, draft, Version::next},
    Arrow{produced, revise, draft, Version::next},
    Arrow{produced, repeat, submitted, Version::next},
    // A repetition that did not come to an answer before newer data arrived.
    Arrow{approved, repeat, submitted, Version::next},
    Arrow{failed, repeat, submitted, Version::next},
};

constexpr std::array state_names{
    std::pair{draft, "draft"},       std::pair{submitted, "submitted"},
    std::pair{checked, "checked"},   std::pair{returned, "returned"},
    std::pair{rejected, "rejected"}, std::pair{approved, "approved"},
    std::pair{running, "running"},   std::pair{failed, "failed"},
    std::pair{produced, "produced"}, std::pair{discarded, "discarded"},
};

std::optional<Arrow> find_arrow(RequestState from, RequestAction action) {
  const auto found = std::ranges::find_if(
      arrows, [&](const Arrow& arrow) { return arrow.from == from && arrow.action == action; });
  if (found == arrows.end()) return std::nullopt;
  return *found;
}

/// What a person can do about a request in `state`; "" if there is nothing.
std::string_view what_can_be_done(RequestState state) {
  switch (state) {
    case draft:
      return "its author can change, submit or discard it";
    case submitted:
      return "its author can withdraw it";
    case checked:
      return "a reviewer can decide on it, or its author can withdraw it";
    case returned:
      return "its author can revise it, which begins a new version";
    case rejected:
    case discarded:
      return "draft a new request";
    case approved:
      return "it can be run, or its author can revise it, which needs a new decision";
    case running:
      return "wait until the run ends";
    case failed:
      return "it can be run again, or its author can revise it, which needs a new decision";
    case produced:
      return "its output can be read, or its author can revise it, which needs a new decision";
  }
  HDIS_ASSERT(false);
}

}  // namespace

std::string Request::subject() const { return fmt::format("{} v{}", id.text(), version); }

std::string_view to_string(RequestState state) {
  for (const auto& [known, name] : state_names) {
    if (known == state) return name;
  }
  HDIS_ASSERT(false);
}

Result<RequestState> parse_request_state(std::string_view name) {
  for (const auto& [state, known] : state_names) {
    if (known == name) return state;
  }
  return hdis::fail(ErrorCode::corrupt, "request.state",
                    "A request is stored in a state that does not exist.",
                    "restore the store from a backup");
}

std::string_view past_tense(RequestAction action) {
  switch (action) {
    case edit:
      return "edited";
    case discard:
      return "discarded";
    case submit:
      return "submitted";
    case check:
      return "checked";
    case withdraw:
      return "withdrawn";
    case send_back:
      return "returned";
    case reject:
      return "rejected";
    case approve:
      return "approved";
    case revise:
      return "revised";
    case start:
      return "started";
    case RequestAction::fail:
      return "failed";
    case reinstate:
      return "reinstated";
    case finish:
      return "produced";
    case repeat:
      return "repeated";
  }
  HDIS_ASSERT(false);
}

std::vector<RequestAction> possible_actions(RequestState state) {
  std::vector<RequestAction> out;
  for (const auto& arrow : arrows) {
    if (arrow.from == state) out.push_back(arrow.action);
  }
  return out;
}

Result<Request> apply(const Request& request, RequestAction action) {
  const auto arrow = find_arrow(request.state, action);
  if (!arrow) {
    return hdis::fail(ErrorCode::conflict, "request.state",
                      fmt::format("{} is {} and cannot be {} now.", request.subject(),
                                  to_string(request.state), past_tense(action)),
                      std::string(what_can_be_done(request.state)));
  }
  Request after = request;
  after.state = arrow->to;
  if (arrow->version == Version::next) ++after.version;
  ++after.revision;
  return after;
}

}  // namespace hdis::governance
