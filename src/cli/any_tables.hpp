#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/internal_outputs.hpp"
#include "hdis/service/outputs.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace hdis::cli {

/// The tables of an output of either kind. Each kind has its own forms; those of internal tables carry a notice.
using AnyTables = std::variant<std::vector<released::Table>, std::vector<released::InternalTable>>;

/// Whether a number is that of an internal output.
[[nodiscard]] bool is_internal(const std::string& id);

/// The tables of an output, by the letter of its number. Errors: as `service::fetch` and `service::fetch_internal`.
[[nodiscard]] Result<AnyTables> fetch_any(service::Session& session, const std::string& id,
                                          service::Use use, const std::string& form);

[[nodiscard]] std::size_t how_many(const AnyTables& tables);
[[nodiscard]] std::string as_json(const AnyTables& tables);
[[nodiscard]] std::string as_html(const AnyTables& tables);
/// Table `index` (from 0) as CSV.
[[nodiscard]] std::string as_csv(const AnyTables& tables, std::size_t index);
/// Table `index` (from 0) for a terminal, under what it is about; at most `most_rows` rows (0: all).
[[nodiscard]] std::string as_text(const AnyTables& tables, std::size_t index,
                                  std::size_t most_rows = 0);

}  // namespace hdis::cli
