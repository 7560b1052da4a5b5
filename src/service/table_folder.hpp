#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/service/protect_table.hpp"
#include "hdis/suppression/read.hpp"

#include <optional>

namespace hdis::service {

/// The longest file of a table that is read, in bytes.
inline constexpr std::size_t most_table_bytes = std::size_t{4} << 30U;

/// The policy that `input` names, if it names one. Errors: `not_found`, and those of loading policies.
[[nodiscard]] Result<std::optional<disclosure::Policy>> find_policy(const ProtectInput& input);

/// Reads cells.csv and the dim_ files. Errors: `not_found`; `invalid_input` with file and line.
[[nodiscard]] Result<suppression::LabelledTable> read_folder(
    const ProtectInput& input, const std::optional<disclosure::Policy>& policy);

/// Makes exactly the counts that a rounding policy suppresses primary, whatever the file says.
void mark_small(suppression::Table& table, const disclosure::Policy& policy);

}  // namespace hdis::service
