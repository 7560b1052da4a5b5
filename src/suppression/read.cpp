#include "hdis/suppression/read.hpp"

#include "dimension_file.hpp"
#include "place.hpp"

#include <algorithm>
#include <optional>

namespace hdis::suppression {
namespace {

struct NumberColumns {
  std::size_t amount, status, weight, lower, upper;
};

// Fills in one line's numbers and status.
hdis::Status read_cell(const NamedText& file, std::size_t line,
                       const std::vector<std::string_view>& fields, const NumberColumns& columns,
                       const Defaults& defaults, CellId cell, Table& table) {
  const auto number = [&](std::size_t column,
                          std::int64_t otherwise) -> std::optional<std::int64_t> {
    if (column == absent || fields[column].empty()) return otherwise;
    return number_in(fields[column]);
  };
  if (fields[columns.amount].empty()) return wrong(file, line, "The count is empty.");
  const auto value = number_in(fields[columns.amount]);
  if (!value) return wrong(file, line, "The count is not a whole number from 0 to 10^12.");
  table.values[cell] = *value;
  if (columns.status != absent) {
    const std::string_view status = fields[columns.status];
    if (status != "u" && status != "s" && status != "z")
      return wrong(file, line, "The status is none of u, s and z.");
    if (status == "z" && *value != 0)
      return wrong(file, line, "The status is z, but the count is not 0.");
    if (status == "u" && *value == 0)
      return wrong(file, line, "The status is u, but the count is 0; zeros are shown.");
    table.status[cell] = status == "u"   ? Status::primary
                         : status == "z" ? Status::zero
                                         : Status::safe;
  } else {
    table.status[cell] = *value == 0                             ? Status::zero
                         : *value <= defaults.largest_suppressed ? Status::primary
                                                                 : Status::safe;
  }
  const bool primary = table.status[cell] == Status::primary;
  const bool whole = columns.status == absent && defaults.whole_range && primary;
  const auto weight = number(columns.weight, *value);
  const auto lower = number(columns.lower, !primary ? 0 : whole ? *value - 1 : 1);
  const auto upper = number(
      columns.upper, !primary ? 0
                     : whole  ? std::max<std::int64_t>(1, defaults.largest_suppressed - *value)
                              : 1);
  if (!weight || !lower || !upper)
    return wrong(file, line, "Weight, lpl or upl is not a whole number from 0 to 10^12.");
  if (primary && *lower > *value) return wrong(file, line, "The lpl is larger than the value.");
  table.weights[cell] = *weight;
  table.lower[cell] = primary ? *lower : 0;
  table.upper[cell] = primary ? *upper : 0;
  return {};
}

// Names a total that is not the sum of its parts; `line_of` is 0 where there is no line.
hdis::Status check_sums(const NamedText& file, const LabelledTable& labelled,
                        const std::vector<std::uint32_t>& line_of) {
  const Table& table = labelled.table;
  const std::vector<CellId> strides = table.strides();
  for (CellId cell = 0; cell < table.values.size(); ++cell) {
    for (std::size_t d = 0; d < strides.size(); ++d) {
      const Hierarchy& tree = table.dimensions[d];
      const auto node = static_cast<Node>(cell / strides[d] % tree.size());
      if (tree.is_leaf(node)) continue;
      std::int64_t sum = 0;
      for (const Node child : tree.children(node))
        if (sum <= largest_value)
          sum += table.values[cell - node * strides[d] + child * strides[d]];
      if (sum == table.values[cell]) continue;
      std::string name;
      for (std::size_t e = 0; e < strides.size(); ++e)
        name += (e == 0 ? "" : ", ") +
                labelled.codes[e][cell / strides[e] % table.dimensions[e].size()];
      if (line_of[cell] == 0)
        return wrong(file, 1, "The total (" + name + ") is missing.",
                     "Give every total that is not 0 a line.");
      return wrong(file, line_of[cell],
                   "The total (" + name + ") is not the sum of its parts in d" +
                       std::to_string(d + 1) + ".");
    }
  }
  return {};
}

}  // namespace

Result<LabelledTable> read_table(const std::vector<NamedText>& dimensions, const NamedText& cells,
                                 const Defaults& defaults) {
  LabelledTable out;
  if (dimensions.empty() || dimensions.size() > 5)
    return fail(ErrorCode::invalid_input, "protect.input", "A table has one to five dimensions.",
                "Give dim_1.csv, dim_2.csv, ...");
  std::uint64_t size = 1;
  for (const NamedText& file : dimensions) {
    HDIS_TRY(dimension, read_dimension(file));
    size *= dimension.hierarchy.size();
    if (size > most_cells)
      return wrong(file, 1, "The table has more than 20 million cells.",
                   "Protect it in parts that share no cell.");
    out.table.dimensions.push_back(std::move(dimension.hierarchy));
    out.codes.push_back(std::move(dimension.codes));
  }
  Table& table = out.table;
  table.values.assign(size, 0);
  table.status.assign(size, Status::zero);
  table.weights.assign(size, 0);
  table.lower.assign(size, 0);
  table.upper.assign(size, 0);

  Lines lines(cells);
  const std::vector<std::string_view>& fields = lines.fields();
  if (!lines.next()) return wrong(cells, 1, "The file is empty.");
  Place place(out, cells);
  HDIS_CHECK(place.columns(fields));
  const std::size_t frequency = column_of(fields, "freq");
  if (frequency == absent) return wrong(cells, 1, "The column freq is missing.");
  const std::size_t value = column_of(fields, "value");
  const NumberColumns columns{value == absent ? frequency : value, column_of(fields, "status"),
                              column_of(fields, "weight"), column_of(fields, "lpl"),
                              column_of(fields, "upl")};
  out.status_given = columns.status != absent;
  const std::size_t width = fields.size();
  std::vector<std::uint32_t> line_of(size, 0);
  while (lines.next()) {
    if (lines.broken() || fields.size() != width)
      return wrong(cells, lines.line(), "The line does not have the columns of the first line.");
    HDIS_TRY(cell, place.cell(fields, lines.line()));
    if (line_of[cell] != 0)
      return wrong(cells, lines.line(),
                   "The cell is there twice; first in line " + std::to_string(line_of[cell]) + ".");
    line_of[cell] = static_cast<std::uint32_t>(lines.line());
    HDIS_CHECK(read_cell(cells, lines.line(), fields, columns, defaults, cell, table));
  }
  HDIS_CHECK(check_sums(cells, out, line_of));
  return out;
}

}  // namespace hdis::suppression
