#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The one door to files that a person names on the command line. Through sudo the process could read and write files that are closed to
/// who called it: an error about a text would tell what it holds, and an output would overwrite. `script/check-files` finds other ways.
namespace hdis::service {

/// Reads a text file (a query, a purpose, a table) that `caller` named, at most `most` bytes. Through sudo, only one that belongs to them.
///
/// Errors: `not_permitted` for another's file; `not_found`; `invalid_input` if it is longer.
[[nodiscard]] Result<std::string> read_callers_file(const std::filesystem::path& file,
                                                    const Identity& caller, std::size_t most);

/// Whether `caller` may have these files (a delivery) read: through sudo, each must belong to them. They are opened by name afterwards, so
/// this is for administrators only, who could exchange one in between but see nothing of it. Errors: as `read_callers_file`.
[[nodiscard]] Status must_be_callers_files(const std::vector<std::filesystem::path>& files,
                                           const Identity& caller);

/// Whether the process may write files where `caller` says: never through sudo. `instead` says what they can do.
/// Errors: `not_permitted`.
[[nodiscard]] Status may_write_files(const Identity& caller, std::string_view instead);

/// Writes a file where `caller` says, over what is there. Errors: as `may_write_files`; `unavailable`.
[[nodiscard]] Status write_callers_file(const std::filesystem::path& file, const Identity& caller,
                                        std::string_view bytes);

}  // namespace hdis::service
