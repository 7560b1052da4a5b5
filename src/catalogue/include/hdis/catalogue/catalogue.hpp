#pragma once

#include "hdis/catalogue/field.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

/// How a dataset is made from another one that is taken in, by a named and versioned function of the
/// program (`dataset_functions()`).
struct DatasetDerivation {
  DatasetId from;
  std::string function;  ///< "provider_spells"
  std::string version;
};

/// How a record is told that repeats another under a key of its own.
struct DuplicateRule {
  std::vector<std::string> same;  ///< Fields that are equal in both.
  std::string time;               ///< A time of the day that is nearly the same; "": none.
  std::int64_t minutes = 0;       ///< How far apart `time` may be.
};

/// A set of event-level records of one kind: what a row is and which columns it has.
struct Dataset {
  DatasetId id;
  std::string title;
  std::string row_unit;  ///< What one record is: "episode", "attendance".
  std::string description;
  /// Names users write, lower case, without year: "hes_apc". The first is also found within a
  /// longer name: "v_hes_apc".
  std::vector<std::string> table_names;
  /// Schemas in which users find the tables, and what they write after the year, lower case. Others
  /// are understood too, and flagged: "hdis_10years".
  std::vector<std::string> table_schemas;
  std::vector<std::string> table_suffixes;
  std::vector<Field> fields;  ///< Repeated fields are spelt out (DIAG_4_01 ... DIAG_4_20).
  std::string person_key;     ///< Name of the field by which people are counted.
  std::string year_field;     ///< The field that holds the financial year ("FYEAR"); may be "".
  /// Fields by which ingest sorts, so that common filters read little.
  std::vector<std::string> sort_by;
  std::vector<std::string> unique_key;  ///< Fields that identify a record in a year.
  std::optional<DuplicateRule> duplicates;
  std::string source;
  std::string licence;
  /// Empty for a dataset that is delivered.
  std::optional<DatasetDerivation> derived_from;

  /// The field with this name or alias, whatever its case; null if there is none.
  [[nodiscard]] const Field* find(std::string_view name) const;
};

/// One code of a code system.
struct Code {
  std::string code;
  std::string label;
  /// Code one level up in the same system or in `CodeSystem::parent_system`; may be "".
  std::string parent;
  /// Codes one level up in other hierarchies, one for each of `CodeSystem::further_parent_systems`.
  std::vector<std::string> further_parents;
};

/// All codes that a field can take, with labels and, where there is one, their hierarchy.
struct CodeSystem {
  CodeSystemId id;
  std::string version;
  std::string title;
  std::string source;
  std::string licence;
  /// Whether a code outside it is an error (SEX) or just unknown to us (GPPRAC).
  bool closed = true;
  /// Where parents live when not in this system (CCG → STP).
  std::optional<CodeSystemId> parent_system;
  /// Other systems into which its codes nest besides (LSOA → local authority).
  std::vector<CodeSystemId> further_parent_systems;
  std::vector<Code> codes;  ///< Sorted by code.

  /// The entry for `code`; null if unknown. Logarithmic.
  [[nodiscard]] const Code* find(std::string_view code) const;
};

/// A named, versioned set of codes for `CODELIST('name')`.
struct CodeList {
  CodeListId id;
  std::string version;
  std::string title;
  std::string description;
  CodeSystemId system;  ///< "icd10" or "opcs4" or "hrg" ...
  /// Upper case, no dots, sorted: a code matches if it starts with one of them.
  std::vector<std::string> prefixes;
  std::vector<std::string> except;  ///< Prefixes that are taken out again.
  std::string source;
  std::string licence;
};

/// A named, versioned table of values, by which ingest makes fields (`table` and `band` of
/// `derivation_functions()`). It has keys or bands, not both.
struct ValueTable {
  /// One band: the numbers from `smallest` up to the next band's.
  struct Band {
    double smallest = 0;
    std::string value;
  };
  ValueTableId id;
  std::string version;
  std::string title;
  std::string description;
  std::map<std::string, std::string> values;  ///< By key; the parts of a key stand between bars.
  std::vector<Band> bands;                    ///< By smallest number, ascending.
  std::string source;
  std::string licence;
};

/// Published numbers of persons, for rates. Not computed from records, so not subject to
/// suppression.
struct Population {
  PopulationId id;
  std::string version;
  std::string title;
  CodeSystemId geography;            ///< Code system of its areas.
  std::vector<FinancialYear> years;  ///< Financial years for which it may serve as denominator.
  std::map<std::string, std::int64_t> persons;  ///< By area code.
  std::string source;
  std::string licence;
};

/// A named, versioned measure for `MEASURE('name')`: a count of a dataset over a published
/// population.
struct Measure {
  MeasureId id;
  std::string version;
  std::string title;
  std::string description;
  DatasetId dataset;
  /// A condition in the query language, e.g. "FAE = 1 AND ADMIMETH LIKE '2%'".
  std::string numerator_filter;
  std::vector<PopulationId> populations;  ///< Denominators to choose from by geography and year.
  double per = 100000;                    ///< Rate per so many persons and year.
  std::string unit;                       ///< "admissions per 100,000 persons per year"
  int decimals = 0;                       ///< Decimals to print.
  std::string source;
};

/// What a table name in a query stands for.
struct TableMatch {
  const Dataset* dataset = nullptr;
  std::optional<FinancialYear> year;  ///< Empty: the name has no year, all years are meant.
  bool unknown_prefix = false;        ///< A schema or suffix that we do not know was ignored.
};

/// Everything the system knows about data without looking at data. Immutable once loaded.
class Catalogue {
 public:
  /// Loads and checks every file below `folder` (datasets/, codes/, codelists/, geographies/,
  /// tables/, populations/, measures/) and then each of `extra` (a custodian's own additions, which may not
  /// redefine anything): a folder laid out in the same way, or a single file in a folder of one of
  /// these names.
  ///
  /// Errors: `invalid_input` with one reason per defect: file, line where known, what is wrong,
  /// what is expected.
  static Result<Catalogue> load(const std::filesystem::path& folder,
                                std::span<const std::filesystem::path> extra = {});

  [[nodiscard]] std::span<const Dataset> datasets() const;
  [[nodiscard]] const Dataset* dataset(const DatasetId& id) const;
  [[nodiscard]] std::span<const CodeSystem> code_systems() const;
  [[nodiscard]] const CodeSystem* code_system(const CodeSystemId& id) const;
  [[nodiscard]] std::span<const CodeList> code_lists() const;
  [[nodiscard]] const CodeList* code_list(std::string_view name) const;
  [[nodiscard]] std::span<const ValueTable> value_tables() const;
  [[nodiscard]] const ValueTable* value_table(const ValueTableId& id) const;
  [[nodiscard]] std::span<const Measure> measures() const;
  [[nodiscard]] const Measure* measure(std::string_view name) const;
  [[nodiscard]] std::span<const Population> populations() const;
  [[nodiscard]] const Population* population(const PopulationId& id) const;

  /// Resolves a table name as users write it: `hes_apc`, `HES.HES_APC_1718`,
  /// `hdis_10years.hes_apc_1718_hdis_10years`, `anything.hes_apc_1718`. Empty if no dataset has
  /// such a name.
  [[nodiscard]] std::optional<TableMatch> resolve_table(std::string_view name) const;

  /// The label of `code` in `field`, or empty.
  [[nodiscard]] std::optional<std::string> label(const Field& field, std::string_view code) const;

  /// The code of `system` above `code` of `from`, over as many levels as it takes: ("icd10",
  /// "J450", "icd10_chapter") gives X. Null if `code` is unknown or does not nest in `system`.
  [[nodiscard]] const Code* ancestor(const CodeSystemId& from, std::string_view code,
                                     const CodeSystemId& system) const;

  /// Digest of every byte that was loaded. Changes whenever a definition changes.
  [[nodiscard]] const Digest& version() const;

  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

 private:
  struct Contents;
  explicit Catalogue(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents_;
};

}  // namespace hdis::catalogue
