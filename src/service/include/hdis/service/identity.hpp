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

/// Who runs this process.
///
/// The real user; but where the process runs as the owner of `store_folder` through sudo, the user whom sudo names,
/// so that several people can use a store that only its owner may read. An owner who lies to the process about sudo
/// could as well change the files: docs/operations.md says what local mode protects against and what not.
///
/// Errors: `not_permitted` if sudo's account of the user cannot be read.
[[nodiscard]] Result<Identity> identity_of_process(const std::filesystem::path& store_folder);

/// Whether `folder` is there and belongs to the account of `identity`.
[[nodiscard]] bool owns_folder(const std::filesystem::path& folder, const Identity& identity);

}  // namespace hdis::service
