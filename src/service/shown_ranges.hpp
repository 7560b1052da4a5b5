#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/suppression/read.hpp"
#include "hdis/suppression_audit/examine.hpp"

namespace hdis::service {

/// What the numbers and stars of a rounded result tell a reader who knows the policy and which stars stand for small counts.
/// Reads the texts alone, with no help from what made them; the counts are used only to refuse a text that is not true.
///
/// Errors: `invalid_input`, naming the file and the cell, if a text is not one that the policy shows for the count.
[[nodiscard]] Result<suppression_audit::Published> shown_ranges(
    const suppression::LabelledTable& labelled, const disclosure::Policy& policy,
    const suppression::ResultFile& result, const std::string& name);

}  // namespace hdis::service
