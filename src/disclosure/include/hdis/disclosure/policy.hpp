#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hdis::disclosure {

/// How counts that are shown are blurred.
enum class Rounding : std::uint8_t { none, nearest, midpoint };

/// A worked example of the rule of a policy: a true count below national level and how it is shown ("*" for suppressed).
struct PolicyExample {
  std::uint64_t count = 0;
  std::string shown;
  friend bool operator==(const PolicyExample&, const PolicyExample&) = default;
};

/// A named, versioned set of disclosure rules. Its parameters are the policy's, never the request's.
struct Policy {
  std::string id;  ///< "hes-2018"
  std::string version;
  std::string title;
  std::string source;
  std::optional<Date>
      effective_from;  ///< First and last day on which it is in force, as far as is known.
  std::optional<Date> effective_until;
  std::uint64_t largest_suppressed =
      7;  ///< 1 to this many records or people are suppressed; 0 is shown.
  Rounding rounding = Rounding::nearest;
  std::uint64_t rounding_base = 5;
  bool national_exact = false;  ///< Counts at national level (proved by the plan) are exact.
  bool totals_from_rounded =
      false;  ///< Totals are sums of rounded cells (OpenSAFELY) instead of true values.
  /// Numbers are exact, so that others are hidden beside each small one; readers are not told which are small.
  bool needs_secondary_suppression = false;
  std::uint64_t median_least_people = 10;
  double dominance_one_share =
      0.9;  ///< A sum or mean is suppressed if the largest contributor has at least this share ...
  double dominance_two_share = 0.9;  ///< ... or the two largest together have more than this one.
  /// ... or all others together have less than this many per cent of what the largest has: the second could estimate it so closely.
  double dominance_p_percent = 10;
  std::uint64_t fewest_values =
      4;  ///< Every suppressed count must keep at least so many possible values.
  /// Of a suppressed sum or mean: an interval in which it is known to lie must be at least this share of the sum of its
  /// ends (0.1: no estimate within 10 %).
  double sum_least_interval = 0.1;
  std::vector<std::string> notes;  ///< Printed below every table.
  std::vector<PolicyExample> examples;
  Digest digest;  ///< Of the file.
};

/// Reads a policy file (YAML), checks it and runs its examples.
///
/// Errors: `invalid_input`: unknown or missing keys, no source or no examples, an example that fails, or parameters under which a
/// suppressed count could be shown (for example a rounding under which a shown count becomes 0).
[[nodiscard]] Result<Policy> load_policy(const std::filesystem::path& file);

/// All policies of a folder, sorted by id and version.
[[nodiscard]] Result<std::vector<Policy>> load_policies(const std::filesystem::path& folder);

}  // namespace hdis::disclosure
