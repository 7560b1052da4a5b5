#pragma once

#include <string>

namespace hdis::testing {

/// An empty place for a store's database: "" for a SQLite file in its folder, or the connection to a PostgreSQL database. The same tests
/// are built once with each of database_sqlite.cpp and database_postgresql.cpp.
std::string fresh_database();

}  // namespace hdis::testing
