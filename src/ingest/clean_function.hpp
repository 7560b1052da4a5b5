#pragma once

#include "hdis/duck/function.hpp"
#include "hdis/ingest/cleaner.hpp"

#include "staging.hpp"

#include <string>

namespace hdis::ingest {

/// A function of SQL that turns a delivered text into the stored value by `cleaner`, and counts the rules it
/// used in `counts`. `cleaner` and `counts` must outlive the connection's use of it.
[[nodiscard]] duck::Function clean_function(std::string name, const std::string& storage_type,
                                            const Cleaner& cleaner, RuleCounts& counts);

}  // namespace hdis::ingest
