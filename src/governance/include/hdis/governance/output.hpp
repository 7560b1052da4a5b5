#pragma once

#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::governance {

using OutputId = StrongId<struct OutputIdTag>;  ///< "O-000001"

/// Where the answer to a request stands.
enum class OutputState : std::uint8_t {
  produced,   ///< Computed; not yet decided whether it may leave.
  withheld,   ///< Not shown to be safe: nothing of it may leave. Needs a person.
  released,   ///< May leave.
  shared,     ///< Released and handed to a recipient.
  retained,   ///< Kept by right after the agreement's end.
  destroyed,  ///< Gone, with a certificate.
};

/// Whether an answer has its small numbers suppressed, or may hold them and stays with the licensee (M11).
enum class OutputKind : std::uint8_t { suppressed, internal };

enum class OutputAction : std::uint8_t { withhold, release, share, retain, destroy };

/// The answer to one version of a request. There is never more than one.
struct Output {
  OutputId id;
  RequestId request;
  std::uint32_t request_version = 1;
  OutputState state = OutputState::produced;
  friend bool operator==(const Output&, const Output&) = default;
};

[[nodiscard]] std::string_view to_string(OutputState state);
/// Errors: `corrupt` (only stored data is read with it).
[[nodiscard]] Result<OutputState> parse_output_state(std::string_view name);

/// The output after `action`. Errors: `conflict` if that is not possible in its state.
[[nodiscard]] Result<Output> apply(const Output& output, OutputAction action);

}  // namespace hdis::governance
