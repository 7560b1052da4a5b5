#include "config.hpp"

#include "hdis/core/text.hpp"
#include "hdis/service/store_folder.hpp"

#include "files.hpp"
#include "trusted_path.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace hdis::service {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} * 1024;

/// Reads the values of the file's keys and gathers what is wrong with them.
class ConfigReader {
 public:
  explicit ConfigReader(const YAML::Node& file) : file_(file) {}

  std::string text(const std::string& key) {
    known_.push_back(key);
    const YAML::Node& constant = file_;
    const YAML::Node node = constant[key];
    if (node.IsDefined() && node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
    wrong(key, "is missing", "give it a value");
    return "";
  }

  /// A key that may be left out; "" if it is.
  std::string optional_text(const std::string& key) {
    const YAML::Node& constant = file_;
    if (constant[key].IsDefined()) return text(key);
    known_.push_back(key);
    return "";
  }

  std::filesystem::path folder(const std::string& key) {
    std::filesystem::path path = text(key);
    if (!path.empty() && !path.is_absolute())
      wrong(key, "is not an absolute path", "begin it with /");
    return path;
  }

  std::uint64_t number(const std::string& key, std::uint64_t low, std::uint64_t high) {
    const auto written = text(key);
    std::uint64_t value = 0;
    const auto* end = written.data() + written.size();
    const auto [stop, error] = std::from_chars(written.data(), end, value);
    if (error == std::errc() && stop == end && value >= low && value <= high) return value;
    if (!written.empty()) {
      wrong(key, "is out of range", fmt::format("write a whole number from {} to {}", low, high));
    }
    return low;
  }

  /// A key that stores of older versions lack.
  std::uint64_t number(const std::string& key, std::uint64_t low, std::uint64_t high,
                       std::uint64_t otherwise) {
    const YAML::Node& constant = file_;
    if (constant[key].IsDefined()) return number(key, low, high);
    known_.push_back(key);
    return otherwise;
  }

  Status finish() {
    for (const auto& entry : file_) {
      const auto key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
      if (std::ranges::find(known_, key) != known_.end()) continue;
      const auto like = nearest(key, known_, 1);
      wrong(key, "is not known",
            like.empty() ? "remove it" : fmt::format("did you mean `{}`?", like.front()));
    }
    if (!defects_.empty()) return fail(Error(ErrorCode::invalid_input, std::move(defects_)));
    return {};
  }

 private:
  void wrong(const std::string& key, std::string_view what, std::string suggestion) {
    defects_.push_back({"config.value",
                        fmt::format("config.yaml: `{}` {}.", key, what),
                        std::move(suggestion),
                        {}});
  }

  YAML::Node file_;
  std::vector<std::string> known_;
  std::vector<Reason> defects_;
};

Result<YAML::Node> load(const std::string& text) {
  try {
    auto node = YAML::Load(text);
    if (node.IsMap()) return node;
  } catch (const YAML::Exception&) {
    // Said below: what matters is that it is not the file that `hdis init` wrote.
  }
  return fail(ErrorCode::invalid_input, "config.unreadable",
              "config.yaml is not a list of `key: value` lines.",
              "restore it from a backup; docs/operations.md says what it holds");
}

/// Whether the custodian has added anything yet.
bool has_files(const std::filesystem::path& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) return true;
  }
  return false;
}

}  // namespace

Status must_be_trusted(const StoreLayout& layout, const Identity& caller) {
  const auto check = [&](const std::filesystem::path& path, std::string_view what) {
    return must_be_trusted(path, what, caller,
                           lends_rights(caller) ? Way::private_to_account : Way::chosen_by_caller);
  };
  HDIS_CHECK(check(layout.root, "the store folder"));
  HDIS_CHECK(check(layout.config(), "config.yaml of the store"));
  HDIS_CHECK(check(layout.database(), "the database of the store"));
  HDIS_CHECK(check(layout.database().string() + "-wal", "the database of the store"));
  HDIS_CHECK(check(layout.database().string() + "-shm", "the database of the store"));
  HDIS_CHECK(check(layout.data(), "the data folder of the store"));
  HDIS_CHECK(check(layout.catalogue(), "the catalogue folder of the store"));
  return check(layout.locks(), "the locks folder of the store");
}

Result<Config> open_folder(const StoreLayout& layout, const Identity& caller) {
  HDIS_CHECK(must_be_trusted(layout, caller));
  HDIS_TRY(config, read_config(layout));
  const Way way = lends_rights(caller) ? Way::private_to_account : Way::chosen_by_caller;
  HDIS_CHECK(must_be_trusted(config.keys_folder, "the keys folder", caller, way));
  HDIS_CHECK(must_be_trusted(config.person_key(), "the person key", caller, way));
  // On their own rights, people use the catalogue of a source tree, whoever owns it.
  if (lends_rights(caller)) {
    HDIS_CHECK(must_be_trusted(config.catalogue_folder, "the catalogue", caller, way));
  }
  return std::move(config);
}

Result<catalogue::Catalogue> load_catalogue(const StoreLayout& layout, const Config& config,
                                            const std::filesystem::path& last) {
  std::vector<std::filesystem::path> additions;
  if (has_files(layout.catalogue())) additions.push_back(layout.catalogue());
  if (!last.empty()) additions.push_back(last);
  return catalogue::Catalogue::load(config.catalogue_folder, additions);
}

std::string config_text(const Config& config) {
  YAML::Emitter out;
  out << YAML::Comment("A store of OpenHDIS; docs/operations.md explains the keys.")
      << YAML::Newline;
  out << YAML::BeginMap;
  out << YAML::Key << "store" << YAML::Value << config.store_id;
  out << YAML::Key << "catalogue" << YAML::Value << config.catalogue_folder.string();
  out << YAML::Key << "keys" << YAML::Value << config.keys_folder.string();
  out << YAML::Key << "run_seconds" << YAML::Value << config.run_seconds;
  out << YAML::Key << "memory_mib" << YAML::Value << config.memory_mib;
  out << YAML::Key << "threads" << YAML::Value << config.threads;
  out << YAML::Key << "most_rejected_percent" << YAML::Value << config.most_rejected_percent;
  if (!config.postgresql.empty()) {
    out << YAML::Key << "postgresql" << YAML::Value << config.postgresql;
  }
  out << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

Result<Config> read_config(const StoreLayout& layout) {
  const auto text = read_text_file(layout.config(), most_bytes);
  if (!text) {
    return fail(
        ErrorCode::not_found, "store.not_found",
        fmt::format("There is no store in {}, or it is not yours to read.", layout.root.string()),
        "make one with `hdis init`, name another folder with --store, or use sudo as "
        "docs/operations.md says");
  }
  HDIS_TRY(file, load(*text));

  ConfigReader reader(file);
  Config config;
  config.store_id = reader.text("store");
  config.catalogue_folder = reader.folder("catalogue");
  config.keys_folder = reader.folder("keys");
  config.run_seconds = reader.number("run_seconds", 1, 86'400);
  config.memory_mib = reader.number("memory_mib", 64, 1'048'576);
  config.threads = static_cast<unsigned>(reader.number("threads", 1, 256));
  config.most_rejected_percent =
      reader.number("most_rejected_percent", 0, 100, config.most_rejected_percent);
  config.postgresql = reader.optional_text("postgresql");
  HDIS_CHECK(reader.finish());
  return config;
}

}  // namespace hdis::service
