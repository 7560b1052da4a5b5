#pragma once

#include "hdis/core/result.hpp"

#include "part.hpp"

namespace hdis::disclosure {

/// Refuses tables that would be a list of records: divided by more than three fields into so many groups that there are fewer than two
/// records to each. Their labels alone would say what each record is, whatever is suppressed. Small tables may be thin.
///
/// Errors: `withheld`.
[[nodiscard]] Status check_no_list_of_records(const std::vector<ProtectedPart>& parts);

}  // namespace hdis::disclosure
