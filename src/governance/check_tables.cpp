#include "hdis/governance/table_shape.hpp"

#include "check_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hdis::governance {
namespace {

/// A table of more rows than this is more than a person reads, and has many small cells.
constexpr std::uint64_t many_rows = 10'000;

void check_table(const query::TablePlan& table, std::size_t number, const CheckFacts& facts,
                 Findings& findings) {
  const auto shape = shape_of(table, facts.catalogue);

  // 1. The size.
  const bool large = !shape.rows || *shape.rows > many_rows;
  findings.push_back({large ? Weight::attention : Weight::note, "tables.size",
                      fmt::format("Table {} has {}.", number, in_words(shape)), "",
                      large ? "a smaller table has fewer suppressed cells" : ""});

  // 2. The national level, where a policy may show exact numbers.
  if (shape.national) {
    findings.push_back(
        {Weight::note, "tables.national",
         fmt::format("Table {} counts, at least in part, at national level, where the "
                     "policy may show exact numbers.",
                     number),
         "no area or organisation divides or limits it", ""});
  }

  // 3. Fine areas and codes.
  for (const auto& dimension : shape.dimensions) {
    if (!dimension.fine) continue;
    findings.push_back(
        {Weight::attention, "tables.fine",
         fmt::format("Table {} is divided by {}, which is fine: expect many suppressed "
                     "cells.",
                     number, dimension.name),
         "", "a coarser area or code shows more"});
  }
}

}  // namespace

void check_tables(const CheckFacts& facts, Findings& findings) {
  for (std::size_t i = 0; i < facts.plan.tables.size(); ++i) {
    check_table(facts.plan.tables[i], i + 1, facts, findings);
  }
  for (const auto& finding : facts.lint) {
    const auto weight =
        finding.severity == query::Severity::warning ? Weight::attention : Weight::note;
    const auto& where = finding.reason.where;
    findings.push_back({weight, finding.reason.rule, finding.reason.message,
                        where ? fmt::format("line {}, column {}", where->line, where->column) : "",
                        finding.reason.suggestion});
  }
}

}  // namespace hdis::governance
