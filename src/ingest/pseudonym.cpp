#include "hdis/ingest/pseudonym.hpp"

#include "hdis/core/assert.hpp"

#include "file_io.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

namespace hdis::ingest {
namespace {

constexpr mode_t others_may = S_IRWXG | S_IRWXO;

Status check_mode(int descriptor, const std::filesystem::path& file) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return fail(io_error("read", file));
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::invalid_input, "ingest.key_file",
                fmt::format("The person key '{}' is not a plain file.", file.string()));
  }
  if ((status.st_mode & others_may) == 0) return {};
  return fail(ErrorCode::invalid_input, "ingest.key_mode",
              fmt::format("The person key '{}' may be read or changed by others (mode {:04o}).",
                          file.string(), status.st_mode & 07777U),
              fmt::format("Close it to others: chmod 600 '{}'", file.string()));
}

}  // namespace

Result<PseudonymKey> PseudonymKey::read(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened && errno == ENOENT) {
    return fail(
        ErrorCode::not_found, "ingest.key_missing",
        fmt::format("There is no person key '{}'.", file.string()),
        "Make one once with `hdis init`; without the old key, persons of new deliveries cannot be "
        "matched with those of old ones.");
  }
  if (!opened) return fail(io_error("open", file));
  HDIS_CHECK(check_mode(opened.get(), file));
  PseudonymKey key;
  std::array<unsigned char, key_bytes + 1> bytes{};  // One more, to notice a longer file.
  HDIS_TRY(count, read_up_to(opened.get(), bytes.data(), bytes.size(), file));
  if (count != key_bytes) {
    return fail(ErrorCode::invalid_input, "ingest.key_file",
                fmt::format("The person key '{}' is not of {} bytes.", file.string(), key_bytes),
                "Restore the file from your safe copy; never edit it.");
  }
  std::copy_n(bytes.begin(), key_bytes, key.bytes_.begin());
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

Status PseudonymKey::create(const std::filesystem::path& file) {
  HDIS_ASSERT(sodium_init() >= 0);
  const Descriptor opened(
      open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!opened && errno == EEXIST) {
    return fail(ErrorCode::conflict, "ingest.key_exists",
                fmt::format("The person key '{}' exists.", file.string()));
  }
  if (!opened) return fail(io_error("create", file));
  std::array<unsigned char, key_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const auto written = write_all(opened.get(), bytes.data(), bytes.size(), file);
  sodium_memzero(bytes.data(), bytes.size());
  HDIS_CHECK(written);
  HDIS_CHECK(flush(opened.get(), file));
  return flush_folder(file.parent_path());
}

PseudonymKey::Pseudonym PseudonymKey::rename(Kind kind, std::string_view identifier) const {
  const unsigned char domain = kind == Kind::person ? 'p' : 'r';
  crypto_generichash_state state;
  Pseudonym pseudonym{};
  crypto_generichash_init(&state, bytes_.data(), bytes_.size(), pseudonym.size());
  crypto_generichash_update(&state, &domain, 1);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(identifier.data()),
                            identifier.size());
  crypto_generichash_final(&state, pseudonym.data(), pseudonym.size());
  return pseudonym;
}

Digest PseudonymKey::fingerprint() const {
  std::array<unsigned char, 16> print{};
  constexpr std::string_view purpose = "hdis person key fingerprint";
  crypto_generichash(print.data(), print.size(),
                     reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(),
                     bytes_.data(), bytes_.size());
  return digest_of({reinterpret_cast<const char*>(print.data()), print.size()});
}

PseudonymKey::PseudonymKey(PseudonymKey&& other) noexcept : bytes_(other.bytes_) {
  sodium_memzero(other.bytes_.data(), other.bytes_.size());
}

PseudonymKey::~PseudonymKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

}  // namespace hdis::ingest
