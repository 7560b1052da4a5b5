#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/ingest/ingest.hpp"

#include "manifest.hpp"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace hdis::ingest {

/// The name of the one file of a version.
inline constexpr const char* part_name = "part-0.parquet";

/// Opens the database in which a version is made: within the settings' memory, with its files in `folder`, and
/// a database `staging` on the disk for what is large.
[[nodiscard]] Result<duck::Connection> open_workshop(const std::filesystem::path& folder,
                                                     const Settings& settings);

/// Leaves so many threads to `connection` as sorting and compressing wide rows has memory for.
[[nodiscard]] Status prepare_writing(duck::Connection& connection, const Settings& settings);

/// Closes the written file to others, waits until it is on the disk, and puts it, its `fields` and the time into
/// `manifest`.
[[nodiscard]] Status describe_part(Manifest& manifest, const std::filesystem::path& part,
                                   const std::vector<const catalogue::Field*>& fields,
                                   const std::stop_token& stop);

}  // namespace hdis::ingest
