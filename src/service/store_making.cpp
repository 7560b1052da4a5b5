#include "store_making.hpp"

#include <fmt/format.h>

namespace hdis::service {

Status must_be_empty(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return {};
  if (std::filesystem::is_directory(folder, error) && std::filesystem::is_empty(folder, error))
    return {};
  return fail(ErrorCode::conflict, "store.folder_in_use",
              fmt::format("{} exists and is not an empty folder.", folder.string()),
              "name another folder; if an earlier attempt was interrupted, remove this one first");
}

void take_back(const StoreLayout& layout, bool was_there, const std::filesystem::path& keys) {
  std::error_code ignored;
  if (!keys.empty()) std::filesystem::remove_all(keys, ignored);
  if (!was_there) {
    std::filesystem::remove_all(layout.root, ignored);
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(layout.root, ignored)) {
    std::filesystem::remove_all(entry.path(), ignored);
  }
}

}  // namespace hdis::service
