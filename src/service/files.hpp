#pragma once

#include "hdis/core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

/// Small files and folders, with errors for people.
namespace hdis::service {

/// Makes a folder (and those above it) that only its owner may enter. Errors: `unavailable`.
[[nodiscard]] Status make_private_folder(const std::filesystem::path& folder);

/// Writes a file that only its owner may read, all or nothing, and safe against a power cut. Errors: `unavailable`.
[[nodiscard]] Status write_private_file(const std::filesystem::path& file, std::string_view text);

/// A file descriptor that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// Opens an ordinary file for reading. Errors: `not_found` if it is not there, is something else, or may not be read.
[[nodiscard]] Result<Descriptor> open_text_file(const std::filesystem::path& file);

/// Reads what was opened to its end. Errors: `invalid_input` if that is more than `most` bytes; `unavailable`.
[[nodiscard]] Result<std::string> read_text(const Descriptor& opened,
                                            const std::filesystem::path& file, std::size_t most);

/// Opens and reads.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& file,
                                                 std::size_t most);

/// Whether `inner` is `outer` or lies in it, whatever links lead there.
[[nodiscard]] bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer);

}  // namespace hdis::service
