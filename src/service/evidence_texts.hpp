#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/store/records.hpp"

#include <string>
#include <vector>

/// The texts of an evidence bundle: one line of JSON for each thing.
namespace hdis::service {

/// Every part of an event that its hash is made of, and the hash.
[[nodiscard]] std::string event_line(const audit::Event& event);

/// A request in its present version, with the decisions on it.
[[nodiscard]] std::string request_line(const store::RequestRecord& record,
                                       const std::vector<governance::Decision>& decisions);

/// An output with the digests of its tables, not the tables.
[[nodiscard]] std::string output_line(const store::OutputRecord& record,
                                      const std::vector<store::StoredTable>& tables,
                                      const std::vector<store::Share>& shares,
                                      std::uint64_t downloads);

/// What is in the bundle, and how to verify it without the system.
[[nodiscard]] std::string bundle_readme(const std::string& log_id, const std::string& agreement,
                                        const std::string& public_key);

}  // namespace hdis::service
