#pragma once

#include "hdis/governance/checks.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The groups of rules that `check` puts together. Each adds its findings to a list.
namespace hdis::governance {

using Findings = std::vector<CheckFinding>;

inline void forbid(Findings& findings, std::string rule, std::string message, std::string evidence,
                   std::string suggestion) {
  findings.push_back({Weight::forbids, std::move(rule), std::move(message), std::move(evidence),
                      std::move(suggestion)});
}

/// Datasets, years and fields are within the agreement, and the years are there.
void check_data(const CheckFacts& facts, Findings& findings);
/// Work area, questions, customer and mandate are such as the agreement allows.
void check_purpose(const CheckFacts& facts, Findings& findings);
/// How large and how fine the tables can become, and what was odd about the query.
void check_tables(const CheckFacts& facts, Findings& findings);

/// The classes of `query_classes()` that a query belongs to, from what has been found of it; at least one.
[[nodiscard]] std::set<std::string> classes_of(const CheckFacts& facts, const Findings& findings);
/// Whether the agreement lets a query of these classes pass without a person. Comes last: it looks at the other findings.
void check_classes(const CheckFacts& facts, Findings& findings);

/// The rule of the finding by which a query passes without a person.
constexpr std::string_view passes_by_itself_rule = "review.automatic";

}  // namespace hdis::governance
