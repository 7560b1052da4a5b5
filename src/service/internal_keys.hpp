#pragma once

#include "hdis/core/sealing.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/service/store_folder.hpp"

namespace hdis::service {

/// The keys of internal outputs: a file for each, beside the store's other keys and outside of the store, so that a copy of the store alone opens
/// none of them, and none is opened by any copy once its key is destroyed.

/// Makes and keeps a key. Errors: `unavailable`.
[[nodiscard]] Result<SealingKey> make_internal_key(const Config& config,
                                                   const governance::InternalOutputId& id);
/// Errors: `unavailable` if it is not there; `corrupt`.
[[nodiscard]] Result<SealingKey> read_internal_key(const Config& config,
                                                   const governance::InternalOutputId& id);
[[nodiscard]] bool has_internal_key(const Config& config, const governance::InternalOutputId& id);

/// Overwrites the key and removes it, and looks whether it is gone; nothing happens if it was gone before. Errors: `unavailable`.
[[nodiscard]] Status destroy_internal_key(const Config& config,
                                          const governance::InternalOutputId& id);

}  // namespace hdis::service
