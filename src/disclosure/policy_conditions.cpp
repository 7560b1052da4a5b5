#include "policy_conditions.hpp"

#include "rules/small_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis::disclosure {
namespace {

using Reasons = std::vector<Reason>;

void add(Reasons& reasons, std::string rule, std::string message, std::string suggestion) {
  reasons.push_back({"policy." + std::move(rule), std::move(message), std::move(suggestion), {}});
}

/// More than any known policy has; keeps arithmetic on them far from overflow.
constexpr std::uint64_t largest_parameter = 1000;

bool is_share(double value) { return value > 0 && value <= 1; }

/// A rounding that can be computed at all.
bool check_rounding(const Policy& policy, Reasons& reasons) {
  const auto before = reasons.size();
  // 1. Rounding to the nearest multiple of 0 or 1 is not rounding.
  if (policy.rounding != Rounding::none && policy.rounding_base < 2) {
    add(reasons, "rounding_base", "rounding_base is below 2, so nothing would be rounded.",
        "Give a base of 2 or more, or write rounding: none.");
  }
  // 2. The middle of a group of an odd number of counts is not between two of them.
  if (policy.rounding == Rounding::midpoint && policy.rounding_base % 2 != 0) {
    add(reasons, "midpoint_base", "midpoint rounding needs an even rounding_base.", "");
  }
  // 3. A slip of the keyboard.
  if (policy.rounding_base > largest_parameter || policy.largest_suppressed > largest_parameter) {
    add(reasons, "too_large",
        fmt::format("rounding_base and largest_suppressed may be at most {}.", largest_parameter),
        "");
  }
  return reasons.size() == before;
}

/// Who says so. Without it nobody can check the parameters.
void check_origin(const Policy& policy, Reasons& reasons) {
  for (const auto* text : {&policy.id, &policy.version, &policy.title, &policy.source}) {
    if (!text->empty()) continue;
    add(reasons, "origin", "id, version, title and source must not be empty.", "");
    return;
  }
}

/// What a shown number may not look like.
void check_smallest_shown(const Policy& policy, Reasons& reasons) {
  const SmallNumberRule rule(policy);
  const std::uint64_t smallest = policy.largest_suppressed + 1;
  const std::uint64_t shown = rule.rounded(smallest);
  // 4. A shown count that becomes 0 would pass for a true zero.
  if (shown == 0) {
    add(reasons, "shown_as_zero", fmt::format("A count of {} would be shown as 0.", smallest),
        "Lower rounding_base or raise largest_suppressed.");
  }
  // 5. A shown count of a suppressed size would tell that such counts are sometimes shown.
  if (rule.hides(shown)) {
    add(reasons, "shown_as_small",
        fmt::format("A count of {} would be shown as {}, which is of a size that is suppressed.",
                    smallest, shown),
        "Raise largest_suppressed or change rounding_base.");
  }
  // 6. A group of rounding that holds suppressed and shown counts in about equal parts is allowed, but
  //    one whose only shown count is a single number would give that number exactly.
  if (policy.rounding != Rounding::none && rule.rounded(smallest + 1) != shown) {
    add(reasons, "exact_after_rounding",
        fmt::format("Only a count of {} would be shown as {}, so it would be known exactly.",
                    smallest, shown),
        "Choose largest_suppressed and rounding_base so that the smallest shown number stands for "
        "several counts.");
  }
}

void check_protection(const Policy& policy, Reasons& reasons) {
  // 7. A policy that hides nothing protects nobody.
  if (policy.largest_suppressed == 0) {
    add(reasons, "hides_nothing", "largest_suppressed is 0, so every count would be shown.",
        "Give the largest count that must not be shown, at least 1.");
  }
  // 8. Beside exact counts, a single suppressed one is the total minus the others.
  if (policy.rounding == Rounding::none && !policy.needs_secondary_suppression) {
    add(reasons, "recalculation",
        "Counts are not rounded and needs_secondary_suppression is false, so a suppressed count "
        "could "
        "be worked out from a total.",
        "Write needs_secondary_suppression: true, or round.");
  }
  // 9. More possible values than a suppressed count can have cannot be kept; a single one is the count.
  if (policy.fewest_values < 2 || policy.fewest_values > policy.largest_suppressed) {
    add(reasons, "fewest_values",
        fmt::format("fewest_values must be from 2 to largest_suppressed ({}).",
                    policy.largest_suppressed),
        "");
  }
  // 10. Totals from rounded cells need rounded cells.
  if (policy.totals_from_rounded && policy.rounding == Rounding::none) {
    add(reasons, "totals", "totals_from_rounded needs a rounding.", "");
  }
}

void check_quantities(const Policy& policy, Reasons& reasons) {
  // 11. A median is one person's value or two persons'; it needs more people than a count does.
  if (policy.median_least_people <= policy.largest_suppressed) {
    add(reasons, "median_least_people", "median_least_people must be more than largest_suppressed.",
        "");
  }
  // 12. Shares outside 0 to 1 would switch the dominance rule off.
  if (!is_share(policy.dominance_one_share) || !is_share(policy.dominance_two_share)) {
    add(reasons, "dominance", "dominance shares must be above 0 and at most 1.", "");
  }
  if (!is_share(policy.dominance_p_percent / 100)) {
    add(reasons, "dominance", "dominance.p_percent must be above 0 and at most 100.", "");
  }
  // 13. So would an interval of nothing.
  if (!is_share(policy.sum_least_interval)) {
    add(reasons, "sum_least_interval", "sum_least_interval must be above 0 and at most 1.", "");
  }
}

bool has_example(const Policy& policy, std::uint64_t count) {
  return std::any_of(policy.examples.begin(), policy.examples.end(),
                     [count](const PolicyExample& example) { return example.count == count; });
}

std::string shown_by(const Policy& policy, std::uint64_t count) {
  const SmallNumberRule rule(policy);
  if (rule.hides(count)) return "*";
  return fmt::to_string(rule.rounded(count));
}

void check_examples(const Policy& policy, Reasons& reasons) {
  // 14. Every example comes out as written.
  for (const PolicyExample& example : policy.examples) {
    const std::string shown = shown_by(policy, example.count);
    if (shown == example.shown) continue;
    add(reasons, "example",
        fmt::format("The example says that {} is shown as {}, but the rule gives {}.",
                    example.count, example.shown, shown),
        "Correct the example or the parameters.");
  }
  // 15. The examples show zero, both ends of what is suppressed, and the first count that is shown.
  for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{1}, policy.largest_suppressed,
                                    policy.largest_suppressed + 1}) {
    if (has_example(policy, count)) continue;
    add(reasons, "examples_missing", fmt::format("There is no example for a count of {}.", count),
        "");
  }
}

}  // namespace

std::vector<Reason> broken_conditions(const Policy& policy) {
  Reasons reasons;
  check_origin(policy, reasons);
  check_protection(policy, reasons);
  check_quantities(policy, reasons);
  if (!check_rounding(policy, reasons)) return reasons;
  check_smallest_shown(policy, reasons);
  check_examples(policy, reasons);
  return reasons;
}

}  // namespace hdis::disclosure
