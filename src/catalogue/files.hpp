#pragma once

#include "defects.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hdis::catalogue {

/// What a file of the catalogue defines; told by the folder that it lies in.
enum class FileKind { dataset, code_systems, code_lists, value_tables, population, measure };

/// A file to be read.
struct DefinitionFile {
  std::filesystem::path path;
  std::string name;  ///< Below the folder of the catalogue, with slashes: "datasets/apc.yaml".
  FileKind kind;
};

/// The definition files below `root`, by name; or `root` itself if it is a file. Notes a `root`
/// that does not exist or holds no definition.
[[nodiscard]] std::vector<DefinitionFile> find_definition_files(const std::filesystem::path& root,
                                                                Defects& defects);

/// The whole file; empty, and noted, if it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const std::filesystem::path& path,
                                                    FileDefects& defects);

}  // namespace hdis::catalogue
