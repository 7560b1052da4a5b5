#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hdis::disclosure {

/// A worked example of a rule, below national level under a policy that suppresses 1 to 7, rounds to the
/// nearest 5 and wants ten people for a median.
struct RuleExample {
  std::uint64_t records = 0;
  std::uint64_t people = 0;
  double value = 0;
  double largest_contribution = 0;  ///< Of one person; with the next two, only for sums and means.
  double second_contribution = 0;
  double total_contribution = 0;
  std::string_view shown;  ///< The number, `*` or `z`.
};

/// How one kind of measure is protected.
struct Rule {
  query::Aggregate aggregate;
  std::string_view sentence;  ///< For the certificate.
  std::string_view source;
  released::Cell (*protect)(const raw::RawMeasure&, const RuleContext&);
  released::Cell (*of_nothing)();  ///< What a group without records shows.
  std::span<const RuleExample> examples;
};

/// One for each kind of measure.
[[nodiscard]] std::span<const Rule> rules();

/// The rule for `aggregate`.
[[nodiscard]] const Rule& rule_for(query::Aggregate aggregate);

}  // namespace hdis::disclosure
