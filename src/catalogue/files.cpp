#include "files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

namespace hdis::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, FileKind>, 7> folders = {{
    {"datasets", FileKind::dataset},
    {"codes", FileKind::code_systems},
    {"geographies", FileKind::code_systems},
    {"codelists", FileKind::code_lists},
    {"tables", FileKind::value_tables},
    {"populations", FileKind::population},
    {"measures", FileKind::measure},
}};

constexpr std::string_view folder_names =
    "a folder with datasets/, codes/, geographies/, codelists/, tables/, populations/ or "
    "measures/, "
    "or a .yaml file in a folder of such a name";

bool is_definition(const fs::path& path) { return path.extension() == ".yaml"; }

void find_in(const fs::path& root, std::string_view folder, FileKind kind,
             std::vector<DefinitionFile>& files) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root / folder, error), end; entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file(error) || !is_definition(entry->path())) continue;
    files.push_back({entry->path(), entry->path().lexically_relative(root).generic_string(), kind});
  }
}

std::vector<DefinitionFile> single_file(const fs::path& path) {
  const auto folder = path.parent_path().filename().generic_string();
  for (const auto& [name, kind] : folders) {
    if (name != folder || !is_definition(path)) continue;
    return {{path, folder + "/" + path.filename().generic_string(), kind}};
  }
  return {};
}

}  // namespace

std::vector<DefinitionFile> find_definition_files(const fs::path& root, Defects& defects) {
  std::error_code error;
  std::vector<DefinitionFile> files;
  if (fs::is_regular_file(root, error)) {
    files = single_file(fs::absolute(root));
  } else {
    for (const auto& [folder, kind] : folders) find_in(root, folder, kind, files);
  }
  if (files.empty()) {
    defects.add(rule::file, root.generic_string(), std::nullopt, "no definitions are found here",
                std::string(folder_names));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

std::optional<std::string> read_whole(const fs::path& path, FileDefects& defects) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (!error && stream.is_open()) {
    std::string text(size, '\0');
    if (stream.read(text.data(), static_cast<std::streamsize>(size))) return text;
  }
  defects.add(rule::file, std::nullopt, "the file cannot be read");
  return std::nullopt;
}

}  // namespace hdis::catalogue
