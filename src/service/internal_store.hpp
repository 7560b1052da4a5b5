#pragma once

#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/store/store.hpp"

#include "workspace.hpp"

#include <string>
#include <vector>

namespace hdis::service {

/// An internal answer encrypted under a new key of its own, with its suppressed version.
struct SealedAnswer {
  Digest key_fingerprint;
  store::InternalContent content;
  std::vector<std::string> unsuppressed;  ///< Why there is no suppressed version.
};

/// Makes and keeps the key, and seals. Errors: `unavailable` if the key cannot be kept.
[[nodiscard]] Result<SealedAnswer> seal_answer(const Config& config,
                                               const governance::InternalOutputId& id,
                                               const disclosure::InternalAnswer& answer);

/// Opens what `seal_answer` sealed. Errors: `unavailable`, `corrupt`.
[[nodiscard]] Result<std::vector<released::InternalTable>> open_answer(
    const Config& config, const governance::InternalOutputId& id,
    const std::vector<std::string>& sealed);

/// Whether `actor` may see an internal output now. Errors: `not_permitted`.
[[nodiscard]] Status check_may_see(const Workspace& workspace,
                                   const governance::InternalOutput& output,
                                   const governance::User& actor);

/// The newest version of an agreement, by which it ends. What any version permitted may be there at the end, so it is owed: the newest is
/// given as one that permits small numbers if another did. Errors: `not_found`.
[[nodiscard]] Result<governance::Agreement> last_version(store::Reader& reader,
                                                         const std::string& stem);

/// Why an internal output must be gone now; empty if it may be kept.
[[nodiscard]] Result<std::optional<std::string>> reason_to_destroy(
    store::Reader& reader, const store::InternalRecord& record, Instant now);

/// Destroys the keys of internal outputs that must be gone, and notes it. What was cut short is completed by the next call.
/// Errors: `unavailable` if a key cannot be destroyed, after all the others were.
[[nodiscard]] Status destroy_what_must_be(Workspace& workspace);

/// Whether nothing that could open a destroyed internal output is left: neither its key nor what it would open.
[[nodiscard]] Result<bool> is_gone(const Workspace& workspace, store::Reader& reader,
                                   const governance::InternalOutputId& id);

}  // namespace hdis::service
