#include "spell_statements.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/duck/sql_text.hpp"

#include "value_functions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hdis::ingest {
namespace {

/// Days after a discharge within which an emergency admission is a readmission: 0 to 29.
constexpr int readmission_days = 29;

// TRANSIT tells episodes and spells of one day apart: 0 no transfer, 1 out, 2 in and out, 3 in.
constexpr std::string_view transit_macro = R"sql(
CREATE MACRO transit(moved_in, moved_out) AS
  CASE WHEN moved_in AND moved_out THEN 2 WHEN moved_in THEN 3 WHEN moved_out THEN 1 ELSE 0 END)sql";

// An episode as the rules see it.
constexpr std::string_view judged = R"sql(
CREATE TABLE staging.judged AS
SELECT *, transit(moved_in, moved_out) AS transit,
  CASE
    WHEN EPISTAT IS DISTINCT FROM '3' THEN 'not finished'
    WHEN person IS NULL THEN 'no person'
    WHEN PROCODE3 IS NULL THEN 'no provider'
    WHEN EPISTART IS NULL OR EPIEND IS NULL THEN 'no start or no end'
    WHEN EPIEND < EPISTART THEN 'ends before it begins'
    WHEN admission IS NULL THEN 'no date of admission, and none can be told'
  END AS reason
FROM (
  SELECT hdis_row, person, PROCODE3, EPIKEY, EPISTART, EPIEND, EPISTAT, DISMETH,
    coalesce(EPIORDER, 99) AS place_in_stay,
    coalesce(ADMIMETH LIKE '2%', false) AS emergency,
    coalesce(ADMIMETH IN ('2B', '81') OR ADMISORC IN ('51', '52', '53'), false) AS moved_in,
    coalesce(DISDEST IN ('51', '52', '53'), false) AS moved_out,
    CASE WHEN ADMIDATE IS NOT NULL THEN ADMIDATE
         WHEN EPIORDER = 1 AND NOT coalesce(ADMIMETH IN ('2B', '81'), false)
           AND NOT coalesce(ADMISORC IN ('51', '52', '53'), false) THEN EPISTART
    END AS admission
  FROM source))sql";

// An episode begins a spell unless it belongs to the one before it, of the same person and provider.
constexpr std::string_view numbered = R"sql(
CREATE TABLE staging.numbered AS
SELECT *, sum(begins) OVER here AS spell, row_number() OVER here AS place
FROM (
  SELECT *,
    CASE
      WHEN admission = lag(admission) OVER here THEN 0
      WHEN EPISTART = lag(EPISTART) OVER here THEN 0
      WHEN lag(DISMETH) OVER here IN ('8', '9') AND EPISTART = lag(EPIEND) OVER here THEN 0
      ELSE 1
    END AS begins
  FROM staging.judged WHERE reason IS NULL
  WINDOW here AS (PARTITION BY person, PROCODE3
                  ORDER BY EPISTART, EPIEND, place_in_stay, transit, EPIKEY, hdis_row))
WINDOW here AS (PARTITION BY person, PROCODE3
                ORDER BY EPISTART, EPIEND, place_in_stay, transit, EPIKEY, hdis_row
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))sql";

// The last episode is the one that ends last: others may lie within it.
constexpr std::string_view spells = R"sql(
CREATE TABLE staging.spell AS
SELECT person, first.hdis_row AS first_row, last.hdis_row AS last_row, first.key AS key,
  least(first.admission, first.starts) AS admitted, last.ends AS discharged, episodes,
  first.emergency AS emergency, first.moved_in AS moved_in,
  last.moved_out AS moved_out, coalesce(last.DISMETH = '4', false) AS died,
  last.DISMETH IS DISTINCT FROM '8' AS is_discharge
FROM (
  SELECT person, count(*) AS episodes,
    min({'place': place, 'hdis_row': hdis_row, 'key': EPIKEY, 'starts': EPISTART, 'admission': admission,
         'emergency': emergency, 'moved_in': moved_in}) AS first,
    max({'ends': EPIEND, 'place': place, 'hdis_row': hdis_row, 'moved_out': moved_out,
         'DISMETH': DISMETH}) AS last
  FROM staging.numbered GROUP BY person, PROCODE3, spell))sql";

// A spell continues the one before it, wherever that was, if the patient moved from one to the other within three days.
constexpr std::string_view joined = R"sql(
CREATE TABLE staging.joined AS
SELECT *, sum(begins) OVER life AS stay, row_number() OVER life AS place
FROM (
  SELECT *,
    CASE WHEN admitted - lag(discharged) OVER life <= 3 AND (moved_in OR lag(moved_out) OVER life) THEN 0
         ELSE 1 END AS begins
  FROM (SELECT *, transit(moved_in, moved_out) AS transit FROM staging.spell)
  WINDOW life AS (PARTITION BY person ORDER BY admitted, discharged, transit, key, first_row))
WINDOW life AS (PARTITION BY person ORDER BY admitted, discharged, transit, key, first_row
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))sql";

constexpr std::string_view stays = R"sql(
CREATE TABLE staging.stay AS
SELECT person, stay, spells, episodes, first.first_row AS first_row, last.last_row AS last_row,
  first.admitted AS admitted, last.discharged AS discharged, first.emergency AS emergency,
  last.moved_out AS moved_out, last.died AS died, last.is_discharge AS is_discharge
FROM (
  SELECT person, stay, count(*) AS spells, sum(episodes) AS episodes,
    min({'place': place, 'first_row': first_row, 'admitted': admitted, 'emergency': emergency}) AS first,
    max({'discharged': discharged, 'place': place, 'last_row': last_row, 'moved_out': moved_out,
         'died': died, 'is_discharge': is_discharge}) AS last
  FROM staging.joined GROUP BY person, stay))sql";

// Admissions that have not ended count as readmissions, not as spells. One of which a finished episode is there, in
// the year in which it ended, is told by that.
constexpr std::string_view open_admissions = R"sql(
CREATE TABLE staging.open_admission AS
SELECT person, admission AS admitted, moved_in
FROM staging.judged AS begun
WHERE reason = 'not finished' AND person IS NOT NULL AND admission = EPISTART AND emergency
  AND NOT EXISTS (SELECT 1 FROM staging.judged AS ended
                  WHERE ended.reason IS NULL AND ended.person = begun.person
                    AND ended.PROCODE3 = begun.PROCODE3 AND ended.EPISTART = begun.EPISTART))sql";

// What happened to a person, in order: of each admission, the discharge before it. A stay of which only the beginning is
// there has none. Of one day, stays come in their
// order, each with its admission before its discharge; what is open comes last.
constexpr std::string_view admissions = R"sql(
CREATE TABLE staging.admission AS
SELECT person, stay, day, emergency, previous,
  CASE WHEN stay IS NULL AND day - previous.day <= 3 AND (moved_in OR previous.moved_out) THEN true
       ELSE false END AS continues
FROM (
  SELECT *, last_value(discharge IGNORE NULLS) OVER (
    PARTITION BY person ORDER BY day, coalesce(stay, 9e18), discharge IS NOT NULL
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous
  FROM (
    SELECT person, stay, admitted AS day, emergency, false AS moved_in, NULL AS discharge FROM staging.stay
    UNION ALL
    SELECT person, NULL, admitted, true, moved_in, NULL FROM staging.open_admission
    UNION ALL
    SELECT person, stay, discharged, false, false,
      {'day': discharged, 'stay': stay, 'died': died, 'moved_out': moved_out}
    FROM staging.stay WHERE is_discharge))
WHERE discharge IS NULL)sql";

constexpr std::string_view readmissions = R"sql(
CREATE TABLE staging.readmission AS
SELECT * FROM (
  SELECT person, stay, previous.stay AS after, day - previous.day AS days, continues,
    emergency AND NOT continues AND NOT previous.died AND day - previous.day BETWEEN 0 AND {0} AS counts
  FROM staging.admission WHERE previous IS NOT NULL))sql";

// A stay with what came before and after it.
constexpr std::string_view followed = R"sql(
CREATE TABLE staging.followed AS
SELECT stay.*, coalesce(own.counts, false) AS is_readmission, own.days AS days_since_discharge,
  later.after IS NOT NULL AS readmitted
FROM staging.stay AS stay
LEFT JOIN (SELECT person, stay, days, counts FROM staging.readmission WHERE stay IS NOT NULL) AS own
  ON own.person = stay.person AND own.stay = stay.stay
LEFT JOIN (SELECT DISTINCT person, after FROM staging.readmission WHERE counts) AS later
  ON later.person = stay.person AND later.after = stay.stay)sql";

constexpr std::string_view provider_quantities = R"sql(
CREATE TABLE staging.quantities AS
SELECT first_row, last_row, admission_date, discharge_date,
  discharge_date - admission_date AS length_of_stay, episodes, is_discharge, begins_continuous_spell,
  ends_continuous_spell, CAST(readmitted AND ends_continuous_spell = 1 AS INTEGER) AS emergency_readmission,
  CAST({0} IN ({1}) AS INTEGER) AS readmission_followed_up,
  CAST(is_readmission AND begins_continuous_spell = 1 AS INTEGER) AS is_emergency_readmission,
  CASE WHEN begins_continuous_spell = 1 THEN days END AS days_since_discharge
FROM (
  SELECT spell.first_row, spell.last_row, spell.admitted AS admission_date,
    spell.discharged AS discharge_date, spell.episodes, CAST(spell.is_discharge AS INTEGER) AS is_discharge,
    CAST(spell.first_row = stay.first_row AS INTEGER) AS begins_continuous_spell,
    CAST(spell.last_row = stay.last_row AS INTEGER) AS ends_continuous_spell,
    stay.readmitted, stay.is_readmission, stay.days_since_discharge AS days
  FROM staging.joined AS spell JOIN staging.followed AS stay
    ON stay.person = spell.person AND stay.stay = spell.stay))sql";

constexpr std::string_view continuous_quantities = R"sql(
CREATE TABLE staging.quantities AS
SELECT first_row, last_row, admitted AS admission_date, discharged AS discharge_date,
  discharged - admitted AS length_of_stay, episodes, spells AS provider_spells,
  CAST(is_discharge AS INTEGER) AS is_discharge,
  CAST(readmitted AS INTEGER) AS emergency_readmission,
  CAST({0} IN ({1}) AS INTEGER) AS readmission_followed_up,
  CAST(is_readmission AS INTEGER) AS is_emergency_readmission, days_since_discharge
FROM staging.followed)sql";

std::string quoted_codes(const std::vector<FinancialYear>& years) {
  std::vector<std::string> codes;
  codes.reserve(years.size());
  for (const auto& year : years) codes.push_back(duck::quote_text(year.code()));
  return fmt::format("{}", fmt::join(codes, ", "));
}

}  // namespace

const std::vector<std::string>& spell_fields() {
  static const std::vector<std::string> fields{"PROCODE3", "EPIKEY",  "EPISTART", "EPIEND",
                                               "EPIORDER", "EPISTAT", "ADMIDATE", "ADMIMETH",
                                               "ADMISORC", "DISMETH", "DISDEST"};
  return fields;
}

std::vector<std::string> spell_statements(std::string_view function,
                                          const std::vector<FinancialYear>& loaded) {
  const bool continuous = function == "continuous_spells";
  HDIS_ASSERT(continuous || function == "provider_spells");  // The catalogue knows no other.
  const auto last_day = financial_year_of(
      fmt::format("({} + {})", continuous ? "discharged" : "discharge_date", readmission_days));
  return {std::string(transit_macro),
          std::string(judged),
          std::string(numbered),
          std::string(spells),
          std::string(joined),
          std::string(stays),
          std::string(open_admissions),
          std::string(admissions),
          fmt::format(fmt::runtime(readmissions), readmission_days),
          std::string(followed),
          fmt::format(fmt::runtime(continuous ? continuous_quantities : provider_quantities),
                      last_day, quoted_codes(loaded))};
}

}  // namespace hdis::ingest
