#pragma once

#include "hdis/audit/verifier.hpp"
#include "hdis/store/store.hpp"

#include <functional>
#include <optional>
#include <string>

namespace hdis::service {

/// Calls `each` with every event of the log, in order. Errors: those of the store and of `each`.
[[nodiscard]] Status for_each_event(store::Reader& reader,
                                    const std::function<Status(const audit::Event&)>& each);

/// Reads the whole log through a verifier. Errors: those of `audit::Verifier`.
[[nodiscard]] Result<audit::Verifier> verify_whole_log(
    store::Reader& reader, const std::string& log_id,
    const std::optional<audit::Checkpoint>& checkpoint);

}  // namespace hdis::service
