#pragma once

#include "hdis/duck/aggregate.hpp"

#include <memory>

namespace hdis::engine {

/// hdis_people(UUID) → BIGINT: see PersonSet.
[[nodiscard]] std::unique_ptr<duck::Aggregate> people_aggregate();
/// hdis_shares(UUID, DOUBLE) → STRUCT(people, largest, second, total): see PersonShares. Rows whose number is NULL do
/// not count; of others the absolute value does.
[[nodiscard]] std::unique_ptr<duck::Aggregate> shares_aggregate();

}  // namespace hdis::engine
