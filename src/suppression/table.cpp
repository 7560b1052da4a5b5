#include "hdis/suppression/table.hpp"

#include <algorithm>

namespace hdis::suppression {
namespace {

tl::unexpected<Error> wrong(const char* rule, const char* message) {
  return fail(ErrorCode::invalid_input, rule, message);
}

bool in_range(const std::vector<std::int64_t>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [](std::int64_t number) { return number >= 0 && number <= largest_value; });
}

bool adds_up(const Table& table, const Hierarchy& hierarchy, CellId stride) {
  const auto size = static_cast<CellId>(hierarchy.size());
  std::vector<std::int64_t> sum(size);
  for (CellId outer = 0; outer < table.values.size(); outer += stride * size) {
    for (CellId base = outer; base < outer + stride; ++base) {
      std::fill(sum.begin(), sum.end(), 0);
      for (Node node = 0; node < size; ++node)
        if (const Node parent = hierarchy.parent(node);
            parent != no_node && sum[parent] <= largest_value)
          sum[parent] += table.values[base + node * stride];
      for (Node node = 0; node < size; ++node)
        if (!hierarchy.is_leaf(node) && sum[node] != table.values[base + node * stride])
          return false;
    }
  }
  return true;
}

}  // namespace

std::vector<CellId> Table::strides() const {
  std::vector<CellId> out(dimensions.size(), 1);
  for (std::size_t d = dimensions.size(); d-- > 1;)
    out[d - 1] = out[d] * static_cast<CellId>(dimensions[d].size());
  return out;
}

hdis::Status check(const Table& table) {
  if (table.dimensions.empty() || table.dimensions.size() > 5)
    return wrong("table.dimensions", "A table has one to five dimensions.");
  std::uint64_t cells = 1;
  for (const Hierarchy& dimension : table.dimensions) {
    cells *= dimension.size();
    if (cells > most_cells)
      return wrong("table.cells", "The table has more than 20 million cells.");
  }
  for (const std::size_t size : {table.values.size(), table.status.size(), table.weights.size(),
                                 table.lower.size(), table.upper.size()})
    if (size != cells)
      return wrong("table.cells", "A table needs one value for each combination of codes.");
  if (!in_range(table.values) || !in_range(table.weights) || !in_range(table.lower) ||
      !in_range(table.upper))
    return wrong("table.range", "Values, weights and protection levels lie between 0 and 10^12.");

  const std::vector<CellId> strides = table.strides();
  for (std::size_t d = 0; d < strides.size(); ++d)
    if (!adds_up(table, table.dimensions[d], strides[d]))
      return wrong("table.sums", "A total is not the sum of its parts.");
  for (CellId cell = 0; cell < cells; ++cell) {
    if (table.status[cell] == Status::zero && table.values[cell] != 0)
      return wrong("table.zero", "A cell with the status z is not 0.");
    if (table.status[cell] == Status::primary && table.values[cell] == 0)
      return wrong("table.primary", "A cell that must be hidden is 0; zeros are shown.");
    if (table.status[cell] == Status::primary && table.lower[cell] > table.values[cell])
      return wrong(
          "table.levels",
          "A cell should appear to be able to be negative: its lpl is larger than its value.");
  }
  return {};
}

}  // namespace hdis::suppression
