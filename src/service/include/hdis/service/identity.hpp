#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hdis::service {

/// The operating-system user behind the process: in local mode, the only thing that says who acts.
struct Identity {
  std::string login;  ///< "jsmith"; the number as text if it has no name.
  std::uint32_t uid = 0;
  friend bool operator==(const Identity&, const Identity&) = default;

  /// "jsmith (1004)", as the audit log records it.
  [[nodiscard]] std::string to_text() const;
};

/// Who runs this process: the user whom sudo names, else the user of the process.
///
/// What sudo says counts whatever is asked for and whatever store is named: a caller who could choose when it counts could choose to be
/// the account that the process runs as. An account that lies to its own process about sudo only loses rights by it: see `lends_rights`.
///
/// Errors: `not_permitted` if sudo's account of the user cannot be read, or if the program was installed set-user-id.
[[nodiscard]] Result<Identity> identity_of_process();

/// Whether the process has the rights of another account than its caller's, as through sudo: then no file that the caller names is read
/// or written on those rights, and no store is opened that others could have laid out.
[[nodiscard]] bool lends_rights(const Identity& caller);

/// Whether `folder` is there and belongs to the account of `identity`.
[[nodiscard]] bool owns_folder(const std::filesystem::path& folder, const Identity& identity);

}  // namespace hdis::service
