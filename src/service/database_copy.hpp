#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/store_folder.hpp"

#include <filesystem>
#include <memory>

namespace hdis::service {

/// Whether the process may read the store's database and cannot write it, or make files beside it.
[[nodiscard]] bool is_read_only(const StoreLayout& layout);

/// A copy of a store's database in a private temporary folder, which goes with it. SQLite cannot read a database with a log
/// beside it where it can write nothing.
class DatabaseCopy {
 public:
  /// Errors: `unavailable` if there is no room for it.
  static Result<std::unique_ptr<DatabaseCopy>> make(const StoreLayout& layout);

  DatabaseCopy(const DatabaseCopy&) = delete;
  DatabaseCopy& operator=(const DatabaseCopy&) = delete;
  ~DatabaseCopy();

  [[nodiscard]] std::filesystem::path database() const { return folder_ / "hdis.sqlite"; }

 private:
  explicit DatabaseCopy(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace hdis::service
