#include "hdis/service/identity.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace hdis::service {
namespace {

Identity identity_of(uid_t uid) {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  const bool known =
      ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr;
  return {known ? std::string(found->pw_name) : std::to_string(uid), uid};
}

std::optional<uid_t> read_uid(std::string_view text) {
  uid_t uid = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, uid);
  if (error != std::errc() || stop != end || text.empty()) return std::nullopt;
  return uid;
}

}  // namespace

bool owns_folder(const std::filesystem::path& folder, const Identity& identity) {
  struct stat status {};
  return ::stat(folder.c_str(), &status) == 0 && status.st_uid == identity.uid;
}

std::string Identity::to_text() const { return fmt::format("{} ({})", login, uid); }

bool lends_rights(const Identity& caller) { return caller.uid != ::geteuid(); }

Result<Identity> identity_of_process() {
  if (::getuid() != ::geteuid() || ::getgid() != ::getegid()) {
    // The caller of such a program writes its environment, and with it what sudo is said to have said.
    return fail(ErrorCode::not_permitted, "identity.set_user_id",
                "The program was installed set-user-id, which it does not support.",
                "remove the bit, and lend the account through sudo, as docs/operations.md says");
  }
  const char* sudo = std::getenv("SUDO_UID");
  if (sudo == nullptr) return identity_of(::getuid());
  if (const auto uid = read_uid(sudo)) return identity_of(*uid);
  return fail(ErrorCode::not_permitted, "identity.sudo", "SUDO_UID is not the number of a user.",
              "run the command through sudo, or without SUDO_UID in the environment");
}

}  // namespace hdis::service
