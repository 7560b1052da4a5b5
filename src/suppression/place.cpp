#include "place.hpp"

namespace hdis::suppression {

Place::Place(const LabelledTable& table, const NamedText& file)
    : file_(file), index_(table.codes.size()), strides_(table.table.strides()) {
  for (std::size_t d = 0; d < index_.size(); ++d)
    for (Node node = 0; node < table.codes[d].size(); ++node)
      index_[d].emplace(table.codes[d][node], node);
}

hdis::Status Place::columns(const std::vector<std::string_view>& header) {
  for (std::size_t d = 0; d < index_.size(); ++d) {
    columns_.push_back(column_of(header, "d" + std::to_string(d + 1)));
    if (columns_.back() == absent)
      return wrong(file_, 1, "The column d" + std::to_string(d + 1) + " is missing.",
                   "There is one for each dim_ file.");
  }
  if (column_of(header, "d" + std::to_string(index_.size() + 1)) != absent)
    return wrong(file_, 1, "There are more columns d1, d2, ... than dim_ files.");
  return {};
}

Result<CellId> Place::cell(const std::vector<std::string_view>& fields, std::size_t line) const {
  CellId cell = 0;
  for (std::size_t d = 0; d < index_.size(); ++d) {
    const auto found = index_[d].find(fields[columns_[d]]);
    if (found == index_[d].end())
      return wrong(file_, line,
                   "The code '" + std::string(fields[columns_[d]]) + "' is not in dim_" +
                       std::to_string(d + 1) + ".csv.");
    cell += found->second * strides_[d];
  }
  return cell;
}

}  // namespace hdis::suppression
