#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace hdis::ingest {

/// An open file of the operating system, closed with its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();
  explicit operator bool() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

/// "Cannot `verb` 'file': reason of the operating system" (from errno).
[[nodiscard]] Error io_error(std::string_view verb, const std::filesystem::path& file);
/// The same with a reason that is already known.
[[nodiscard]] Error io_error(std::string_view verb, const std::filesystem::path& file, int number);

/// Reads up to `size` bytes; fewer at the end of the file only.
[[nodiscard]] Result<std::size_t> read_up_to(int descriptor, void* bytes, std::size_t size,
                                             const std::filesystem::path& file);
[[nodiscard]] Status write_all(int descriptor, const void* bytes, std::size_t size,
                               const std::filesystem::path& file);
/// Waits until the file is on the disk.
[[nodiscard]] Status flush(int descriptor, const std::filesystem::path& file);
/// Waits until `file`, written by somebody else, is on the disk.
[[nodiscard]] Status flush_file(const std::filesystem::path& file);
/// Waits until the names in `folder` are on the disk; "" is the current folder.
[[nodiscard]] Status flush_folder(const std::filesystem::path& folder);

/// Whether `path` is a file and no folder, pipe or device, of which reading may never end.
/// Errors: `not_found`, `invalid_input`.
[[nodiscard]] Status check_is_file(const std::filesystem::path& path);

/// What shows that a file is still the one that it was: it was not replaced, and nobody wrote to it.
struct FileMoment {
  std::uint64_t number = 0;  ///< The file system's.
  std::uint64_t bytes = 0;
  std::int64_t changed_s = 0;
  std::int64_t changed_ns = 0;
  friend bool operator==(const FileMoment&, const FileMoment&) = default;
};
/// Errors: `unavailable`.
[[nodiscard]] Result<FileMoment> moment_of(const std::filesystem::path& file);

/// Makes `folder` and what is missing above it, for its owner alone (0700). Errors: `unavailable`.
[[nodiscard]] Status make_private_folders(const std::filesystem::path& folder);
/// Closes a file, written by somebody else, to all but its owner (0600). Errors: `unavailable`.
[[nodiscard]] Status make_private(const std::filesystem::path& file);

/// Writes a new file for its owner alone (0600) and waits until it is on the disk.
[[nodiscard]] Status write_file(const std::filesystem::path& file, std::string_view text);
/// Puts `text` in the place of a file's contents: all of it or, after a crash, nothing.
[[nodiscard]] Status replace_file(const std::filesystem::path& file, std::string_view text);
/// Errors: `unavailable` if it cannot be read or is larger than `most` bytes.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t most);

/// The digest of a file's bytes, read in blocks. Errors: `unavailable`; `cancelled` on request.
[[nodiscard]] Result<Digest> digest_of_file(const std::filesystem::path& file,
                                            const std::stop_token& stop);

}  // namespace hdis::ingest
