#include "hdis/query/plan.hpp"

#include "plan/visit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace hdis::query {
namespace {

using catalogue::DatasetId;

class Collector {
 public:
  void table(const TablePlan& table) {
    for (const auto& part : table.parts) aggregation(part);
  }

  [[nodiscard]] std::vector<Usage> usages() const {
    std::vector<Usage> result;
    for (const auto& [dataset, used] : used_) {
      Usage usage;
      usage.dataset = dataset;
      if (!used.every_year) usage.years.assign(used.years.begin(), used.years.end());
      usage.fields.assign(used.fields.begin(), used.fields.end());
      result.push_back(std::move(usage));
    }
    return result;
  }

 private:
  struct Used {
    std::set<FinancialYear> years;
    bool every_year = false;
    std::set<std::string> fields;
  };

  void aggregation(const Aggregation& part) {
    for (std::size_t i = 0; i < part.populations.size(); ++i) {
      const auto& records = part.populations[i];
      population(records);
      for (const auto& dimension : part.dimensions) {
        visit_fields(dimension.by_population[i], records.dataset, visitor());
      }
      for (const auto& measure : part.measures) {
        if (measure.argument) used_[records.dataset].fields.insert(measure.argument->name);
        if (measure.filter) visit_fields(*measure.filter, records.dataset, visitor());
      }
    }
  }

  void population(const Population& records) {
    years(records);
    visit_fields(records.filter, records.dataset, visitor());
    visit_populations(records.filter, [&](const Population& inner) { years(inner); });
  }

  void years(const Population& records) {
    auto& used = used_[records.dataset];
    used.every_year = used.every_year || records.years.empty();
    used.years.insert(records.years.begin(), records.years.end());
  }

  FieldVisitor visitor() {
    return [this](const DatasetId& dataset, const FieldRef& field) {
      used_[dataset].fields.insert(field.name);
    };
  }

  std::map<DatasetId, Used> used_;
};

class PlaceSearch {
 public:
  explicit PlaceSearch(const catalogue::Catalogue& catalogue) : catalogue_(catalogue) {}

  void expression(const RowExpression& expression, const DatasetId& dataset) {
    visit_fields(expression, dataset, visitor());
  }
  void condition(const Predicate& condition, const DatasetId& dataset) {
    visit_fields(condition, dataset, visitor());
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  // What the catalogue does not know, or does not call placeless, is taken for a place.
  FieldVisitor visitor() {
    return [this](const DatasetId& id, const FieldRef& ref) {
      const auto* dataset = catalogue_.dataset(id);
      const auto* field = dataset == nullptr ? nullptr : dataset->find(ref.name);
      if (field == nullptr || !field->placeless) found_ = true;
    };
  }

  const catalogue::Catalogue& catalogue_;
  bool found_ = false;
};

}  // namespace

std::vector<Usage> usage(const Plan& plan) {
  Collector collector;
  for (const auto& table : plan.tables) collector.table(table);
  return collector.usages();
}

bool is_national(const Aggregation& aggregation, std::size_t set,
                 const catalogue::Catalogue& catalogue) {
  PlaceSearch search(catalogue);
  for (std::size_t i = 0; i < aggregation.populations.size(); ++i) {
    const auto& population = aggregation.populations[i];
    search.condition(population.filter, population.dataset);
    for (const std::size_t dimension : aggregation.grouping_sets[set]) {
      search.expression(aggregation.dimensions[dimension].by_population[i], population.dataset);
    }
    for (const auto& measure : aggregation.measures) {
      if (measure.filter) search.condition(*measure.filter, population.dataset);
      // COUNT(a) is a filter: the records in which a has a value.
      if (measure.argument) search.expression(RowExpression{*measure.argument}, population.dataset);
    }
  }
  return !search.found();
}

}  // namespace hdis::query
