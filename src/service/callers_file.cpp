#include "hdis/service/callers_file.hpp"

#include "files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hdis::service {

Result<std::string> read_callers_file(const std::filesystem::path& file, const Identity& caller,
                                      std::size_t most) {
  // The descriptor that is looked at is the one that is read: a name can be pointed elsewhere in between.
  HDIS_TRY(opened, open_text_file(file));
  struct stat status {};
  const bool known = ::fstat(opened.number(), &status) == 0;
  if (caller.uid != ::geteuid() && (!known || status.st_uid != caller.uid)) {
    return fail(ErrorCode::not_permitted, "file.not_yours",
                fmt::format("{} does not belong to {}.", file.string(), caller.login),
                "name a file of your own, or give the text on standard input");
  }
  return read_text(opened, file, most);
}

}  // namespace hdis::service
