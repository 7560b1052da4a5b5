#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"

#include "database.hpp"

#include <cstdint>

namespace hdis::store {

/// The version of the schema that a database has; 0 for an empty one.
[[nodiscard]] Result<std::uint64_t> read_schema_version(Database& database);

/// Brings the schema up to version `target`, each migration in a transaction of its own.
///
/// Errors: `conflict` (`store.newer_schema`) if the database has, or should get, a schema that this program does not know.
[[nodiscard]] Status migrate(Database& database, std::uint64_t target, Instant now);

/// The newest version to which `migrate` leads.
[[nodiscard]] std::uint64_t newest_migration();

}  // namespace hdis::store
