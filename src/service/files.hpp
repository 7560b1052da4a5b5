#pragma once

#include "hdis/core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

/// Small files and folders, with errors for people.
namespace hdis::service {

/// Makes a folder (and those above it) that only its owner may enter. Errors: `unavailable`.
[[nodiscard]] Status make_private_folder(const std::filesystem::path& folder);

/// Writes a file that only its owner may read, all or nothing, and safe against a power cut. Errors: `unavailable`.
[[nodiscard]] Status write_private_file(const std::filesystem::path& file, std::string_view text);

/// Reads a text of at most `most` bytes. Errors: `not_found`; `invalid_input` if it is longer.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& file,
                                                 std::size_t most);

/// Whether `inner` is `outer` or lies in it, whatever links lead there.
[[nodiscard]] bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer);

}  // namespace hdis::service
