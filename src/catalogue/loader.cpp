#include "loader.hpp"

#include "hdis/core/text.hpp"

#include "files.hpp"
#include "readers.hpp"

namespace hdis::catalogue {
namespace {

/// Reads files into drafts and keeps every byte for the digest.
class Loader {
 public:
  void load(const std::filesystem::path& root) {
    for (const auto& file : find_definition_files(root, defects_)) load(file);
  }

  Result<Loaded> finish() {
    check_references(drafts_, defects_);
    HDIS_CHECK(defects_.status());
    return Loaded{std::move(drafts_), digest_of_parts(bytes_)};
  }

 private:
  void load(const DefinitionFile& file) {
    FileDefects defects(file.name, defects_);
    const auto text = read(file.path, file.name, defects);
    if (!text) return;
    const auto tree = parse_yaml(*text, defects);
    if (tree) define(file, *tree, defects);
  }

  /// The text of a file, which then counts for the digest.
  std::optional<std::string> read(const std::filesystem::path& path, const std::string& name,
                                  FileDefects& defects) {
    auto text = read_whole(path, defects);
    if (!text) return std::nullopt;
    if (!is_utf8(*text)) {
      defects.add(rule::syntax, std::nullopt, "the file is not UTF-8", "save it as UTF-8");
      return std::nullopt;
    }
    bytes_.push_back(name);
    bytes_.push_back(*text);
    return text;
  }

  void define(const DefinitionFile& file, const YamlNode& tree, FileDefects& defects) {
    const ReadBeside read_beside = [&](const std::string& name) {
      FileDefects beside(name, defects_);
      return read(file.path.parent_path() / name, file.name + ":" + name, beside);
    };
    switch (file.kind) {
      case FileKind::dataset:
        return read_dataset(tree, read_beside, defects, drafts_);
      case FileKind::code_systems:
        return read_code_system_file(tree, read_beside, defects, drafts_);
      case FileKind::code_lists:
        return read_code_lists(tree, defects, drafts_);
      case FileKind::value_tables:
        return read_value_tables(tree, read_beside, defects, drafts_);
      case FileKind::population:
        return read_population(tree, read_beside, defects, drafts_);
      case FileKind::measure:
        return read_measure(tree, defects, drafts_);
    }
  }

  Drafts drafts_;
  Defects defects_;
  std::vector<std::string> bytes_;
};

}  // namespace

Result<Loaded> load_definitions(std::span<const std::filesystem::path> roots) {
  Loader loader;
  for (const auto& root : roots) loader.load(root);
  return loader.finish();
}

}  // namespace hdis::catalogue
