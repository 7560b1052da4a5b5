#include "support/plans.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace hdis::disclosure::testing {

const catalogue::Catalogue& shipped_catalogue() {
  static const auto loaded = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
  if (!loaded) throw std::runtime_error(loaded.error().to_text());
  return *loaded;
}

const Policy& policy(const std::string& id) {
  static const auto loaded = load_policies(HDIS_SOURCE_DIR "/catalogue/policies");
  if (!loaded) throw std::runtime_error(loaded.error().to_text());
  for (const Policy& one : *loaded) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no such policy: " + id);
}

query::Dimension by(const std::string& field) {
  const bool place = field == "CCG_RESPONSIBILITY" || field == "PROCODE3";
  return {field, {{query::FieldRef{field, catalogue::FieldType::text}}}, std::nullopt, place};
}

query::Predicate equals(const std::string& field, const std::string& value) {
  return {query::Compare{{query::FieldRef{field, catalogue::FieldType::text}},
                         query::Comparison::equal,
                         {query::Value(value)}}};
}

query::Measure count() { return {query::Aggregate::count_records, {}, {}, false, "episodes"}; }

query::Measure count_where(const std::string& field, const std::string& value) {
  return {query::Aggregate::count_records, {}, equals(field, value), false, "episodes"};
}

query::Measure count_people() { return {query::Aggregate::count_people, {}, {}, false, "people"}; }

query::Measure of_amount(query::Aggregate aggregate) {
  return {
      aggregate, query::FieldRef{"SPELDUR_CALC", catalogue::FieldType::integer}, {}, false, "days"};
}

query::Aggregation aggregation(std::vector<query::Dimension> dimensions,
                               std::vector<query::Measure> measures,
                               std::vector<std::vector<std::size_t>> grouping_sets) {
  if (grouping_sets.empty()) {
    grouping_sets.emplace_back();
    for (std::size_t d = 0; d < dimensions.size(); ++d) grouping_sets[0].push_back(d);
  }
  query::Population population{
      catalogue::DatasetId("apc"), {*FinancialYear::starting(2017)}, {query::Constant{true}}};
  return {{std::move(population)},
          std::move(dimensions),
          std::move(grouping_sets),
          std::move(measures)};
}

query::TablePlan table(query::Aggregation part) {
  query::TablePlan plan;
  for (std::size_t d = 0; d < part.dimensions.size(); ++d) {
    plan.columns.push_back({fmt::format("d{}", d), query::DimensionColumn{d}});
  }
  for (std::size_t m = 0; m < part.measures.size(); ++m) {
    plan.columns.push_back({fmt::format("m{}", m), query::MeasureColumn{{0, m}}});
  }
  plan.parts.push_back(std::move(part));
  return plan;
}

query::Plan plan_of(std::vector<query::TablePlan> tables) { return {std::move(tables)}; }

Result<std::vector<released::Table>> run(const query::Plan& plan, std::vector<Planted> planted,
                                         const Policy& under) {
  Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(std::move(planted)));
  return pipeline.run(plan, under, {}, {});
}

released::Table run_one(const query::TablePlan& plan, std::vector<Planted> planted,
                        const Policy& under) {
  auto tables = run(plan_of({plan}), std::move(planted), under);
  if (!tables) throw std::runtime_error(tables.error().to_text());
  return tables->at(0);
}

std::string shown(const released::Cell& cell) {
  if (cell.kind() == released::CellKind::suppressed) return "*";
  if (cell.kind() == released::CellKind::not_applicable) return "z";
  return fmt::format("{:.{}f}", *cell.number(), cell.decimals());
}

std::vector<std::string> lines(const released::Table& table) {
  std::vector<std::string> result;
  for (const released::Row& row : table.rows()) {
    std::string line;
    for (const released::Key& key : row.keys) {
      const bool missing = key.kind == released::Key::Kind::missing;
      line += (missing ? "-" : key.kind == released::Key::Kind::total ? "all" : key.code) + " ";
    }
    line += "|";
    for (const released::Cell& cell : row.cells) line += " " + shown(cell);
    result.push_back(std::move(line));
  }
  return result;
}

}  // namespace hdis::disclosure::testing
