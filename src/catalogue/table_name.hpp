#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace hdis::catalogue {

/// See `Catalogue::resolve_table`.
[[nodiscard]] std::optional<TableMatch> resolve_table_name(std::string_view name,
                                                           std::span<const Dataset> datasets);

}  // namespace hdis::catalogue
