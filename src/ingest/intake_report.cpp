#include "intake.hpp"

#include <fmt/format.h>

namespace hdis::ingest {

using catalogue::Field;
using catalogue::FieldClass;

namespace {

bool is_key(const Field& field) {
  return field.field_class == FieldClass::person_key || field.field_class == FieldClass::record_key;
}

bool exists_in(const Field& field, FinancialYear year) {
  return !(field.first_year && year < *field.first_year) &&
         !(field.last_year && year > *field.last_year);
}

void add_counts(FieldReport& report, const RuleCounts& counts) {
  for (std::size_t index = 0; index < rule_count; ++index) {
    const auto rule = static_cast<Rule>(index);
    const std::uint64_t count = counts[index];
    if (count == 0 || rule == Rule::none) continue;
    const Outcome outcome = outcome_of(rule);
    auto& total = outcome == Outcome::repaired       ? report.repaired
                  : outcome == Outcome::made_missing ? report.made_missing
                                                     : report.invalid;
    total += count;
    report.rules.emplace_back(to_string(rule));
  }
}

}  // namespace

FieldReport Intake::report_of(const Field& field) const {
  FieldReport report{field.name, "absent", 0, 0, 0, {}};
  const bool in_a_file =
      std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return part.has(&field); });
  if (field.field_class == FieldClass::identifier) {
    report.outcome = in_a_file ? "dropped (identifier)" : "";
  } else if (in_a_file) {
    report.outcome = is_key(field) ? "hashed" : "loaded";
    add_counts(report, staging_->counts(field));
  } else if (derived().contains(&field)) {
    report.outcome = "derived";
  } else if (!exists_in(field, delivery_.year)) {
    report.outcome = "";
  }
  return report;
}

std::vector<FieldReport> Intake::field_reports() const {
  std::vector<FieldReport> reports;
  // 1. The catalogue's fields; of identifiers that were not delivered, and of fields that do not exist
  //    in the year, there is nothing to say.
  for (const auto& field : dataset_.fields) {
    auto report = report_of(field);
    if (!report.outcome.empty()) reports.push_back(std::move(report));
  }
  // 2. Columns that the catalogue does not know, and second names of one field.
  std::set<std::string> named;
  for (const auto& part : parts_) {
    for (const auto& column : part.columns) {
      if (column.field != nullptr && !column.superseded) continue;
      if (!named.insert(column.name).second) continue;
      const char* outcome =
          column.superseded ? "second name of a field (left out)" : "unknown (left out)";
      reports.push_back({column.name, outcome, 0, 0, 0, {}});
    }
  }
  return reports;
}

}  // namespace hdis::ingest
