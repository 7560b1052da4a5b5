#include "duckdb/aggregation.hpp"

#include "duckdb/columns.hpp"
#include "duckdb/records.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hdis::sqlgen::duckdb {
namespace {

using query::Aggregate;
using query::Measure;

class Statement {
 public:
  Statement(const query::Aggregation& aggregation, const catalogue::Catalogue& catalogue)
      : aggregation_(aggregation), records_(aggregation, catalogue) {}

  Sql write(std::uint64_t most_rows) {
    add_keys();
    add_sets();
    for (const Measure& measure : aggregation_.measures) {
      layout_.measures.push_back(is_quantity(measure) ? add_quantity(measure) : add_count(measure));
    }
    std::string text = fmt::format("SELECT {}\nFROM (\n{}\n) AS records{}\nLIMIT {}",
                                   fmt::join(columns_.expressions(), ",\n  "), records_.text(),
                                   group_by(), most_rows);
    return {std::move(text), records_.constants().texts(), std::move(layout_)};
  }

 private:
  /// Whether what is shown is a quantity and not a count of something.
  static bool is_quantity(const Measure& measure) {
    const bool number = measure.aggregate == Aggregate::sum ||
                        measure.aggregate == Aggregate::mean ||
                        measure.aggregate == Aggregate::median;
    return number && !measure.flag;
  }

  void add_keys() {
    layout_.keys.resize(aggregation_.dimensions.size());
    for (std::size_t index = 0; index < aggregation_.dimensions.size(); ++index) {
      const auto has = [index](const std::vector<std::size_t>& set) {
        return std::find(set.begin(), set.end(), index) != set.end();
      };
      const auto& sets = aggregation_.grouping_sets;
      if (std::none_of(sets.begin(), sets.end(), has)) continue;
      names_.push_back(records_.dimension(index));
      dimensions_.push_back(index);
      layout_.keys[index] =
          KeyColumn{columns_.index_of(names_.back()), type_of(aggregation_.dimensions[index])};
    }
  }

  /// The bit mask that GROUPING_ID gives to a set: the last dimension is the lowest bit, 1 if it is left out.
  [[nodiscard]] std::int64_t grouping_id(const std::vector<std::size_t>& set) const {
    std::int64_t mask = 0;
    for (const std::size_t dimension : dimensions_) {
      const bool left_out = std::find(set.begin(), set.end(), dimension) == set.end();
      mask = mask * 2 + (left_out ? 1 : 0);
    }
    return mask;
  }

  void add_sets() {
    for (std::size_t index = 0; index < aggregation_.grouping_sets.size(); ++index) {
      layout_.sets[grouping_id(aggregation_.grouping_sets[index])].push_back(index);
    }
    layout_.set_column = columns_.index_of(
        layout_.sets.size() == 1 ? fmt::format("{}", layout_.sets.begin()->first)
                                 : fmt::format("GROUPING_ID({})", fmt::join(names_, ", ")));
  }

  MeasureColumns add_count(const Measure& measure) {
    const auto contributes = records_.contributes(measure);
    const std::string filter = contributes ? fmt::format(" FILTER (WHERE {})", *contributes) : "";
    MeasureColumns columns;
    columns.records = columns_.index_of("count(*)" + filter);
    columns.people = columns_.index_of(people() + filter);
    columns.value = columns.records;
    if (measure.aggregate == Aggregate::count_people) {
      columns.value =
          columns_.index_of(fmt::format("count(DISTINCT {}){}", records_.person(), filter));
    }
    return columns;
  }

  MeasureColumns add_quantity(const Measure& measure) {
    const std::string number = records_.number(measure);
    MeasureColumns columns;
    columns.inexact = measure.argument->type == catalogue::FieldType::decimal;
    columns.records = columns_.index_of(fmt::format("count({})", number));
    columns.value = columns_.index_of(quantity(measure, number));
    if (measure.aggregate != Aggregate::median) {
      add_shares(number, columns);
    } else {
      columns.people = columns_.index_of(people_with(number));
    }
    return columns;
  }

  /// Whole numbers are added up in 128 bits and fractions with compensation: neither can overflow into an
  /// error, and the order of the records does not show.
  static std::string quantity(const Measure& measure, const std::string& number) {
    if (measure.aggregate == Aggregate::median) {
      return fmt::format("median(CAST({} AS DOUBLE))", number);
    }
    const bool decimal = measure.argument->type == catalogue::FieldType::decimal;
    const std::string sum =
        decimal ? fmt::format("fsum({})", number) : fmt::format("CAST(sum({}) AS DOUBLE)", number);
    return measure.aggregate == Aggregate::mean ? fmt::format("{} / count({})", sum, number) : sum;
  }

  /// The persons that have a number: from the shares, if some sum or mean of it wants them anyway.
  std::string people_with(const std::string& number) {
    for (const Measure& measure : aggregation_.measures) {
      const bool shares = is_quantity(measure) && measure.aggregate != Aggregate::median;
      if (shares && records_.number(measure) == number) return share(number, "people");
    }
    return fmt::format("{} FILTER (WHERE {} IS NOT NULL)", people(), number);
  }

  /// One aggregate for the persons and their shares: it looks at every record once.
  void add_shares(const std::string& number, MeasureColumns& columns) {
    const auto column = [&](std::string_view member) {
      return columns_.index_of(share(number, member));
    };
    columns.people = column("people");
    columns.shares = MeasureColumns::Shares{column("largest"), column("second"), column("total")};
  }

  std::string share(const std::string& number, std::string_view member) {
    return fmt::format("struct_extract(hdis_shares({}, CAST({} AS DOUBLE)), '{}')",
                       records_.person(), number, member);
  }

  std::string people() { return fmt::format("hdis_people({})", records_.person()); }

  [[nodiscard]] std::string group_by() const {
    if (names_.empty()) return "";
    if (layout_.sets.size() == 1) return fmt::format("\nGROUP BY {}", fmt::join(names_, ", "));
    std::vector<std::string> sets;
    for (const auto& [mask, indices] : layout_.sets) sets.push_back(set_text(indices.front()));
    return fmt::format("\nGROUP BY GROUPING SETS ({})", fmt::join(sets, ", "));
  }

  [[nodiscard]] std::string set_text(std::size_t set) const {
    std::vector<std::string> names;
    for (const std::size_t dimension : aggregation_.grouping_sets[set]) {
      names.push_back(fmt::format("d{}", dimension));
    }
    return fmt::format("({})", fmt::join(names, ", "));
  }

  const query::Aggregation& aggregation_;
  Records records_;
  Columns columns_;
  Layout layout_;
  std::vector<std::string> names_;       ///< Columns of the dimensions that some set has.
  std::vector<std::size_t> dimensions_;  ///< Their indices in the plan.
};

}  // namespace

Sql generate(const query::Aggregation& aggregation, const catalogue::Catalogue& catalogue,
             std::uint64_t most_rows) {
  return Statement(aggregation, catalogue).write(most_rows);
}

}  // namespace hdis::sqlgen::duckdb
