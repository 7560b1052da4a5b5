#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <filesystem>
#include <string_view>

namespace hdis::service {

/// Whose word is enough for the folders on the way.
enum class Way : std::uint8_t {
  private_to_account,  ///< Each belongs to the account of the process or to root, and nobody else may change it.
  chosen_by_caller,  ///< Nobody else at all may change it: who acts on their own rights has chosen it.
};

/// Whether nobody but the account of the process (or root) can have laid out what `path` leads to.
///
/// The path is walked from the root of the file system, as the kernel would. What it ends at must belong to the account or to root and not
/// be writable by group or others, and so must every symbolic link on the way belong to them. Folders on the way must be as `way` says; one
/// that everybody may write to will do if it is sticky, as /tmp is. What is not there is trusted: there is nothing in it.
///
/// `what` names it for people. Errors: `not_permitted`, which names the path only to who acts on their own rights.
[[nodiscard]] Status must_be_trusted(const std::filesystem::path& path, std::string_view what,
                                     const Identity& caller, Way way);

}  // namespace hdis::service
