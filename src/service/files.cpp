#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace hdis::service {
namespace {

tl::unexpected<Error> cannot_write(const std::filesystem::path& path) {
  return fail(
      ErrorCode::unavailable, "file.cannot_write",
      fmt::format("{} cannot be written.", path.string()),
      "check that the folder above it exists, belongs to you, and that the disk is not full");
}

constexpr std::size_t first_bytes = std::size_t{64} << 10U;

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

Status make_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder.parent_path(), error);
  if (::mkdir(folder.c_str(), 0700) != 0 && !std::filesystem::is_directory(folder, error)) {
    return cannot_write(folder);
  }
  if (::chmod(folder.c_str(), 0700) != 0) return cannot_write(folder);
  return {};
}

Status write_private_file(const std::filesystem::path& file, std::string_view text) {
  const auto parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const auto part = parent / (file.filename().string() + ".part");
  {
    const Descriptor descriptor(
        ::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
    if (descriptor.number() < 0 || !write_all(descriptor.number(), text)) return cannot_write(file);
  }
  if (::rename(part.c_str(), file.c_str()) != 0) return cannot_write(file);
  const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) return cannot_write(file);
  return {};
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<Descriptor> open_text_file(const std::filesystem::path& file) {
  // Without O_NONBLOCK, opening a pipe without a writer would wait for ever.
  Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (opened.number() >= 0 && ::fstat(opened.number(), &status) == 0 && S_ISREG(status.st_mode)) {
    return opened;
  }
  return fail(ErrorCode::not_found, "file.not_found",
              fmt::format("{} cannot be read.", file.string()),
              "check the name, and that it is a file that you may read");
}

Result<std::string> read_text(const Descriptor& opened, const std::filesystem::path& file,
                              std::size_t most) {
  // Grown as the text comes: `most` may be far more than there is, and clearing that takes seconds.
  std::string text;
  std::size_t length = 0;
  while (length <= most) {
    if (length == text.size())
      text.resize(std::min(most + 1, std::max(first_bytes, 2 * text.size())));
    const auto read = ::read(opened.number(), text.data() + length, text.size() - length);
    if (read < 0) {
      return fail(ErrorCode::unavailable, "file.cannot_read",
                  fmt::format("{} cannot be read to its end.", file.string()));
    }
    if (read == 0) break;
    length += static_cast<std::size_t>(read);
  }
  if (length > most) {
    return fail(ErrorCode::invalid_input, "file.too_long",
                fmt::format("{} is longer than {} KiB.", file.string(), most / 1024));
  }
  text.resize(length);
  return text;
}

Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t most) {
  HDIS_TRY(opened, open_text_file(file));
  return read_text(opened, file, most);
}

bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer) {
  std::error_code error;
  const auto in = std::filesystem::weakly_canonical(std::filesystem::absolute(inner), error);
  const auto out = std::filesystem::weakly_canonical(std::filesystem::absolute(outer), error);
  const auto [outer_end, ignored] = std::mismatch(out.begin(), out.end(), in.begin(), in.end());
  return outer_end == out.end();
}

}  // namespace hdis::service
