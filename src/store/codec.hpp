#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/binding.hpp"
#include "hdis/governance/checks.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values that are kept as one text (JSON) because nothing ever searches inside them. Reading fails with `corrupt`.
namespace hdis::store {

/// "" for none.
[[nodiscard]] std::string encode(const std::optional<governance::Binding>& binding);
[[nodiscard]] Result<std::optional<governance::Binding>> decode_binding(std::string_view text);

[[nodiscard]] std::string encode(const std::vector<governance::CheckFinding>& findings);
[[nodiscard]] Result<std::vector<governance::CheckFinding>> decode_findings(std::string_view text);

[[nodiscard]] std::string encode(const std::vector<std::string>& texts);
[[nodiscard]] Result<std::vector<std::string>> decode_texts(std::string_view text);

}  // namespace hdis::store
