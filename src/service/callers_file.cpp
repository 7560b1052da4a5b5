#include "hdis/service/callers_file.hpp"

#include "files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace hdis::service {
namespace {

Result<Descriptor> open_callers_file(const std::filesystem::path& file, const Identity& caller) {
  // The descriptor that is looked at is the one that is read: a name can be pointed elsewhere in between.
  HDIS_TRY(opened, open_text_file(file));
  struct stat status {};
  const bool known = ::fstat(opened.number(), &status) == 0;
  if (lends_rights(caller) && (!known || status.st_uid != caller.uid)) {
    return fail(ErrorCode::not_permitted, "file.not_yours",
                fmt::format("{} does not belong to {}.", file.string(), caller.login),
                "copy it to a file of your own and name that, or give it on standard input: - "
                "instead of the "
                "name, and  < FILE  behind the command");
  }
  return std::move(opened);
}

}  // namespace

Result<std::string> read_callers_file(const std::filesystem::path& file, const Identity& caller,
                                      std::size_t most) {
  HDIS_TRY(opened, open_callers_file(file, caller));
  return read_text(opened, file, most);
}

Status must_be_callers_files(const std::vector<std::filesystem::path>& files,
                             const Identity& caller) {
  if (!lends_rights(caller)) return {};
  for (const auto& file : files) {
    const auto opened = open_callers_file(file, caller);
    if (!opened) return fail(opened.error());
  }
  return {};
}

Status may_write_files(const Identity& caller, std::string_view instead) {
  if (!lends_rights(caller)) return {};
  return fail(ErrorCode::not_permitted, "file.write_through_sudo",
              fmt::format("Through sudo, files would be written with the rights of another account "
                          "than yours, {}.",
                          caller.login),
              std::string(instead));
}

Status write_callers_file(const std::filesystem::path& file, const Identity& caller,
                          std::string_view bytes) {
  HDIS_CHECK(may_write_files(
      caller,
      fmt::format("leave the file out and write  > {}  behind the command", file.string())));
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << bytes;
  stream.close();
  if (stream) return {};
  return fail(ErrorCode::unavailable, "file.cannot_write",
              fmt::format("{} cannot be written.", file.string()),
              "check the folder, its permissions and the space on the disk");
}

}  // namespace hdis::service
