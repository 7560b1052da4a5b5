#pragma once

#include "hdis/core/date.hpp"

#include <optional>
#include <string_view>

namespace hdis::query {

/// The date that a text in another country's or program's spelling probably means: `01/04/2017`,
/// `1-4-2017`, `01APR2017`, `20170401`. For suggestions only: 01/04 is read as in Britain.
[[nodiscard]] std::optional<Date> date_spelled_otherwise(std::string_view text);

}  // namespace hdis::query
