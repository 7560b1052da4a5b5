#include "hdis/store/sqlite_store.hpp"

#include "database.hpp"
#include "migrations.hpp"
#include "repositories.hpp"
#include "statements.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace hdis::store {
namespace {

/// How long a statement waits for another process that writes.
constexpr int busy_seconds = 30;

class SqliteStore final : public Store {
 public:
  SqliteStore(const std::string& connection, std::function<void()> before_statement)
      : database_(connection, std::move(before_statement)), repositories_(database_) {}

  Reader& reader() override { return repositories_; }

  Status write(const std::function<Status(Writer&)>& work) override {
    HDIS_TRY(begun, database_.execute(sql::sqlite_begin_write));
    static_cast<void>(begun);
    auto done = work(repositories_);
    if (done) {
      const auto committed = database_.execute(sql::sqlite_commit);
      if (committed) return {};
      done = fail(committed.error());
    }
    // Whether this succeeds does not matter: what is not committed is gone when the connection closes.
    static_cast<void>(database_.execute(sql::sqlite_rollback));
    return done;
  }

  Status check_integrity() override {
    std::string finding;
    bool sound = true;
    HDIS_CHECK(database_.each(
        sql::sqlite_integrity_check, [&] { sound = sound && finding == "ok"; },
        soci::into(finding)));
    HDIS_TRY(dangling, database_.number(sql::sqlite_foreign_key_check));
    if (sound && dangling == 0) return {};
    return fail(ErrorCode::corrupt, "store.integrity",
                "The database of the store fails its own check.",
                "keep the file for an investigation and restore a backup");
  }

  Result<std::uint64_t> schema_version() override { return read_schema_version(database_); }

  /// Settings of the connection, then the schema.
  Status prepare(Instant now) {
    for (const auto setting : {sql::sqlite_foreign_keys, sql::sqlite_full_synchronisation,
                               sql::sqlite_no_trusted_schema}) {
      if (const auto done = database_.execute(setting); !done) return fail(done.error());
    }
    // Setting the mode answers with a row, so it is read like a query.
    std::string mode;
    HDIS_CHECK(database_.each(
        sql::sqlite_write_ahead_log, [] {}, soci::into(mode)));
    return migrate(database_, now);
  }

 private:
  Database database_;
  Repositories repositories_;
};

/// Makes an empty file that only its owner may read, before SQLite sees the name.
Status make_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(ErrorCode::conflict, "store.file_exists",
                fmt::format("{} cannot be made.", file.string()),
                "the folder must be writable and must not hold a store already");
  }
  ::close(descriptor);
  return {};
}

Status check_file(const std::filesystem::path& file, OpenMode mode) {
  if (file.string().find('"') != std::string::npos) {
    return fail(ErrorCode::invalid_input, "store.path",
                "The path of a store may not hold a quotation mark.");
  }
  if (mode == OpenMode::create) return make_file(file);
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error)) return {};
  return fail(ErrorCode::not_found, "store.no_file",
              fmt::format("There is no store at {}.", file.string()),
              "make one with `hdis init`, or name another folder with --store");
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& file, OpenMode mode,
                                           const Clock& clock, SqliteOptions options) {
  HDIS_CHECK(check_file(file, mode));
  const auto connection = fmt::format("db=\"{}\" timeout={}", file.string(), busy_seconds);
  try {
    auto store = std::make_unique<SqliteStore>(connection, std::move(options.before_statement));
    HDIS_CHECK(store->prepare(clock.now()));
    return store;
  } catch (const soci::soci_error&) {
    return fail(ErrorCode::unavailable, "store.no_access",
                fmt::format("The store at {} cannot be opened.", file.string()),
                "check who owns the store folder, and use the account that does");
  }
}

std::uint64_t newest_schema_version() { return newest_migration(); }

}  // namespace hdis::store
