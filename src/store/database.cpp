#include "database.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace hdis::store {
namespace {

/// SQLite's own numbers, without its extended part.
int primary_result(const soci::soci_error& error) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  return sqlite == nullptr ? 0 : sqlite->result() & 0xFF;
}

}  // namespace

Database::Database(const std::string& connection, std::function<void()> before_statement)
    : session_(soci::sqlite3, connection), before_statement_(std::move(before_statement)) {}

Error Database::explain(const soci::soci_error& error) {
  // The database's own words are left out: they quote statements, which hold what people wrote.
  switch (primary_result(error)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::unavailable,
              Reason{"store.busy",
                     "Another process has been writing to the store for too long.",
                     "wait until it has finished, then try again",
                     {}}};
    case SQLITE_CONSTRAINT:
      return {ErrorCode::conflict,
              Reason{"store.constraint",
                     "The store already has such an entry, or lacks one that this refers to.",
                     "",
                     {}}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::corrupt, Reason{"store.corrupt",
                                         "The database of the store is damaged.",
                                         "keep the file for an investigation and restore a backup",
                                         {}}};
    case SQLITE_FULL:
      return {ErrorCode::unavailable,
              Reason{"store.full", "The disk is full.", "make room; nothing was half-written", {}}};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {ErrorCode::unavailable,
              Reason{"store.no_access",
                     "The database of the store cannot be opened for writing.",
                     "check who owns the store folder, and use the account that does",
                     {}}};
    default:
      return {ErrorCode::unavailable,
              Reason{"store.failed",
                     "The database of the store did not do what it was asked.",
                     "run `hdis doctor`",
                     {}}};
  }
}

}  // namespace hdis::store
