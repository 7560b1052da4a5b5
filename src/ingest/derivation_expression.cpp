#include "derivation_expression.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/duck/sql_text.hpp"

#include "value_functions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Derivation;
using catalogue::Field;
using duck::quote_identifier;
using Fields = std::set<const Field*>;

/// What an expression is made of.
struct Parts {
  const Dataset& dataset;
  const Derivation& derivation;
  std::vector<std::string> all;    ///< Every input, NULL for one that is not there.
  std::vector<std::string> there;  ///< Those that are there.

  [[nodiscard]] std::string list(std::string_view separator = ", ") const {
    return fmt::format("{}", fmt::join(there, separator));
  }
};

/// Years of age of the HES codes 7001 to 7007, for STARTAGE_CALC (SRC-0061).
std::string age_decimal(const Parts& parts) {
  return fmt::format(
      "CAST(CASE {0} WHEN 7001 THEN 0.002 WHEN 7002 THEN 0.010 WHEN 7003 THEN 0.048 WHEN 7004 THEN "
      "0.167 "
      "WHEN 7005 THEN 0.375 WHEN 7006 THEN 0.625 WHEN 7007 THEN 0.875 ELSE {0} END AS DOUBLE)",
      parts.all.front());
}

std::string any_positive(const Parts& parts) {
  return fmt::format("CAST(greatest({}) > 0 AS INTEGER)", parts.list());
}

std::string band(const Parts& parts) {
  return call(band_function(parts.derivation), "CAST(" + parts.all.front() + " AS DOUBLE)");
}

std::string concat(const Parts& parts) {
  return fmt::format("nullif(concat_ws(',', {}), '')", parts.list());
}

std::string days_between(const Parts& parts) {
  return fmt::format("CASE WHEN {1} >= {0} THEN {1} - {0} END", parts.all[0], parts.all[1]);
}

std::string excess(const Parts& parts) {
  return fmt::format(
      "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN greatest({0} - {1}, 0) END", parts.all[0],
      parts.all[1]);
}

std::string first_characters(const Parts& parts) {
  return fmt::format("left({}, {})", parts.all.front(), std::stoul(parts.derivation.inputs.at(1)));
}

/// 2017-04-01 to 2018-03-31 give 1718.
std::string financial_year(const Parts& parts) {
  return financial_year_of(fmt::format("coalesce({})", parts.list()));
}

std::string group(const Parts& parts) {
  return call(group_function(parts.dataset, parts.derivation),
              "CAST(" + parts.all.front() + " AS VARCHAR)");
}

std::string hour(const Parts& parts) { return fmt::format("left({}, 2)", parts.all.front()); }

std::string in_code_list(const Parts& parts) {
  return call(code_list_function(parts.derivation),
              fmt::format("nullif(concat_ws(',', {}), '')", parts.list()));
}

std::string sum(const Parts& parts) {
  std::vector<std::string> terms;
  terms.reserve(parts.there.size());
  for (const auto& name : parts.there) terms.push_back(fmt::format("coalesce({}, 0)", name));
  return fmt::format("CASE WHEN coalesce({}) IS NOT NULL THEN {} END", parts.list(),
                     fmt::join(terms, " + "));
}

std::string table(const Parts& parts) {
  std::vector<std::string> texts;
  texts.reserve(parts.all.size());
  for (const auto& name : parts.all) texts.push_back(fmt::format("CAST({} AS VARCHAR)", name));
  return call(table_function(parts.derivation), fmt::format("{}", fmt::join(texts, " || '|' || ")));
}

std::string weekday(const Parts& parts) {
  return fmt::format("CAST(isodow({}) AS VARCHAR)", parts.all.front());
}

/// How each function of the catalogue is written.
using Writer = std::string (*)(const Parts&);
const std::map<std::string_view, Writer>& writers() {
  static const std::map<std::string_view, Writer> functions{
      {"age_decimal", age_decimal},
      {"any_positive", any_positive},
      {"band", band},
      {"concat", concat},
      {"days_between", days_between},
      {"excess", excess},
      {"financial_year", financial_year},
      {"first_characters", first_characters},
      {"group", group},
      {"hour", hour},
      {"in_code_list", in_code_list},
      {"sum", sum},
      {"table", table},
      {"weekday", weekday},
  };
  return functions;
}

std::vector<const Field*> named(const Dataset& dataset, const std::vector<std::string>& names) {
  std::vector<const Field*> fields;
  fields.reserve(names.size());
  for (const auto& name : names) fields.push_back(dataset.find(name));
  return fields;
}

}  // namespace

std::string financial_year_of(const std::string& date) {
  const std::string first = fmt::format("(year({0}) - CAST(month({0}) < 4 AS INTEGER))", date);
  return fmt::format(
      "CASE WHEN {0} IS NOT NULL THEN lpad(CAST({1} % 100 AS VARCHAR), 2, '0') || "
      "lpad(CAST(({1} + 1) % 100 AS VARCHAR), 2, '0') END",
      date, first);
}

std::vector<const Field*> family(const Dataset& dataset, std::string_view name) {
  std::vector<const Field*> fields;
  for (const auto& field : dataset.fields) {
    const std::string_view candidate = field.name;
    if (!candidate.starts_with(name) || candidate.size() < name.size() + 2) continue;
    const auto number = candidate.substr(name.size() + 1);
    const bool digits = number.find_first_not_of("0123456789") == std::string_view::npos;
    if (candidate[name.size()] == '_' && digits) fields.push_back(&field);
  }
  return fields;
}

std::string storage_type(const Field& field) {
  using enum catalogue::FieldClass;
  if (field.field_class == person_key || field.field_class == record_key) return "UUID";
  switch (field.type) {
    case catalogue::FieldType::decimal:
      return "DOUBLE";
    case catalogue::FieldType::date:
      return "DATE";
    case catalogue::FieldType::text:
    case catalogue::FieldType::time:
      return "VARCHAR";
    case catalogue::FieldType::integer:
      break;
  }
  using Small = std::numeric_limits<std::int32_t>;
  const bool small = field.smallest && field.largest && *field.smallest >= Small::min() &&
                     *field.largest <= Small::max() &&
                     std::all_of(field.missing.begin(), field.missing.end(), [](const auto& value) {
                       return value.raw.size() <= Small::digits10;  // It may be kept.
                     });
  return small ? "INTEGER" : "BIGINT";
}

std::vector<const Field*> inputs_of(const Dataset& dataset, const Derivation& derivation) {
  const auto& [function, inputs] = derivation;
  const std::vector<std::string> after_first(inputs.begin() + 1, inputs.end());
  if (function == "concat") return family(dataset, inputs.at(0));
  if (function == "in_code_list") {
    const auto* field = dataset.find(inputs.at(1));
    return field != nullptr ? std::vector{field} : family(dataset, inputs.at(1));
  }
  if (function == "table" || function == "band") return named(dataset, after_first);
  if (function == "group" || function == "first_characters") return {dataset.find(inputs.at(0))};
  return named(dataset, inputs);
}

std::string derivation_expression(const Dataset& dataset, const Field& field, const Fields& there) {
  Parts parts{dataset, *field.derivation, {}, {}};
  for (const auto* input : inputs_of(dataset, *field.derivation)) {
    const bool is_there = there.contains(input);
    parts.all.push_back(is_there ? quote_identifier(input->name) : "NULL");
    if (is_there) parts.there.push_back(parts.all.back());
  }
  const auto writer = writers().find(field.derivation->function);
  HDIS_ASSERT(writer != writers().end());  // The catalogue knows no other.
  return fmt::format("CAST({} AS {})", writer->second(parts), storage_type(field));
}

}  // namespace hdis::ingest
