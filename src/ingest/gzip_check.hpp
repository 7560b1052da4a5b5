#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace hdis::ingest {

/// Reads a file compressed with gzip to its end and checks every member of it: that it is complete, and has the length
/// and the checksum that it says. Returns
/// the bytes of the text.
///
/// Why not DuckDB: it takes what it gets from a file that was cut off.
///
/// Errors: `invalid_input` if the file is cut off, damaged, not of this format, or goes on with something else;
/// `unavailable` if it cannot be read; `cancelled`.
[[nodiscard]] Result<std::uint64_t> check_gzip(const std::filesystem::path& file,
                                               const std::stop_token& stop);

}  // namespace hdis::ingest
