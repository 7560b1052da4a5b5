#include "repeated_rows.hpp"

#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Field;
using duck::quote_identifier;

/// What must be known for a row to be told as a repetition: the person, dates and the time. Where they are missing, equality says
/// nothing.
std::string is_known(const std::vector<const Field*>& same, const Field* time) {
  std::vector<std::string> conditions;
  for (const auto* field : same) {
    const bool must = field->field_class == catalogue::FieldClass::person_key ||
                      field->type == catalogue::FieldType::date;
    if (must) conditions.push_back(quote_identifier(field->name) + " IS NOT NULL");
  }
  if (time != nullptr) conditions.push_back(quote_identifier(time->name) + " IS NOT NULL");
  return conditions.empty() ? "true" : fmt::format("{}", fmt::join(conditions, " AND "));
}

std::string names_of(const std::vector<const Field*>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const auto* field : fields) names.push_back(quote_identifier(field->name));
  return fmt::format("{}", fmt::join(names, ", "));
}

/// How many fields of a row are filled.
std::string filled(const std::vector<const Field*>& there) {
  std::vector<std::string> terms;
  terms.reserve(there.size());
  for (const auto* field : there) {
    terms.push_back(fmt::format("CAST({} IS NOT NULL AS INTEGER)", quote_identifier(field->name)));
  }
  return fmt::format("{}", fmt::join(terms, " + "));
}

/// Minutes of the day of a time, HH:MM; 0 where the rule has no time.
std::string minute(const Field* time) {
  if (time == nullptr) return "0";
  const auto name = quote_identifier(time->name);
  return fmt::format("60 * CAST({0}[1:2] AS INTEGER) + CAST({0}[4:5] AS INTEGER)", name);
}

}  // namespace

std::string repeated_reason(const catalogue::DuplicateRule& rule) {
  const auto near =
      rule.time.empty() ? "" : fmt::format("; {} within {} minutes", rule.time, rule.minutes);
  return fmt::format("repeats another row under a key of its own (same {}{})",
                     fmt::join(rule.same, ", "), near);
}

Status reject_repeated(duck::Connection& connection, const Dataset& dataset,
                       const std::vector<const Field*>& there, std::size_t reason, Stages& stages,
                       double done) {
  if (!dataset.duplicates) return {};
  const auto is_there = [&](const Field* field) {
    return std::find(there.begin(), there.end(), field) != there.end();
  };
  std::vector<const Field*> same;
  same.reserve(dataset.duplicates->same.size());
  for (const auto& name : dataset.duplicates->same) same.push_back(dataset.find(name));
  const auto& named = dataset.duplicates->time;
  const auto* time = named.empty() ? nullptr : dataset.find(named);
  if (!std::all_of(same.begin(), same.end(), is_there)) return {};
  if (time != nullptr && !is_there(time)) return {};

  // 1. Rows of which another has the same hash: few. 2. Of those that are equal indeed, a row goes with the one before it if
  // that is near in time. 3. The fullest of each such series stays, the first of them in the delivery.
  const auto keys = names_of(same);
  HDIS_TRY(
      rows,
      stages.run(
          connection,
          fmt::format(
              "INSERT INTO staging.rejected "
              "WITH known AS (SELECT hdis_row, hash({0}) AS alike FROM complete ANTI JOIN "
              "staging.rejected USING (hdis_row) WHERE {1}), "
              "suspect AS (SELECT hdis_row FROM known WHERE alike IN (SELECT alike FROM known "
              "GROUP BY "
              "alike HAVING count(*) > 1)), "
              "timed AS (SELECT hdis_row, {0}, {2} AS hdis_minute, {3} AS hdis_filled FROM "
              "complete SEMI "
              "JOIN suspect USING (hdis_row)), "
              "begun AS (SELECT *, CASE WHEN hdis_minute - lag(hdis_minute) OVER day <= {4} THEN 0 "
              "ELSE 1 "
              "END AS begins FROM timed WINDOW day AS (PARTITION BY {0} ORDER BY hdis_minute, "
              "hdis_row)), "
              "series AS (SELECT *, sum(begins) OVER (PARTITION BY {0} ORDER BY hdis_minute, "
              "hdis_row "
              "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS hdis_series FROM begun) "
              "SELECT hdis_row, {5} FROM (SELECT hdis_row, row_number() OVER (PARTITION BY {0}, "
              "hdis_series ORDER BY hdis_filled DESC, hdis_row) AS place FROM series) WHERE place "
              "> 1",
              keys, is_known(same, time), minute(time), filled(there), dataset.duplicates->minutes,
              reason),
          done));
  std::ignore = rows;
  return {};
}

}  // namespace hdis::ingest
