#include "hdis/engine/reference_engine.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/sqlgen/plan_check.hpp"

#include "empty_rows.hpp"
#include "evaluation.hpp"
#include "loaded_years.hpp"
#include "measurement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::engine {
namespace {

using reference::person_of;
using reference::Persons;
using reference::Subject;
using reference::Truth;

using Keys = std::vector<std::optional<std::string>>;

/// One aggregation over all records.
class Run {
 public:
  Run(const catalogue::Catalogue& catalogue, const std::vector<RecordSet>& data,
      const query::Aggregation& aggregation)
      : catalogue_(catalogue), data_(data), aggregation_(aggregation) {}

  raw::RawTable table() {
    raw::RawTable table;
    for (std::size_t set = 0; set < aggregation_.grouping_sets.size(); ++set) add_set(set, table);
    add_missing_totals(table, aggregation_);
    return table;
  }

 private:
  void add_set(std::size_t set, raw::RawTable& table) {
    std::map<Keys, std::vector<Subject>> groups;
    for (std::size_t index = 0; index < aggregation_.populations.size(); ++index) {
      for (const Subject& subject : records_of(aggregation_.populations[index])) {
        groups[keys(subject, index, aggregation_.grouping_sets[set])].push_back(subject);
      }
    }
    for (const auto& [keys, group] : groups) {
      raw::RawRow row{set, keys, {}};
      for (const query::Measure& measure : aggregation_.measures) {
        row.measures.push_back(reference::measure(measure, group));
      }
      table.rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] Keys keys(const Subject& subject, std::size_t population,
                          const std::vector<std::size_t>& set) const {
    Keys keys(aggregation_.dimensions.size());
    for (const std::size_t dimension : set) {
      const query::Value value =
          evaluate(aggregation_.dimensions[dimension].by_population[population], subject);
      if (!std::holds_alternative<query::Null>(value)) keys[dimension] = to_plain_text(value);
    }
    return keys;
  }

  std::vector<Subject> records_of(const query::Population& population) {
    const catalogue::Dataset* dataset = catalogue_.dataset(population.dataset);
    HDIS_ASSERT(dataset != nullptr);
    const auto& years = population.years;
    std::vector<Subject> found;
    for (const RecordSet& set : data_) {
      const bool of_year =
          years.empty() || std::find(years.begin(), years.end(), set.year) != years.end();
      if (set.dataset != population.dataset || !of_year) continue;
      for (const Record& record : set.records) {
        const Subject subject{record, *dataset, persons_of_};
        if (evaluate(population.filter, subject) == Truth::yes) found.push_back(subject);
      }
    }
    return found;
  }

  const Persons& persons_of(const query::Population& population) {
    const auto known = persons_.find(&population);
    if (known != persons_.end()) return known->second;
    Persons persons;
    for (const Subject& subject : records_of(population)) {
      if (auto person = person_of(subject.record, subject.dataset)) persons.insert(*person);
    }
    return persons_[&population] = std::move(persons);
  }

  const catalogue::Catalogue& catalogue_;
  const std::vector<RecordSet>& data_;
  const query::Aggregation& aggregation_;
  std::map<const query::Population*, Persons> persons_;
  const std::function<const Persons&(const query::Population&)> persons_of_ =
      [this](const query::Population& population) -> const Persons& {
    return persons_of(population);
  };
};

class ReferenceEngine final : public Engine {
 public:
  ReferenceEngine(const catalogue::Catalogue& catalogue, std::vector<RecordSet> data)
      : catalogue_(catalogue), data_(std::move(data)) {
    for (const RecordSet& set : data_) years_.add(set.dataset, set.year);
  }

  Result<raw::RawTable> run(const query::Aggregation& aggregation, const Limits& limits,
                            const Control&) override {
    HDIS_CHECK(sqlgen::check(aggregation, catalogue_));
    HDIS_CHECK(years_.check(aggregation, catalogue_));
    raw::RawTable table = Run(catalogue_, data_, aggregation).table();
    if (table.rows.size() <= limits.rows) return table;
    return fail(ErrorCode::refused, "engine.too_many_rows",
                fmt::format("The table would have more than {} rows.", limits.rows),
                "Divide it by fewer or coarser fields.");
  }

 private:
  const catalogue::Catalogue& catalogue_;
  const std::vector<RecordSet> data_;
  LoadedYears years_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_reference(const catalogue::Catalogue& catalogue,
                                               std::vector<RecordSet> data) {
  for (const RecordSet& set : data) {
    if (catalogue.dataset(set.dataset) != nullptr) continue;
    return fail(ErrorCode::not_found, "engine.dataset_unknown",
                fmt::format("There is no dataset {}.", set.dataset.text()));
  }
  return std::make_unique<ReferenceEngine>(catalogue, std::move(data));
}

}  // namespace hdis::engine
