#pragma once

#include "hdis/core/digest.hpp"

#include "drafts.hpp"

#include <filesystem>
#include <span>

namespace hdis::catalogue {

/// What was read, complete and free of defects, with the digest of all its bytes.
struct Loaded {
  Drafts drafts;
  Digest version;
};

/// Reads and checks every definition below each of `roots`.
[[nodiscard]] Result<Loaded> load_definitions(std::span<const std::filesystem::path> roots);

}  // namespace hdis::catalogue
