#include "table_folder.hpp"

#include "hdis/service/callers_file.hpp"

namespace hdis::service {

Result<std::optional<disclosure::Policy>> find_policy(const ProtectInput& input) {
  if (input.policy.empty()) return std::optional<disclosure::Policy>{};
  HDIS_TRY(policies, disclosure::load_policies(input.policies));
  std::string names;
  for (disclosure::Policy& policy : policies) {
    if (policy.id == input.policy) return std::optional(std::move(policy));
    names += (names.empty() ? "" : ", ") + policy.id;
  }
  return fail(ErrorCode::not_found, "protect.policy", "There is no policy '" + input.policy + "'.",
              "One of: " + names);
}

Result<suppression::LabelledTable> read_folder(const ProtectInput& input,
                                               const std::optional<disclosure::Policy>& policy) {
  std::vector<suppression::NamedText> dimensions;
  for (std::size_t k = 1; k <= 6; ++k) {
    const std::string name = "dim_" + std::to_string(k) + ".csv";
    std::error_code ignored;
    if (!std::filesystem::exists(input.folder / name, ignored)) break;
    HDIS_TRY(text, read_callers_file(input.folder / name, input.caller, most_table_bytes));
    dimensions.push_back({name, std::move(text)});
  }
  HDIS_TRY(text, read_callers_file(input.folder / "cells.csv", input.caller, most_table_bytes));
  suppression::Defaults defaults;
  if (policy) defaults.largest_suppressed = static_cast<std::int64_t>(policy->largest_suppressed);
  return suppression::read_table(dimensions, {"cells.csv", std::move(text)}, defaults);
}

void mark_small(suppression::Table& table, const disclosure::Policy& policy) {
  const auto largest = static_cast<std::int64_t>(policy.largest_suppressed);
  for (std::size_t cell = 0; cell < table.values.size(); ++cell)
    if (table.values[cell] > 0)
      table.status[cell] =
          table.values[cell] <= largest ? suppression::Status::primary : suppression::Status::safe;
}

}  // namespace hdis::service
