#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/expression.hpp"
#include "hdis/query/finding.hpp"
#include "hdis/query/parser.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What is asked, bound to the catalogue: the only thing that later steps see. A row cannot be expressed here.
namespace hdis::query {

/// One way of dividing the records of an aggregation.
struct Dimension {
  std::string name;  ///< As the user calls it; unique in the table, whatever its case.
  std::vector<RowExpression> by_population;  ///< One for each population of the aggregation.
  std::optional<catalogue::CodeSystemId>
      codes;           ///< Labels of its values, if it is a plain coded field.
  bool place = false;  ///< Of class geography, or made from one.
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

enum class Aggregate : std::uint8_t {
  count_records,
  count_values,  ///< Records in which the argument is not NULL.
  count_people,  ///< Distinct persons; the argument is the dataset's person key and is left empty.
  sum,
  mean,
  median,
};

/// Whether `aggregate` counts something: records or people.
[[nodiscard]] constexpr bool is_count(Aggregate aggregate) {
  return aggregate == Aggregate::count_records || aggregate == Aggregate::count_values ||
         aggregate == Aggregate::count_people;
}

/// One number for each group.
struct Measure {
  Aggregate aggregate = Aggregate::count_records;
  std::optional<FieldRef>
      argument;  ///< Same-named in every population; a number for sum, mean, median.
  std::optional<Predicate> filter;  ///< Only records that satisfy it count for this measure.
  bool flag = false;                ///< The sum of a 0/1 flag, which is a count of records.
  std::string unit;                 ///< "episodes", "people", "days"; from the catalogue.
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// One pass over records: what an engine runs.
///
/// Rows of all populations are put together, divided by the dimensions of each grouping set, and measured. No cell counts
/// a record twice: populations share no records, or a dimension of every grouping set tells them apart.
struct Aggregation {
  std::vector<Population> populations;  ///< At least one.
  std::vector<Dimension> dimensions;
  std::vector<std::vector<std::size_t>>
      grouping_sets;              ///< Sorted indices into dimensions; at least one set.
  std::vector<Measure> measures;  ///< At least one; no two equal.
  friend bool operator==(const Aggregation&, const Aggregation&) = default;
};

/// Names a measure of one part of a table.
struct MeasureRef {
  std::size_t part = 0;
  std::size_t measure = 0;
  friend bool operator==(const MeasureRef&, const MeasureRef&) = default;
};

struct DimensionColumn {
  std::size_t dimension = 0;
  friend bool operator==(const DimensionColumn&, const DimensionColumn&) = default;
};
struct MeasureColumn {
  MeasureRef measure;
  friend bool operator==(const MeasureColumn&, const MeasureColumn&) = default;
};
/// factor × numerator / denominator, computed from protected parts.
struct RatioColumn {
  MeasureRef numerator, denominator;
  double factor = 1;                      ///< 100 for a percentage.
  std::optional<std::uint32_t> decimals;  ///< From ROUND(.., n).
  friend bool operator==(const RatioColumn&, const RatioColumn&) = default;
};
/// A MEASURE('..'): a protected count over a published population of the row's area.
struct RateColumn {
  MeasureRef numerator;
  catalogue::MeasureId measure;
  std::string measure_version;
  catalogue::PopulationId population;
  std::string population_version;
  std::optional<std::size_t>
      area_dimension;  ///< The dimension whose codes are the areas; empty: all areas together.
  double per = 100000;
  std::uint32_t years = 1;  ///< Number of financial years counted: person-years = persons × years.
  std::uint32_t decimals = 0;
  friend bool operator==(const RateColumn&, const RateColumn&) = default;
};
struct ConstantColumn {
  Value value;
  friend bool operator==(const ConstantColumn&, const ConstantColumn&) = default;
};

struct Column {
  std::string name;
  std::variant<DimensionColumn, MeasureColumn, RatioColumn, RateColumn, ConstantColumn> content;
  friend bool operator==(const Column&, const Column&) = default;
};

/// Turns the values of one dimension into columns, after protection.
struct PivotSpec {
  struct Entry {
    Value value;
    std::string name;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::size_t dimension = 0;
  std::vector<Entry> entries;
  friend bool operator==(const PivotSpec&, const PivotSpec&) = default;
};

struct Ordering {
  std::size_t column = 0;  ///< Index into the columns of the table as shown (after a pivot).
  bool descending = false;
  friend bool operator==(const Ordering&, const Ordering&) = default;
};

/// Which rows a join of aggregates keeps; decided from protected cells only.
enum class JoinRows : std::uint8_t { all, in_first, in_last, in_both };

/// One table of an answer.
struct TablePlan {
  /// At least one. Several: aggregates joined on all their dimensions, which are equally many and stand in the same
  /// order in each part; NULL joins with NULL; each part then has a single grouping set.
  std::vector<Aggregation> parts;
  JoinRows join_rows = JoinRows::all;
  std::vector<Column> columns;  ///< Left to right; dimensions refer to part 0.
  std::optional<PivotSpec> pivot;
  std::vector<Ordering> order_by;      ///< Applied to the protected table.
  std::optional<std::uint64_t> limit;  ///< Applied to the protected, ordered table.
  friend bool operator==(const TablePlan&, const TablePlan&) = default;
};

/// All tables of one request; they are protected together.
struct Plan {
  std::vector<TablePlan> tables;  ///< At least one.
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// The names of the columns as shown, left to right. With a pivot: the dimensions that are left, then for each entry
/// one column for each measure, ratio or rate, called by the entry's name (and `_` and the column's, if there are several).
[[nodiscard]] std::vector<std::string> shown_columns(const TablePlan& table);

/// A plan with what its author should know about it.
struct Bound {
  Plan plan;
  std::vector<Finding> findings;
};

/// Gives a parsed text its meaning. Pure; needs the catalogue, never data.
///
/// Errors: `refused` for what may not be asked, `invalid_input` for mistakes and names that do not exist;
/// all reasons at once, each with position and, where possible, a suggestion or a corrected query.
[[nodiscard]] Result<Bound> bind(const Parsed& parsed, const catalogue::Catalogue& catalogue);

/// Parses and binds.
[[nodiscard]] Result<Bound> compile(std::string_view text, const catalogue::Catalogue& catalogue);

/// The plan as a text in the query language, such that compiling it gives an equal plan.
[[nodiscard]] std::string to_query_text(const Plan& plan, const catalogue::Catalogue& catalogue);

/// Identifies the question, not its spelling: dimensions, measures, populations and filters count; names of columns,
/// their order, ORDER BY, LIMIT and the order of conditions do not. 64 hexadecimal digits.
[[nodiscard]] Digest fingerprint(const Plan& plan);

/// What will be computed, in words, for analysts and reviewers: one paragraph a table.
[[nodiscard]] std::string describe(const Plan& plan, const catalogue::Catalogue& catalogue);

/// Whether every record of England may count: none but placeless fields in any dimension of `set` (an index into
/// the grouping sets), population, measure (its field and its filter) or person set. Proved from the plan, never from a label.
[[nodiscard]] bool is_national(const Aggregation& aggregation, std::size_t set,
                               const catalogue::Catalogue& catalogue);

/// Every dataset, year and field that the plan touches, for the check against an agreement.
struct Usage {
  catalogue::DatasetId dataset;
  std::vector<FinancialYear> years;  ///< Sorted; empty: every loaded year.
  std::vector<std::string> fields;   ///< Sorted canonical names, filters included.
  friend bool operator==(const Usage&, const Usage&) = default;
};
[[nodiscard]] std::vector<Usage> usage(const Plan& plan);

}  // namespace hdis::query
