#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hdis::service {

enum class Health : std::uint8_t { good, concern, bad };

/// What one examination found.
struct Examination {
  std::string what;  ///< "keys", "database", "audit log", ...
  Health health = Health::good;
  std::string finding;
  std::string remedy;  ///< "" if good.
};

[[nodiscard]] std::string_view to_string(Health health);

/// Examines a store and its surroundings: permissions, keys, database, audit log, catalogue, policies, data files, engine, runs
/// that nobody runs. Goes on after what is bad, changes nothing, and works where `Session::open` does not.
///
/// Administrators, the owner of the folder and root are told what was found and what to do; other users only what is in order and what
/// is not, without paths.
///
/// Errors: `not_permitted` for a store that others could have laid out (`open_folder`), and for somebody who is not a user of the store:
/// they learn that and whom to ask, and nothing else. Where the database cannot say who is a user, only the owner of the folder and root
/// are told what is wrong.
[[nodiscard]] Result<std::vector<Examination>> examine(const std::filesystem::path& folder,
                                                       const Identity& identity,
                                                       const Clock& clock);

}  // namespace hdis::service
