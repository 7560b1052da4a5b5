#pragma once

#include "hdis/ingest/ingest.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// One year of a derived dataset.
struct DerivedYear {
  FinancialYear year;
  std::string version;
  bool unchanged = false;  ///< It holds what it held before.
  std::uint64_t rows = 0;
  std::string content_digest;  ///< Of the rows and of the rules by which they were made.
};

/// What was made. Numbers are the custodian's to see; no values are reported.
struct DerivedReport {
  std::string dataset;
  std::string function;              ///< "provider_spells 1"
  std::vector<std::string> made_of;  ///< "apc 2017/18 version 1"; every year that is there.
  /// Records that are part of nothing: reason, records.
  std::vector<std::pair<std::string, std::uint64_t>> left_out;
  std::vector<DerivedYear> years;  ///< By year.
};

/// Makes a derived dataset from the newest version of every year of what it is derived from. A year whose rows
/// are as before keeps its version; any other becomes a new one.
///
/// Errors: `invalid_input` if the dataset is not derived; `conflict` if no year of its source is there; `unavailable`;
/// `cancelled`. After an error years that were already written stay: each is whole.
[[nodiscard]] Result<DerivedReport> derive(const catalogue::DatasetId& dataset,
                                           const catalogue::Catalogue& catalogue,
                                           const Settings& settings,
                                           const std::function<void(double)>& progress,
                                           std::stop_token stop);

}  // namespace hdis::ingest
