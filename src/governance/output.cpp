#include "hdis/governance/output.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hdis::governance {
namespace {

using enum OutputState;
using enum OutputAction;

/// An arrow of the diagram in docs/governance.md.
struct Arrow {
  OutputState from;
  OutputAction action;
  OutputState to;
};

constexpr std::array arrows{
    Arrow{produced, withhold, withheld}, Arrow{produced, release, released},
    Arrow{released, share, shared},      Arrow{shared, share, shared},
    Arrow{released, retain, retained},   Arrow{shared, retain, retained},
    Arrow{released, destroy, destroyed}, Arrow{shared, destroy, destroyed},
};

constexpr std::array state_names{
    std::pair{produced, "produced"}, std::pair{withheld, "withheld"},
    std::pair{released, "released"}, std::pair{shared, "shared"},
    std::pair{retained, "retained"}, std::pair{destroyed, "destroyed"},
};

std::string_view past_tense(OutputAction action) {
  switch (action) {
    case withhold:
      return "withheld";
    case release:
      return "released";
    case share:
      return "shared";
    case retain:
      return "retained";
    case destroy:
      return "destroyed";
  }
  HDIS_ASSERT(false);
}

}  // namespace

std::string_view to_string(OutputState state) {
  for (const auto& [known, name] : state_names) {
    if (known == state) return name;
  }
  HDIS_ASSERT(false);
}

Result<OutputState> parse_output_state(std::string_view name) {
  for (const auto& [state, known] : state_names) {
    if (known == name) return state;
  }
  return fail(ErrorCode::corrupt, "output.state",
              "An output is stored in a state that does not exist.",
              "restore the store from a backup");
}

Result<Output> apply(const Output& output, OutputAction action) {
  const auto found = std::ranges::find_if(arrows, [&](const Arrow& arrow) {
    return arrow.from == output.state && arrow.action == action;
  });
  if (found == arrows.end()) {
    return fail(ErrorCode::conflict, "output.state",
                fmt::format("{} is {} and cannot be {}.", output.id.text(), to_string(output.state),
                            past_tense(action)));
  }
  Output after = output;
  after.state = found->to;
  return after;
}

}  // namespace hdis::governance
