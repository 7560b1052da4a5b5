#include "shown_ranges.hpp"

#include "rounded_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace hdis::service {
namespace {

using suppression_audit::Range;
using suppression_audit::unbounded;

// The counts that a policy shows as `text`; none if it never shows that.
std::optional<Range> range_of(const std::string& text, bool total, bool primary,
                              const disclosure::Policy& policy) {
  const auto small = static_cast<std::int64_t>(policy.largest_suppressed);
  if (text == "0") return Range{0, 0};
  if (text == "*") return primary ? Range{1, small} : Range{1, unbounded};
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  // A sum of what is shown says nothing that its parts do not say.
  if (total && policy.totals_from_rounded) return Range{1, unbounded};
  const auto base = static_cast<std::int64_t>(policy.rounding_base);
  const bool midpoint = policy.rounding == disclosure::Rounding::midpoint;
  const std::int64_t offset = midpoint ? base / 2 : 0;
  if (number <= 0 || number % base != offset % base) return std::nullopt;
  const std::int64_t least = midpoint ? number - offset + 1 : number - base / 2;
  return Range{std::max(small + 1, least), least + base - 1};
}

}  // namespace

Result<suppression_audit::Published> shown_ranges(const suppression::LabelledTable& labelled,
                                                  const disclosure::Policy& policy,
                                                  const suppression::ResultFile& result,
                                                  const std::string& name) {
  const suppression::Table& table = labelled.table;
  const auto strides = table.strides();
  suppression_audit::Published out{parents_of(table), {}};
  for (std::size_t cell = 0; cell < table.values.size(); ++cell) {
    bool total = false;
    std::string label;
    for (std::size_t d = 0; d < strides.size(); ++d) {
      const auto node =
          static_cast<suppression::Node>(cell / strides[d] % table.dimensions[d].size());
      total = total || !table.dimensions[d].is_leaf(node);
      label += (d == 0 ? "" : ", ") + labelled.codes[d][node];
    }
    const bool primary = table.status[cell] == suppression::Status::primary;
    const auto range = range_of(result.shown[cell], total, primary, policy);
    const bool starred = result.shown[cell] == "*";
    if (!range || table.values[cell] < range->least || table.values[cell] > range->most ||
        starred != result.hidden[cell])
      return fail(
          ErrorCode::invalid_input, "protect.shown",
          fmt::format("{}: The cell ({}) is not shown as the policy shows it.", name, label),
          "Only a result of this table and this policy can be audited.");
    out.cells.push_back(*range);
  }
  return out;
}

}  // namespace hdis::service
