#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace hdis::catalogue {

/// A folder with the files of a small catalogue, gone at the end of the test.
class TemporaryCatalogue {
 public:
  TemporaryCatalogue() : folder_(fresh_folder()) {}
  TemporaryCatalogue(const TemporaryCatalogue&) = delete;
  TemporaryCatalogue& operator=(const TemporaryCatalogue&) = delete;
  ~TemporaryCatalogue() { std::filesystem::remove_all(folder_); }

  /// Writes `text` to `name` below the folder.
  TemporaryCatalogue& with(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return *this;
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] Result<Catalogue> load() const { return Catalogue::load(folder_); }

 private:
  static std::filesystem::path fresh_folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "hdis_catalogue_XXXXXX").string();
    return ::mkdtemp(pattern.data());
  }

  std::filesystem::path folder_;
};

/// Replaces the only occurrence of `from` in `text`; a test that names what is not there fails.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

}  // namespace hdis::catalogue
