#pragma once

#include "hdis/core/error.hpp"

#include <soci/soci.h>

#include <span>
#include <string_view>

namespace hdis::store {

/// Everything in which the two databases differ. All other statements are understood by both.
struct Dialect {
  const soci::backend_factory& backend;
  /// Executed once on each new connection.
  std::span<const std::string_view> settings;
  std::string_view begin;
  /// Waits, within the transaction that has begun, until nobody else writes; empty where `begin` does that.
  std::string_view lock_for_writing;
  /// Begins a transaction that sees everything as it is at one moment, while others write.
  std::string_view begin_reading;
  /// Names of all tables but that of the migrations, each after those that it refers to.
  std::string_view tables;
  /// Names of the columns of the table `:name`, in order.
  std::string_view columns;
  /// Counts the tables with the name `:name`.
  std::string_view has_table;
  /// Each counts defects of the database itself.
  std::span<const std::string_view> integrity_checks;
  /// The part of the migrations that is written for this database alone.
  std::span<const std::string_view> migrations;
  /// What an error of this database means. Leaves the database's own words out: they quote statements, which hold what people wrote.
  Error (*explain)(const soci::soci_error& error);
};

[[nodiscard]] const Dialect& sqlite_dialect();
[[nodiscard]] const Dialect& postgresql_dialect();

}  // namespace hdis::store
