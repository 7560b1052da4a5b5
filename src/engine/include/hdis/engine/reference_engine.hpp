#pragma once

#include "hdis/engine/engine.hpp"
#include "hdis/query/value.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hdis::engine {

/// One record: values by canonical field name, each of its field's type. Fields that are absent are NULL.
using Record = std::map<std::string, query::Value>;

/// The records of one dataset and year.
struct RecordSet {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::vector<Record> records;
};

/// An engine for tests: slow and obvious, over records in memory, sharing no code with SQL generation but
/// the check of plans. What it says is what a plan means. Observes the limit of rows and no other.
///
/// `catalogue` must outlive the engine. Errors: `not_found` (`engine.dataset_unknown`) if the catalogue lacks
/// a dataset of `data`.
[[nodiscard]] Result<std::unique_ptr<Engine>> open_reference(const catalogue::Catalogue& catalogue,
                                                             std::vector<RecordSet> data);

}  // namespace hdis::engine
