#pragma once

#include "hdis/core/result.hpp"

#include <filesystem>

namespace hdis::duck {

/// Writes a CSV file (with header, values separated by commas, UTF-8) as Parquet, every column as text and the rows in
/// their order.
///
/// Errors: those of `Database`.
[[nodiscard]] Status csv_to_parquet(const std::filesystem::path& csv,
                                    const std::filesystem::path& parquet, unsigned threads);

}  // namespace hdis::duck
