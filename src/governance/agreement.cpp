#include "hdis/governance/agreement.hpp"

#include <algorithm>

namespace hdis::governance {

bool Agreement::in_force(Instant now) const {
  const auto today = date_of(now);
  return starts <= today && today <= ends;
}

const DatasetTerms* Agreement::terms(const catalogue::DatasetId& dataset) const {
  const auto found = std::ranges::find(datasets, dataset, &DatasetTerms::dataset);
  return found == datasets.end() ? nullptr : &*found;
}

}  // namespace hdis::governance
