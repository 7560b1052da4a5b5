#include "hdis/store/sqlite_store.hpp"

#include "sql_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace hdis::store {
namespace {

/// How long a statement waits for another process that writes.
constexpr int busy_seconds = 30;

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
                                           const Clock& clock, OpenOptions options) {
  HDIS_CHECK(check_file(file, mode));
  const auto connection = fmt::format("db=\"{}\" timeout={}", file.string(), busy_seconds);
  try {
    auto store = std::make_unique<SqlStore>(sqlite_dialect(), connection, std::move(options));
    HDIS_CHECK(store->prepare());
    HDIS_CHECK(store->migrate_schema(clock.now()));
    return store;
  } catch (const soci::soci_error&) {
    return fail(ErrorCode::unavailable, "store.no_access",
                fmt::format("The store at {} cannot be opened.", file.string()),
                "check who owns the store folder, and use the account that does");
  }
}

}  // namespace hdis::store
