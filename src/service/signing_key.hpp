#pragma once

#include "hdis/core/signature.hpp"
#include "hdis/service/store_folder.hpp"

namespace hdis::service {

/// The key with which a store signs; made when it is first needed. It lies with the other keys, outside the store.
/// Errors: `unavailable`, `corrupt`.
[[nodiscard]] Result<SigningKey> signing_key(const Config& config);

}  // namespace hdis::service
