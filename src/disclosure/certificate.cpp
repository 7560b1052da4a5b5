#include "certificate.hpp"

#include "rules/rules.hpp"
#include "shown_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::disclosure {
namespace {

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

/// How many of the cells of a table are exact counts.
enum class Exact { none, some, all };

Exact exact_in(std::span<const ProtectedPart> parts) {
  std::size_t exact = 0;
  std::size_t others = 0;
  for (const ProtectedPart& part : parts) {
    for (const auto& [place, cells] : part.rows) {
      for (const GuardedCell& cell : cells) ++(cell.exact ? exact : others);
    }
  }
  if (exact == 0) return Exact::none;
  return others == 0 ? Exact::all : Exact::some;
}

constexpr auto exact_counts =
    "Counts about all of England, with no place or organisation in the question, are exact where "
    "no smaller number can be worked out from them.";

bool people_not_recorded(std::span<const ProtectedPart> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const ProtectedPart& part) { return part.people == People::not_recorded; });
}

bool has_derived(const query::TablePlan& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const query::Column& column) {
    return std::holds_alternative<query::RatioColumn>(column.content) ||
           std::holds_alternative<query::RateColumn>(column.content);
  });
}

std::vector<std::string> rules_applied(const query::TablePlan& table,
                                       std::span<const ProtectedPart> parts, const Policy& policy) {
  std::vector<std::string> rules = policy.notes;
  if (exact_in(parts) != Exact::none) rules.emplace_back(exact_counts);
  for (const ProtectedPart& part : parts) {
    for (const query::Measure& measure : part.aggregation.measures) {
      add_once(rules, std::string(rule_for(measure.aggregate).sentence));
    }
  }
  if (has_derived(table)) {
    rules.emplace_back(
        "Ratios and rates are computed from numbers as they are shown, and suppressed with them.");
  }
  return rules;
}

std::string numbers(std::size_t count, const char* singular, const char* plural) {
  return count == 1 ? fmt::format("One {} was", singular)
                    : fmt::format("{} {} were", count, plural);
}

std::vector<std::string> checks_made(const Policy& policy, const Settlement& settlement) {
  std::vector<std::string> checks;
  checks.push_back(
      fmt::format("The finished table was checked again by separate code: every cell with 1 to {} "
                  "records or people "
                  "behind it is suppressed, and every other is shown as the policy says.",
                  policy.largest_suppressed));
  // No numbers of what was found: how many relations there are can tell which true counts add up.
  checks.push_back(
      fmt::format("All tables of the request were audited together, from what they show, with all "
                  "totals and other relations at once: it is proved that each suppressed count "
                  "keeps at least {} possible values, and each suppressed sum or mean an interval, "
                  "not an estimate.",
                  policy.fewest_values));
  if (settlement.rounded > 0) {
    checks.push_back(
        numbers(settlement.rounded, "exact national number", "exact national numbers") +
        " rounded, so that beside other cells no smaller number can be worked out from it.");
  }
  if (settlement.withheld > 0) {
    checks.push_back(
        numbers(settlement.withheld, "number", "numbers") +
        " withheld, because beside other cells a suppressed number could have been worked "
        "out from it.");
  }
  checks.emplace_back("Not examined: what other releases tell.");
  return checks;
}

}  // namespace

released::Certificate certify(const std::vector<released::Row>& rows, const query::TablePlan& table,
                              std::span<const ProtectedPart> parts, const Policy& policy,
                              const Settlement& settlement) {
  released::Certificate certificate;
  certificate.policy = fmt::format("{} {} {}", policy.id, policy.version, policy.digest.text());
  certificate.rules = rules_applied(table, parts, policy);
  certificate.checks = checks_made(policy, settlement);
  for (const released::Row& row : rows) {
    certificate.cells += row.cells.size();
    for (const released::Cell& cell : row.cells) {
      certificate.suppressed += cell.kind() == released::CellKind::suppressed;
    }
  }
  return certificate;
}

std::vector<std::string> notes_for(std::span<const ProtectedPart> parts, const Policy& policy,
                                   const Settlement& settlement) {
  std::vector<std::string> notes;
  const Exact exact = exact_in(parts);
  if (exact != Exact::all) notes = policy.notes;
  if (exact != Exact::none) notes.emplace_back(exact_counts);
  if (settlement.withheld > 0) {
    notes.emplace_back(
        "In this table * also stands for numbers that are not small, but from which a small one "
        "could "
        "have been worked out.");
  }
  if (settlement.rounded > 0) {
    notes.emplace_back("Some national numbers are rounded to protect small ones.");
  }
  if (people_not_recorded(parts)) {
    notes.emplace_back("The data does not tell people apart, so only records were counted.");
  }
  return notes;
}

}  // namespace hdis::disclosure
