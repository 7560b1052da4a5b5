#pragma once

#include "hdis/core/result.hpp"
#include "hdis/ingest/ingest.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// What is written beside the files of a version: what they hold and what they came from.
struct Manifest {
  struct File {
    std::string name;
    std::uint64_t bytes = 0;
    std::string digest;
  };
  Report report;
  std::string definition_digest;  ///< Of the rules by which the catalogue has it cleaned.
  std::string taken_in_at;        ///< YYYY-MM-DDTHH:MM:SSZ.
  std::vector<std::pair<std::string, std::string>> columns;  ///< Names and types.
  std::vector<File> files;
  /// Of a derived version: the versions that it was made of, "apc 2017/18 version 1".
  std::vector<std::string> lineage;
};

inline constexpr const char* manifest_name = "manifest.json";

[[nodiscard]] std::string write_manifest(const Manifest& manifest);
/// Errors: `corrupt` if it is not a manifest that `write_manifest` wrote.
[[nodiscard]] Result<Manifest> read_manifest(const std::filesystem::path& file);

}  // namespace hdis::ingest
