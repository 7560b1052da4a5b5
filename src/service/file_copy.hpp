#pragma once

#include "hdis/core/result.hpp"
#include "hdis/core/sha256.hpp"

#include "files.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Copies of files with their checksums. The folders are of whoever owns the store; nothing here is for files that a caller through sudo names.
namespace hdis::service {

/// SHA-256 of files by their path below a folder, as `sha256sum` writes and reads them.
using Checksums = std::map<std::string, std::string>;

/// A file that is written piece by piece, closed to others, while its checksum is made.
class CheckedFile {
 public:
  /// Errors: `unavailable`; also if there is such a file.
  static Result<CheckedFile> make(const std::filesystem::path& file);
  [[nodiscard]] Status write(std::string_view bytes);
  /// Makes sure that it is on the disk, and gives its SHA-256.
  [[nodiscard]] Result<std::string> finish();

 private:
  CheckedFile(Descriptor opened, std::filesystem::path file)
      : opened_(std::move(opened)), file_(std::move(file)) {}
  Status flush();
  Descriptor opened_;
  std::filesystem::path file_;
  Sha256 hash_;
  std::string waiting_;
};

/// Copies a file into a new one that only its owner may read; gives its SHA-256. Errors: `not_found`, `unavailable`.
[[nodiscard]] Result<std::string> copy_checked(const std::filesystem::path& from,
                                               const std::filesystem::path& to);

/// Paths of the ordinary files below a folder (links are not followed; what a killed ingest left is passed by), in order; none for a folder
/// that is not there. Errors: `unavailable`.
[[nodiscard]] Result<std::vector<std::string>> files_below(const std::filesystem::path& folder);

/// Copies all of them below `to`, and notes their checksums with `prefix` before their paths. Errors: `unavailable`.
[[nodiscard]] Status copy_tree(const std::filesystem::path& from, const std::filesystem::path& to,
                               const std::string& prefix, Checksums& sums);

/// The text of a SHA256SUMS file, which `sha256sum -c` reads.
[[nodiscard]] std::string checksums_text(const Checksums& sums);

/// Whether a folder holds exactly what its SHA256SUMS says. Errors: `not_found` without one; `corrupt`, naming the first file that is
/// changed, missing or not in it.
[[nodiscard]] Status check_folder_sums(const std::filesystem::path& folder);

}  // namespace hdis::service
