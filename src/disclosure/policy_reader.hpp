#pragma once

#include "hdis/core/result.hpp"
#include "hdis/disclosure/policy.hpp"

#include <string>

namespace hdis::disclosure {

/// Reads the text of a policy file; as `load_policy`, which see. `origin` names the file in messages.
[[nodiscard]] Result<Policy> parse_policy(const std::string& text, const std::string& origin);

}  // namespace hdis::disclosure
