#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/store_folder.hpp"

#include <filesystem>

/// What making a store and restoring one have in common.
namespace hdis::service {

/// Whether a store can be made there: nothing, or an empty folder. Errors: `conflict`.
[[nodiscard]] Status must_be_empty(const std::filesystem::path& folder);

/// Takes away what was made before something failed, so that it can be repeated once that is put right. The folder itself stays if it was
/// there, and so do keys that were: `keys` is "" then.
void take_back(const StoreLayout& layout, bool was_there, const std::filesystem::path& keys);

}  // namespace hdis::service
