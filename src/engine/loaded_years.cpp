#include "loaded_years.hpp"

#include "hdis/sqlgen/plan_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

namespace hdis::engine {
namespace {

template <class Years>
std::string labels(const Years& years) {
  std::vector<std::string> texts;
  for (const FinancialYear year : years) texts.push_back(year.label());
  return fmt::format("{}", fmt::join(texts, ", "));
}

Reason not_loaded(const std::string& title, const std::set<FinancialYear>& missing,
                  const std::vector<FinancialYear>& loaded) {
  const std::string rule = "engine.year_not_loaded";
  if (loaded.empty()) {
    return {rule, fmt::format("No year of {} is loaded here.", title),
            "Ask the custodian which datasets are held.", std::nullopt};
  }
  return {rule,
          fmt::format("{} of {} {} not loaded here.", labels(missing), title,
                      missing.size() == 1 ? "is" : "are"),
          fmt::format("Loaded: {}.", labels(loaded)), std::nullopt};
}

}  // namespace

void LoadedYears::add(const catalogue::DatasetId& dataset, FinancialYear year) {
  years_[dataset].insert(year);
}

std::vector<FinancialYear> LoadedYears::of(const catalogue::DatasetId& dataset) const {
  const auto found = years_.find(dataset);
  if (found == years_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

Status LoadedYears::check(const query::Aggregation& aggregation,
                          const catalogue::Catalogue& catalogue) const {
  std::map<catalogue::DatasetId, std::set<FinancialYear>> missing;
  for (const query::Population* population : sqlgen::populations_of(aggregation)) {
    const auto found = years_.find(population->dataset);
    if (found == years_.end()) missing[population->dataset];
    for (const FinancialYear year : population->years) {
      if (found == years_.end() || !found->second.contains(year)) {
        missing[population->dataset].insert(year);
      }
    }
  }
  if (missing.empty()) return {};
  std::vector<Reason> reasons;
  for (const auto& [id, years] : missing) {
    const catalogue::Dataset* dataset = catalogue.dataset(id);
    reasons.push_back(not_loaded(dataset != nullptr ? dataset->title : id.text(), years, of(id)));
  }
  return hdis::fail(Error(ErrorCode::not_found, std::move(reasons)));
}

}  // namespace hdis::engine
