#include "hdis/store/postgresql_store.hpp"

#include "hdis/core/text.hpp"

#include "sql_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis::store {
namespace {

/// What may be said about a connection. Whatever else libpq knows is left to its service file.
constexpr std::array<std::string_view, 13> allowed_keys{
    "host",    "hostaddr", "port",        "dbname", "user",    "passfile",       "service",
    "sslmode", "sslcert",  "sslrootcert", "sslkey", "options", "connect_timeout"};

tl::unexpected<Error> refuse(std::string rule, std::string message, std::string suggestion) {
  return fail(ErrorCode::invalid_input, std::move(rule), std::move(message), std::move(suggestion));
}

/// Whether a word is `key=value` with a plain value. Messages never repeat the value: it may be a secret in the wrong place.
Status check_word(std::string_view word) {
  const auto equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == word.size()) {
    return refuse("store.connection", "A connection to PostgreSQL is made of key=value words.",
                  "for example: host=/run/postgresql dbname=hdis user=hdis");
  }
  const auto key = word.substr(0, equals);
  if (key.find("password") != std::string_view::npos) {
    return refuse("store.connection_password", "A password may not stand in the connection.",
                  "put it into ~/.pgpass of the account that owns the store, or into the file that "
                  "passfile= names");
  }
  if (std::ranges::find(allowed_keys, key) == allowed_keys.end()) {
    return refuse("store.connection_key",
                  "A connection to PostgreSQL has a key that is not known here.",
                  fmt::format("use {}; anything else belongs into the file of a service (service=)",
                              fmt::join(allowed_keys, ", ")));
  }
  const auto value = word.substr(equals + 1);
  if (value.find_first_of("'\"\\\n") != std::string_view::npos) {
    return refuse("store.connection",
                  "A value of the connection has a quotation mark or backslash.",
                  "use values without them, or the file of a service (service=)");
  }
  return {};
}

Status must_fit(OpenMode mode, std::uint64_t schema) {
  if (mode == OpenMode::create && schema != 0) {
    return fail(ErrorCode::conflict, "store.database_in_use",
                "There is a store in this PostgreSQL database already.",
                "name an empty database, or an empty schema with options=-csearch_path=NAME");
  }
  if (mode == OpenMode::existing && schema == 0) {
    return fail(ErrorCode::not_found, "store.no_database",
                "There is no store in the PostgreSQL database that config.yaml names.",
                "correct `postgresql` in config.yaml, or restore the database from a backup");
  }
  return {};
}

}  // namespace

Result<PostgresqlConnection> PostgresqlConnection::parse(std::string_view text) {
  std::string words;
  for (const auto& word : split(text, ' ')) {
    if (word.empty()) continue;
    HDIS_CHECK(check_word(word));
    words += (words.empty() ? "" : " ") + std::string(word);
  }
  if (words.empty()) HDIS_CHECK(check_word(words));
  return PostgresqlConnection(words);
}

Result<std::unique_ptr<Store>> open_postgresql(const PostgresqlConnection& connection,
                                               OpenMode mode, const Clock& clock,
                                               OpenOptions options) {
  try {
    auto store =
        std::make_unique<SqlStore>(postgresql_dialect(), connection.text(), std::move(options));
    HDIS_CHECK(store->prepare());
    HDIS_TRY(schema, store->schema_version());
    HDIS_CHECK(must_fit(mode, schema));
    HDIS_CHECK(store->migrate_schema(clock.now()));
    return store;
  } catch (const soci::soci_error&) {
    // libpq's own words are left out: they name users and hosts, and go to whoever runs a command.
    return fail(ErrorCode::unavailable, "store.no_connection",
                "There is no connection to the PostgreSQL database of the store.",
                "see that the server runs and lets the account that owns the store in; `psql` with "
                "the words of `postgresql` in config.yaml says why not");
  }
}

}  // namespace hdis::store
