#pragma once

#include "hdis/engine/engine.hpp"

#include <map>
#include <set>
#include <vector>

namespace hdis::engine {

/// Which years of which datasets can be counted.
class LoadedYears {
 public:
  void add(const catalogue::DatasetId& dataset, FinancialYear year);
  /// Years of `dataset`, sorted.
  [[nodiscard]] std::vector<FinancialYear> of(const catalogue::DatasetId& dataset) const;

  /// Whether everything is there that `aggregation` names, person sets included.
  /// Errors: `not_found` (`engine.year_not_loaded`), a reason for each dataset that lacks years.
  [[nodiscard]] Status check(const query::Aggregation& aggregation,
                             const catalogue::Catalogue& catalogue) const;

 private:
  std::map<catalogue::DatasetId, std::set<FinancialYear>> years_;
};

}  // namespace hdis::engine
