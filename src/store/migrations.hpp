#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"

#include "database.hpp"

#include <cstdint>

namespace hdis::store {

/// The version of the schema that a database has; 0 for an empty one.
[[nodiscard]] Result<std::uint64_t> read_schema_version(Database& database);

/// Brings the schema up to date, each migration in a transaction of its own.
///
/// Errors: `conflict` (`store.newer_schema`) if the database has a schema that this program does not know.
[[nodiscard]] Status migrate(Database& database, Instant now);

/// The version that `migrate` leads to.
[[nodiscard]] std::uint64_t newest_migration();

}  // namespace hdis::store
