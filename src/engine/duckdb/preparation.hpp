#pragma once

#include "hdis/duck/database.hpp"
#include "hdis/engine/engine.hpp"

#include <string>
#include <vector>

namespace hdis::engine {

/// The statements that make views over `partitions` and then close a database to everything else.
///
/// Opens every file once, by `connection`, which may be any that is not locked. Errors: `unavailable` (`engine.files_missing`) if one cannot be read, `corrupt`
/// (`engine.column_type`, `engine.dataset_unknown`) if it is not what the catalogue says.
[[nodiscard]] Result<std::vector<std::string>> prepare(const catalogue::Catalogue& catalogue,
                                                       const std::vector<Partition>& partitions,
                                                       duck::Connection& connection);

}  // namespace hdis::engine
