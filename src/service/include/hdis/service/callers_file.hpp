#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace hdis::service {

/// Reads a text file (a query, a purpose, an agreement) that `caller` named, at most `most` bytes.
///
/// Through sudo the process could read files that are closed to who called it, and an error about their text would tell what they hold; so
/// then only files that belong to the caller are read. Errors: `not_permitted` for another's file; `not_found`; `invalid_input` if it is longer.
[[nodiscard]] Result<std::string> read_callers_file(const std::filesystem::path& file,
                                                    const Identity& caller, std::size_t most);

}  // namespace hdis::service
