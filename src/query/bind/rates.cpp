#include "hdis/query/parser.hpp"

#include "bind/field_rules.hpp"
#include "bind/grouped_select.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <set>

namespace hdis::query {
namespace {

std::string measure_names(const catalogue::Catalogue& catalogue) {
  std::string names;
  for (const auto& measure : catalogue.measures()) {
    names += (names.empty() ? "" : ", ") + measure.id.text();
  }
  return names.empty() ? "There is none." : "There are: " + names + ".";
}

std::set<FinancialYear> all_years(const std::vector<Population>& populations) {
  std::set<FinancialYear> years;
  for (const auto& population : populations) {
    years.insert(population.years.begin(), population.years.end());
  }
  return years;
}

bool covers(const catalogue::Population& population, const std::set<FinancialYear>& years) {
  return std::all_of(years.begin(), years.end(), [&](FinancialYear year) {
    return std::find(population.years.begin(), population.years.end(), year) !=
           population.years.end();
  });
}

bool is_year_field(const RowExpression& expression, const catalogue::Dataset& dataset) {
  const auto* ref = std::get_if<FieldRef>(&expression.node);
  return ref != nullptr && ref->name == dataset.year_field;
}

// What the published populations are divided by, and for which years there are any.
std::string possible(const catalogue::Catalogue& catalogue, const catalogue::Measure& measure) {
  std::string text;
  for (const auto& id : measure.populations) {
    const auto* population = catalogue.population(id);
    if (population == nullptr) continue;
    text += (text.empty() ? "" : "; ") + population->geography.text() + " in";
    for (const auto year : population->years) text += " " + year.label();
  }
  return "There are populations by: " + text + ".";
}

bool has_place(const Predicate& filter, const catalogue::Dataset& dataset,
               const std::string& but_for) {
  bool found = false;
  visit_fields(filter, dataset.id, [&](const auto& owner, const FieldRef& ref) {
    const bool place = owner == dataset.id &&
                       field_of(dataset, ref).field_class == catalogue::FieldClass::geography;
    if (place && ref.name != but_for) found = true;
  });
  return found;
}

}  // namespace

std::optional<RateColumn> GroupedSelect::rate(const ast::Call& call, SourcePosition where) {
  auto& out = context_.diagnostics;
  const auto name = call.arguments.size() == 1 ? constant_of(call.arguments.front()) : std::nullopt;
  if (!name || name->kind != ast::LiteralKind::text || call.filter || call.windowed) {
    out.mistake("query.measure_form", "MEASURE takes the name of a measure and nothing else.",
                "Write MEASURE('emergency_admission_rate').", where);
    return std::nullopt;
  }
  const auto* measure = context_.catalogue.measure(name->text);
  if (measure == nullptr) {
    out.mistake("query.unknown_measure",
                "There is no measure called " + to_query_text(Value{name->text}) + ".",
                measure_names(context_.catalogue), where);
    return std::nullopt;
  }
  const auto numerator = rate_numerator(*measure, where);
  bool failed = !numerator;
  const auto area = area_dimension(*measure, where, failed);
  if (failed) return std::nullopt;

  const auto years = all_years(aggregation_.populations);
  const auto& dataset = *rows_.branches.front().dataset;
  std::optional<catalogue::CodeSystemId> codes;
  bool by_year = false;
  for (std::size_t i = 0; i < aggregation_.dimensions.size(); ++i) {
    const auto& expression = aggregation_.dimensions[i].by_population.front();
    by_year = by_year || is_year_field(expression, dataset);
    if (area == i) codes = field_of(dataset, std::get<FieldRef>(expression.node)).codes;
  }
  for (const auto& id : measure->populations) {
    const auto* population = context_.catalogue.population(id);
    if (population == nullptr || !covers(*population, years)) continue;
    if (area && (!codes || population->geography != *codes)) continue;
    RateColumn column{MeasureRef{0, *numerator},
                      measure->id,
                      measure->version,
                      population->id,
                      population->version,
                      area,
                      measure->per,
                      by_year ? 1U : static_cast<std::uint32_t>(years.size()),
                      static_cast<std::uint32_t>(std::max(measure->decimals, 0))};
    return column;
  }
  out.refuse("query.no_population",
             "There is no published population for this measure by these areas and years.",
             possible(context_.catalogue, *measure), where);
  return std::nullopt;
}

std::optional<std::size_t> GroupedSelect::rate_numerator(const catalogue::Measure& measure,
                                                         SourcePosition where) {
  auto& out = context_.diagnostics;
  for (const auto& branch : rows_.branches) {
    if (branch.dataset->id != measure.dataset) {
      out.refuse("query.measure_of_other_dataset",
                 measure.id.text() + " is a measure of " + measure.dataset.text() + ".",
                 "Ask for it FROM the tables of that dataset.", where);
      return std::nullopt;
    }
    if (branch.years.empty()) {
      out.refuse("query.measure_without_years",
                 "A rate needs to know which financial years are counted.",
                 "Name them: WHERE FYEAR = '1718', or a table such as hes_apc_1718.", where);
      return std::nullopt;
    }
  }
  const auto& dataset = *rows_.branches.front().dataset;
  const auto parsed = parse("SELECT COUNT(*) FROM " + dataset.table_names.front() + " WHERE " +
                            measure.numerator_filter);
  const auto broken = [&] {
    out.mistake("query.broken_measure",
                "The definition of " + measure.id.text() + " in the catalogue cannot be read.",
                "Tell the custodian.", where);
    return std::nullopt;
  };
  if (!parsed) return broken();
  const auto* query = std::get_if<ast::Query>(&parsed->script.statements.front().node);
  const auto* select = query == nullptr ? nullptr : std::get_if<ast::Select>(&query->terms.front());
  if (select == nullptr || !select->where_condition) return broken();
  // Over the dataset itself, whatever the query has selected from it.
  RowRelation plain;
  plain.all_fields = true;
  plain.branches = {RowBranch{&dataset, {}, Predicate{Constant{true}}}};
  const std::size_t failures = out.failures();
  RowBinder binder(context_, names_, plain, 0);
  Predicate filter = binder.condition(*select->where_condition, ConditionPlace::measure_filter);
  if (out.failures() > failures) return broken();
  Measure numerator;
  numerator.filter = std::move(filter);
  numerator.unit = unit_of_records(dataset);
  return measures_.add(std::move(numerator));
}

std::optional<std::size_t> GroupedSelect::area_dimension(const catalogue::Measure& measure,
                                                         SourcePosition where, bool& failed) {
  auto& out = context_.diagnostics;
  const auto fail = [&](std::string message, std::string suggestion) {
    out.refuse("query.measure_dimension", std::move(message), std::move(suggestion), where);
    failed = true;
  };
  if (aggregation_.grouping_sets.size() > 1) {
    fail("A rate cannot be asked for beside totals of other levels.",
         "Use GROUP BY without ROLLUP, CUBE or GROUPING SETS.");
    return std::nullopt;
  }
  std::optional<std::size_t> area;
  std::string area_field;
  for (std::size_t i = 0; i < aggregation_.dimensions.size(); ++i) {
    const auto& dimension = aggregation_.dimensions[i];
    const auto& dataset = *rows_.branches.front().dataset;
    const auto& expression = dimension.by_population.front();
    if (is_year_field(expression, dataset)) continue;
    const auto* ref = std::get_if<FieldRef>(&expression.node);
    const bool place = ref != nullptr && is_place(dataset, expression);
    if (!place || area) {
      fail("Published populations are not divided by " + dimension.name +
               ", so a rate by it would compare a part with the whole.",
           possible(context_.catalogue, measure));
      return std::nullopt;
    }
    area = i;
    area_field = ref->name;
  }
  for (const auto& branch : rows_.branches) {
    if (!has_place(branch.filter, *branch.dataset, area_field)) continue;
    fail("The query counts the records of some places only, but the population is that of all.",
         area ? "Leave the condition on the place out; each area has its own row."
              : "Divide the table by the place instead of choosing places in WHERE.");
    return std::nullopt;
  }
  return area;
}

}  // namespace hdis::query
