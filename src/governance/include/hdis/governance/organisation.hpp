#pragma once

#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::governance {

/// Code of an organisation: an ODS code such as "0CX", or the custodian's own.
using OrganisationCode = StrongId<struct OrganisationCodeTag>;

/// Whether somebody may act at present.
enum class Standing : std::uint8_t { active, suspended };

/// A body that holds an agreement, asks for work, or keeps the data.
struct Organisation {
  OrganisationCode code;
  std::string name;
  std::string kind;  ///< One of `organisation_kinds()`, e.g. "ccg".
  Standing standing = Standing::active;
  friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// Checks what a person typed. Errors: `invalid_input` with every defect.
[[nodiscard]] Result<Organisation> make_organisation(std::string_view code, std::string_view name,
                                                     std::string_view kind);

[[nodiscard]] std::string_view to_string(Standing standing);

}  // namespace hdis::governance
