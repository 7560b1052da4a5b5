#include "file_io.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

namespace hdis::ingest {
namespace {

constexpr std::size_t digested_bytes_at_once = std::size_t{1} << 20U;
constexpr std::size_t digest_bytes = 32;

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Error io_error(std::string_view verb, const std::filesystem::path& file, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return {ErrorCode::unavailable,
          Reason{"ingest.io",
                 fmt::format("Cannot {} '{}': {}.", verb, file.string(),
                             std::system_category().message(number)),
                 full ? "Make room there, and repeat the command." : "", std::nullopt}};
}

Error io_error(std::string_view verb, const std::filesystem::path& file) {
  return io_error(verb, file, errno);
}

Result<std::size_t> read_up_to(int descriptor, void* bytes, std::size_t size,
                               const std::filesystem::path& file) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = read(descriptor, static_cast<char*>(bytes) + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(io_error("read", file));
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

Status write_all(int descriptor, const void* bytes, std::size_t size,
                 const std::filesystem::path& file) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = write(descriptor, static_cast<const char*>(bytes) + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(io_error("write", file));
    done += static_cast<std::size_t>(count);
  }
  return {};
}

Status flush(int descriptor, const std::filesystem::path& file) {
  if (fsync(descriptor) != 0) return fail(io_error("write", file));
  return {};
}

Status flush_file(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return fail(io_error("open", file));
  return flush(opened.get(), file);
}

Status flush_folder(const std::filesystem::path& folder) {
  return flush_file(folder.empty() ? std::filesystem::path(".") : folder);
}

Status check_is_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_regular_file(status)) return {};
  if (!std::filesystem::exists(status)) {
    return fail(ErrorCode::not_found, "ingest.no_file",
                fmt::format("There is no file '{}'.", path.string()));
  }
  return fail(ErrorCode::invalid_input, "ingest.not_a_file",
              fmt::format("'{}' is not a file.", path.string()),
              std::filesystem::is_directory(status) ? "Name the files in the folder, one by one."
                                                    : "Name a file on a disk.");
}

Result<FileMoment> moment_of(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return fail(io_error("read", file));
  return FileMoment{status.st_ino, static_cast<std::uint64_t>(status.st_size),
                    status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

Status make_private_folders(const std::filesystem::path& folder) {
  if (mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  if (errno != ENOENT || !folder.has_relative_path()) return fail(io_error("create", folder));
  HDIS_CHECK(make_private_folders(folder.parent_path()));
  if (mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  return fail(io_error("create", folder));
}

Status make_private(const std::filesystem::path& file) {
  if (chmod(file.c_str(), S_IRUSR | S_IWUSR) != 0) return fail(io_error("close to others", file));
  return {};
}

Status write_file(const std::filesystem::path& file, std::string_view text) {
  const Descriptor opened(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!opened) return fail(io_error("create", file));
  HDIS_CHECK(write_all(opened.get(), text.data(), text.size(), file));
  return flush(opened.get(), file);
}

Status replace_file(const std::filesystem::path& file, std::string_view text) {
  const std::filesystem::path beside =
      file.parent_path() / ("." + file.filename().string() + ".new");
  std::error_code error;
  std::filesystem::remove(beside, error);
  HDIS_CHECK(write_file(beside, text));
  std::filesystem::rename(beside, file, error);
  if (error) return fail(io_error("rename", beside, error.value()));
  return flush_folder(file.parent_path());
}

Result<std::string> read_file(const std::filesystem::path& file, std::size_t most) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return fail(io_error("open", file));
  std::string text(most + 1, '\0');
  HDIS_TRY(count, read_up_to(opened.get(), text.data(), text.size(), file));
  if (count > most) return fail(io_error("read", file, EFBIG));
  text.resize(count);
  return text;
}

Result<Digest> digest_of_file(const std::filesystem::path& file, const std::stop_token& stop) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return fail(io_error("open", file));
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, digest_bytes);
  std::vector<unsigned char> block(digested_bytes_at_once);
  while (true) {
    if (stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "ingest.cancelled",
                  "Stopped on request; nothing was stored.");
    }
    HDIS_TRY(count, read_up_to(opened.get(), block.data(), block.size(), file));
    crypto_generichash_update(&state, block.data(), count);
    if (count < block.size()) break;
  }
  std::array<unsigned char, digest_bytes> bytes{};
  crypto_generichash_final(&state, bytes.data(), bytes.size());
  std::string text(2 * digest_bytes + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();  // The terminating zero that libsodium writes.
  return Digest(std::move(text));
}

}  // namespace hdis::ingest
