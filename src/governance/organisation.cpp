#include "hdis/governance/organisation.hpp"

#include "hdis/core/text.hpp"
#include "hdis/governance/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hdis::governance {
namespace {

constexpr std::size_t longest_code = 20;

bool is_code(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= longest_code && std::ranges::all_of(text, allowed);
}

}  // namespace

Result<Organisation> make_organisation(std::string_view code, std::string_view name,
                                       std::string_view kind) {
  std::vector<Reason> defects;

  // 1. The code is one that can be typed again and compared.
  const auto upper = to_upper(trim(code));
  if (!is_code(upper)) {
    defects.push_back({"organisation.code",
                       fmt::format("\"{}\" is not a code of an organisation.", code),
                       "use its ODS code: up to 20 letters, digits and hyphens, such as 0CX",
                       {}});
  }

  // 2. There is a name.
  const auto trimmed = trim(name);
  if (trimmed.empty() || !is_utf8(trimmed)) {
    defects.push_back({"organisation.name", "The organisation has no name.", "give one", {}});
  }

  // 3. The kind is known, because agreements decide by it.
  if (find_term(organisation_kinds(), kind) == nullptr) {
    defects.push_back({"organisation.kind",
                       fmt::format("\"{}\" is not a kind of organisation.", kind),
                       suggest_term(organisation_kinds(), kind),
                       {}});
  }

  if (!defects.empty()) return fail(Error(ErrorCode::invalid_input, std::move(defects)));
  return Organisation{OrganisationCode(upper), std::string(trimmed), std::string(kind)};
}

std::string_view to_string(Standing standing) {
  return standing == Standing::active ? "active" : "suspended";
}

}  // namespace hdis::governance
