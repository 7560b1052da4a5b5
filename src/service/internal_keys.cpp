#include "internal_keys.hpp"

#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace hdis::service {
namespace {

using governance::InternalOutputId;

std::filesystem::path folder_of(const Config& config) { return config.keys_folder / "internal"; }

std::filesystem::path file_of(const Config& config, const InternalOutputId& id) {
  return folder_of(config) / (id.text() + ".key");
}

tl::unexpected<Error> cannot_destroy(const InternalOutputId& id) {
  return fail(ErrorCode::unavailable, "internal.key_remains",
              fmt::format("The key of {} could not be destroyed.", id.text()),
              "check that the folder of the keys and what is in it belong to the store's owner");
}

/// On a disk that writes in place, nothing is left of the bytes; elsewhere, what matters is that no file leads to them.
bool overwrite(const std::filesystem::path& file) {
  const Descriptor opened(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  const auto noise = SealingKey::generate().bytes();
  return opened.number() >= 0 &&
         ::pwrite(opened.number(), noise.data(), noise.size(), 0) ==
             static_cast<::ssize_t>(noise.size()) &&
         ::fsync(opened.number()) == 0;
}

}  // namespace

Result<SealingKey> make_internal_key(const Config& config, const InternalOutputId& id) {
  HDIS_CHECK(make_private_folder(folder_of(config)));
  auto key = SealingKey::generate();
  HDIS_CHECK(write_private_file(file_of(config, id), key.bytes()));
  return key;
}

Result<SealingKey> read_internal_key(const Config& config, const InternalOutputId& id) {
  if (!has_internal_key(config, id)) {
    return fail(ErrorCode::unavailable, "internal.no_key",
                fmt::format("The key of {} is not there, so that it cannot be opened.", id.text()),
                "restore it from the backup of the keys");
  }
  HDIS_TRY(bytes, read_text_file(file_of(config, id), SealingKey::key_bytes));
  return SealingKey::from_bytes(bytes);
}

bool has_internal_key(const Config& config, const InternalOutputId& id) {
  std::error_code error;
  return std::filesystem::exists(file_of(config, id), error);
}

Status destroy_internal_key(const Config& config, const InternalOutputId& id) {
  const auto file = file_of(config, id);
  struct ::stat found {};
  if (::lstat(file.c_str(), &found) != 0) {
    // It is gone only if the keys can be looked at: on a disk that is not there nothing is found either.
    const bool looked =
        errno == ENOENT && std::filesystem::exists(config.keys_folder / "person.key");
    return looked ? Status() : cannot_destroy(id);
  }
  if (!overwrite(file) || ::unlink(file.c_str()) != 0) return cannot_destroy(id);
  const Descriptor folder(::open(folder_of(config).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0 || has_internal_key(config, id)) {
    return cannot_destroy(id);
  }
  return {};
}

}  // namespace hdis::service
