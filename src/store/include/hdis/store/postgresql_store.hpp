#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/store/open_options.hpp"
#include "hdis/store/store.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace hdis::store {

/// Where a PostgreSQL database is, in libpq's words: "host=/run/postgresql dbname=hdis user=hdis".
///
/// It holds no secret, so that it can stand in a settings file and be shown: libpq takes a password from ~/.pgpass, from the file
/// that `passfile` names, or from a service file.
class PostgresqlConnection {
 public:
  /// Errors: `invalid_input` for anything but `key=value` words with the keys that are allowed; a password is one that is not,
  /// and is not repeated in the message.
  static Result<PostgresqlConnection> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit PostgresqlConnection(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Opens a store in a PostgreSQL database (version 15 or newer), of which it is the only user of its schema, and brings that schema up
/// to date. Several processes may have it open; one writes at a time.
///
/// Errors: `not_found` or `conflict` for a database without or with a store; `conflict` (`store.newer_schema`) if a newer version
/// of OpenHDIS has written it; `unavailable` if there is no such database or it lets nobody in.
[[nodiscard]] Result<std::unique_ptr<Store>> open_postgresql(const PostgresqlConnection& connection,
                                                             OpenMode mode, const Clock& clock,
                                                             OpenOptions options = {});

}  // namespace hdis::store
