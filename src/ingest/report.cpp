#include "hdis/ingest/report.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hdis::ingest {
namespace {

namespace json = boost::json;

/// 1234567 as 1,234,567.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string headline(const Report& report) {
  const auto year = FinancialYear::parse(report.year);
  const std::string what = fmt::format("{} {}", report.dataset, year ? year->label() : report.year);
  if (report.unchanged) {
    return fmt::format("{}: this delivery is version {} already; nothing was changed.\n", what,
                       report.version);
  }
  return fmt::format("{}: stored as version {}.\n", what, report.version);
}

std::string totals(const Report& report) {
  std::string text;
  const auto line = [&](const char* label, std::uint64_t rows) {
    text += fmt::format("  {:<36}{:>14}\n", label, grouped(rows));
  };
  line("rows read", report.rows_read);
  line("rows accepted", report.rows_accepted);
  line("rows left out (opted out)", report.rows_opted_out);
  line("rows rejected", report.rows_rejected);
  for (const auto& [reason, rows] : report.rejections) {
    text += fmt::format("    {:>12}  {}\n", grouped(rows), reason);
  }
  return text;
}

bool worth_a_line(const FieldReport& field) {
  return field.repaired + field.made_missing + field.invalid > 0;
}

std::string field_table(const Report& report) {
  std::string text = fmt::format("  {:<24}{:<12}{:>12}{:>14}{:>10}  {}\n", "field", "outcome",
                                 "repaired", "made missing", "invalid", "rules");
  bool any = false;
  for (const auto& field : report.fields) {
    if (!worth_a_line(field)) continue;
    any = true;
    text += fmt::format("  {:<24}{:<12}{:>12}{:>14}{:>10}  {}\n", field.field, field.outcome,
                        grouped(field.repaired), grouped(field.made_missing),
                        grouped(field.invalid), fmt::join(field.rules, "; "));
  }
  return any ? "Values that were changed (of the rows read, opted-out rows excepted):\n" + text
             : "";
}

/// The first few of a list, and how many there are besides: a year may lack hundreds of fields.
std::string few_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 8;
  const auto shown = std::min(names.size(), names.size() == most + 1 ? most + 1 : most);
  std::string text = fmt::format(
      "{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

/// "absent (12): A, B, C and 9 more" for every outcome but the ordinary one.
std::string other_outcomes(const Report& report) {
  std::map<std::string, std::vector<std::string>> names;
  for (const auto& field : report.fields) {
    if (field.outcome != "loaded") names[field.outcome].push_back(field.field);
  }
  std::string text;
  bool shortened = false;
  for (const auto& [outcome, fields] : names) {
    shortened = shortened || few_of(fields) != fmt::format("{}", fmt::join(fields, ", "));
    text += fmt::format("  {} ({}): {}\n", outcome, fields.size(), few_of(fields));
  }
  if (shortened) text += "  All of them: --json.\n";
  return text.empty() ? text : "Fields:\n" + text;
}

}  // namespace

std::string to_text(const Report& report) {
  return headline(report) + totals(report) + field_table(report) + other_outcomes(report);
}

std::string to_text(const DerivedReport& report) {
  std::string text = fmt::format("{}: made by {} of {} year(s).\n", report.dataset, report.function,
                                 report.made_of.size());
  for (const auto& year : report.years) {
    text += fmt::format("  {:<9}version {:<5}{:<12}{:>14} rows\n", year.year.label(), year.version,
                        year.unchanged ? "as before" : "new", grouped(year.rows));
  }
  for (const auto& [reason, records] : report.left_out) {
    text += fmt::format("  part of nothing {:>14}  {}\n", grouped(records), reason);
  }
  return text;
}

std::string to_json(const DerivedReport& report) {
  json::array years;
  for (const auto& year : report.years) {
    years.push_back({{"year", year.year.code()},
                     {"version", year.version},
                     {"unchanged", year.unchanged},
                     {"rows", year.rows},
                     {"content_digest", year.content_digest}});
  }
  json::array left_out;
  for (const auto& [reason, records] : report.left_out) {
    left_out.push_back({{"reason", reason}, {"records", records}});
  }
  return json::serialize(json::object{{"dataset", report.dataset},
                                      {"function", report.function},
                                      {"made_of", json::value_from(report.made_of)},
                                      {"years", std::move(years)},
                                      {"left_out", std::move(left_out)}});
}

std::string to_json(const Report& report) {
  json::array fields;
  for (const auto& field : report.fields) {
    json::array rules(field.rules.begin(), field.rules.end());
    fields.push_back({{"field", field.field},
                      {"outcome", field.outcome},
                      {"repaired", field.repaired},
                      {"made_missing", field.made_missing},
                      {"invalid", field.invalid},
                      {"rules", std::move(rules)}});
  }
  json::array rejections;
  for (const auto& [reason, rows] : report.rejections) {
    rejections.push_back({{"reason", reason}, {"rows", rows}});
  }
  return json::serialize(json::object{{"dataset", report.dataset},
                                      {"year", report.year},
                                      {"version", report.version},
                                      {"unchanged", report.unchanged},
                                      {"rows_read", report.rows_read},
                                      {"rows_accepted", report.rows_accepted},
                                      {"rows_rejected", report.rows_rejected},
                                      {"rows_opted_out", report.rows_opted_out},
                                      {"fields", std::move(fields)},
                                      {"rejections", std::move(rejections)},
                                      {"content_digest", report.content_digest}});
}

}  // namespace hdis::ingest
