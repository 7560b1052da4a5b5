#include "database_copy.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> no_copy(const fs::path& what) {
  return fail(ErrorCode::unavailable, "store.no_copy",
              fmt::format("{} cannot be written, and its database cannot be copied to look at it.",
                          what.string()),
              "make room for the database in the folder for temporary files (TMPDIR), or copy the "
              "store to where it can be written");
}

/// The database, or the log beside it with what has not been put into it yet; other files can be made anew.
bool copy_part(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy_file(from, to, error);
  if (!error) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
  return !error;
}

}  // namespace

bool is_read_only(const StoreLayout& layout) {
  const fs::path database = layout.database();
  const bool readable = ::access(database.c_str(), R_OK) == 0;
  const bool writable =
      ::access(database.c_str(), W_OK) == 0 && ::access(layout.root.c_str(), W_OK) == 0;
  return readable && !writable;
}

Result<std::unique_ptr<DatabaseCopy>> DatabaseCopy::make(const StoreLayout& layout) {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "hdis-look-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr) return no_copy(layout.root);
  std::unique_ptr<DatabaseCopy> copy(new DatabaseCopy(name));
  const fs::path from = layout.database();
  if (!copy_part(from, copy->database())) return no_copy(layout.root);
  const auto log = [](const fs::path& database) { return fs::path(database.string() + "-wal"); };
  if (fs::exists(log(from), error) && !copy_part(log(from), log(copy->database())))
    return no_copy(layout.root);
  return copy;
}

DatabaseCopy::~DatabaseCopy() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace hdis::service
