#include "hdis/governance/agreement.hpp"

#include <algorithm>

namespace hdis::governance {

bool Agreement::in_force(Instant now) const {
  const auto today = date_of(now);
  return starts <= today && today <= ends;
}

std::optional<std::uint32_t> Agreement::charge_for(std::string_view what) const {
  const auto found = std::ranges::find(charges, what, &Charge::what);
  return found == charges.end() ? std::nullopt : std::optional(found->pounds);
}

std::vector<FinancialYear> DatasetTerms::years_on(Date day) const {
  auto all = years;
  const std::chrono::year_month_day date(day.days());
  // A financial year begins on 1 April.
  const int current = static_cast<int>(date.year()) - (date.month() < std::chrono::April ? 1 : 0);
  for (int back = 0; back < static_cast<int>(latest_years); ++back) {
    if (const auto year = FinancialYear::starting(current - back)) all.push_back(*year);
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

const DatasetTerms* Agreement::terms(const catalogue::DatasetId& dataset) const {
  const auto found = std::ranges::find(datasets, dataset, &DatasetTerms::dataset);
  return found == datasets.end() ? nullptr : &*found;
}

}  // namespace hdis::governance
