#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/financial_year.hpp"
#include "hdis/query/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace hdis::governance {

/// A dataset and year that is there to be asked, in the version that counts.
struct LoadedData {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;
  std::string content_digest;
  friend bool operator==(const LoadedData&, const LoadedData&) = default;
};

/// What of `loaded` a plan with this usage can touch: a usage without years touches every loaded year of its dataset.
/// Sorted by dataset and year.
[[nodiscard]] std::vector<LoadedData> touched(std::span<const query::Usage> usage,
                                              std::span<const LoadedData> loaded);

/// "apc 2017/18 version 1; op 2017/18 version 2"
[[nodiscard]] std::string data_in_words(std::span<const LoadedData> data);

/// Identifies the data to the byte.
[[nodiscard]] Digest data_digest(std::span<const LoadedData> data);

}  // namespace hdis::governance
