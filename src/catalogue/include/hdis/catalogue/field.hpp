#pragma once

#include "hdis/core/financial_year.hpp"
#include "hdis/core/strong_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

using DatasetId = StrongId<struct DatasetIdTag>;        ///< "apc"
using CodeSystemId = StrongId<struct CodeSystemIdTag>;  ///< "icd10", "sex", "ccg"
using CodeListId = StrongId<struct CodeListIdTag>;      ///< "stroke"
using MeasureId = StrongId<struct MeasureIdTag>;        ///< "emergency_admission_rate"
using PopulationId = StrongId<struct PopulationIdTag>;  ///< "ccg2016_mid2017"
using ValueTableId = StrongId<struct ValueTableIdTag>;  ///< "hrg_trim_point", "age_band"

/// How values of a field are stored and compared.
enum class FieldType : std::uint8_t { text, integer, decimal, date, time };

/// What a field is about, which decides what may be done with it.
enum class FieldClass : std::uint8_t {
  identifier,  ///< Names a person directly; dropped at ingest, never usable.
  person_key,  ///< Pseudonym of a person; only inside COUNT(DISTINCT ...) or a person set.
  record_key,  ///< Names one record; only COUNT(key) or COUNT(DISTINCT key), which count records.
  dimension,   ///< A code or a category.
  measure,     ///< A quantity that may be summed and averaged.
  date,
  geography,  ///< A place or an organisation: residence, provider, practice, commissioner.
  sensitive,  ///< Usable only where the agreement names it.
};

/// How far a field may be used to divide a table.
enum class Detail : std::uint8_t {
  open,         ///< May be grouped by.
  fine,         ///< May be grouped by, but a table takes at most one fine dimension.
  banded_only,  ///< Only through bands (CASE) or, for a date, through a part of it.
  never,        ///< Not as a dimension.
};

/// The finest part of a date that may be grouped by or may bound a filter.
enum class DateGrain : std::uint8_t { day, month, quarter, year };

/// What a value in a delivered file means when it is not a value.
enum class MissingKind : std::uint8_t { null, invalid, not_known, not_applicable };

/// The words of the catalogue files for these values, for pages and messages: "banded_only".
[[nodiscard]] std::string_view to_string(FieldType type);
[[nodiscard]] std::string_view to_string(FieldClass field_class);
[[nodiscard]] std::string_view to_string(Detail detail);
[[nodiscard]] std::string_view to_string(DateGrain grain);
[[nodiscard]] std::string_view to_string(MissingKind kind);

/// One convention for missing values: `raw` (as delivered, trimmed) stands for `kind`. `keep` is
/// true where analysts expect to see the code (for example ETHNOS Z), false where ingest turns the
/// value into NULL.
struct MissingValue {
  std::string raw;
  MissingKind kind = MissingKind::null;
  bool keep = false;
};

/// The place of a geography in its hierarchy.
struct Geography {
  std::string level;  ///< "lsoa", "ccg", "stp", "region", "provider", "practice", ...
  /// The level it nests in, if it does ("ccg" for "lsoa").
  std::optional<std::string> parent_level;
};

/// How a field that is not delivered (or not always) is made at ingest; a named function of the
/// catalogue (`derivation_functions()`) with its inputs, e.g. {"age_decimal", {"STARTAGE"}} or
/// {"concat", {"DIAG_4"}} or {"lookup", {"apc", "SUSRECID", "PROCODE3"}}.
struct Derivation {
  std::string function;
  std::vector<std::string> inputs;
};

/// One column of a dataset as analysts see it.
struct Field {
  std::string name;                  ///< Canonical, upper case: "STARTAGE_CALC", "DIAG_4_01".
  std::vector<std::string> aliases;  ///< Other names that users write, upper case.
  std::string label;                 ///< A few words: "Age at start of episode".
  std::string description;           ///< A sentence or two; never empty.
  FieldType type = FieldType::text;
  FieldClass field_class = FieldClass::dimension;
  Detail detail = Detail::open;
  bool filterable = true;   ///< Whether WHERE and FILTER may use it.
  bool flag = false;        ///< 0 or 1: its SUM is a count.
  bool list = false;        ///< A comma-separated list of codes (the CONCAT fields).
  bool never_null = false;  ///< Present in every record, so COUNT(field) counts records.
  /// Says nothing of where somebody lives or is treated, or by whom: tables of such fields alone are
  /// national. False unless the dataset's `placeless` names the field.
  bool placeless = false;
  std::string unit;  ///< "days", "years", "minutes", ""; never empty for a measure.
  std::optional<CodeSystemId> codes;  ///< Where the labels of its values are.
  std::vector<MissingValue> missing;
  std::optional<DateGrain> grain;  ///< For dates: finest grain of grouping and of filter bounds.
  std::optional<Geography> geography;
  std::optional<Derivation> derivation;
  std::optional<FinancialYear> first_year;  ///< Years in which it exists; empty: no bound.
  std::optional<FinancialYear> last_year;
  std::optional<std::int64_t> smallest;  ///< Smallest and largest valid value of a number.
  std::optional<std::int64_t> largest;
  /// Special numeric codes in the range, e.g. 7001-7007 in STARTAGE: an age filter must not lose
  /// them.
  std::optional<std::string> convention;  ///< "hes_age" for the 7001-7007 convention.
  std::size_t width = 0;                  ///< Declared length of a text; 0: unbounded.
  std::string source;                     ///< Where the definition comes from; never empty.
};

}  // namespace hdis::catalogue
