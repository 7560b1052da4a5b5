#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/error.hpp"
#include "hdis/governance/data_version.hpp"
#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/purpose.hpp"
#include "hdis/query/finding.hpp"
#include "hdis/query/plan.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::governance {

/// How much a finding weighs.
enum class Weight : std::uint8_t {
  note,       ///< Good to know.
  attention,  ///< A reviewer should look at it.
  forbids,    ///< The request cannot be submitted.
};

/// Something that the automatic checks found (M6), in words for analysts and reviewers.
struct CheckFinding {
  Weight weight = Weight::note;
  std::string rule;  ///< Stable name, e.g. "agreement.years".
  std::string message;
  std::string
      evidence;  ///< What the finding rests on: terms of the agreement, parts of the query; may be "".
  std::string suggestion;  ///< What the author can do; may be "".
  friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

/// What the checks look at. Refers to what the caller keeps alive.
struct CheckFacts {
  const Entitlement& author;
  const Purpose& purpose;
  const std::optional<Organisation>& customer;  ///< As registered; empty if it is not.
  const query::Plan& plan;
  std::span<const query::Usage> usage;   ///< Of the plan.
  std::span<const query::Finding> lint;  ///< What the binder found.
  std::span<const LoadedData> loaded;
  const catalogue::Catalogue& catalogue;
};

[[nodiscard]] std::string_view to_string(Weight weight);
/// Errors: `corrupt` (only stored data is read with it).
[[nodiscard]] Result<Weight> parse_weight(std::string_view name);

/// Every finding, those that forbid first. Empty only if there is truly nothing to say.
[[nodiscard]] std::vector<CheckFinding> check(const CheckFacts& facts);

/// The findings that forbid, as an error (`refused`); success if there are none.
[[nodiscard]] Status must_not_forbid(std::span<const CheckFinding> findings);

/// Whether nothing forbids the request and the agreement lets queries of its classes pass without a person (M8).
[[nodiscard]] bool passes_by_itself(std::span<const CheckFinding> findings);

}  // namespace hdis::governance
