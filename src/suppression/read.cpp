#include "hdis/suppression/read.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

namespace hdis::suppression {
namespace {

using Codes = std::unordered_map<std::string_view, Node>;

tl::unexpected<Error> wrong(const NamedText& file, std::size_t line, const std::string& message,
                            std::string suggestion = {}) {
  return fail(ErrorCode::invalid_input, "protect.input",
              file.name + ":" + std::to_string(line) + ": " + message, std::move(suggestion));
}

// Reads a CSV text line by line; fields without quotes are views of the text.
class Lines {
 public:
  explicit Lines(const NamedText& file) : text_(file.text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }
  [[nodiscard]] std::size_t line() const { return line_; }

  // False at the end. An unclosed quote leaves `broken` set.
  bool next(std::vector<std::string_view>& fields, std::vector<std::string>& unquoted,
            bool& broken) {
    fields.clear();
    unquoted.clear();
    unquoted.reserve(64);
    broken = false;
    while (!text_.empty() && (text_.front() == '\n' || text_.front() == '\r')) skip_one();
    if (text_.empty()) return false;
    line_ = next_line_;
    for (;;) {
      if (!text_.empty() && text_.front() == '"') {
        if (unquoted.size() == 64 || !quoted(unquoted)) {
          broken = true;
          return true;
        }
        fields.emplace_back(unquoted.back());
      } else {
        const std::size_t end = std::min(text_.find_first_of(",\r\n"), text_.size());
        fields.push_back(text_.substr(0, end));
        text_.remove_prefix(end);
      }
      if (text_.empty()) return true;
      const char separator = text_.front();
      if (separator == ',') {
        text_.remove_prefix(1);
        continue;
      }
      if (separator != '\r' && separator != '\n') broken = true;
      if (!broken) skip_one();
      return true;
    }
  }

 private:
  void skip_one() {
    if (text_.front() == '\n') ++next_line_;
    text_.remove_prefix(1);
  }
  bool quoted(std::vector<std::string>& unquoted) {
    std::string field;
    for (std::size_t i = 1; i < text_.size(); ++i) {
      if (text_[i] == '\n') ++next_line_;
      if (text_[i] != '"') {
        field += text_[i];
      } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
        field += text_[i++];
      } else {
        text_.remove_prefix(i + 1);
        unquoted.push_back(std::move(field));
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
};

constexpr std::size_t absent = static_cast<std::size_t>(-1);

std::size_t column_of(const std::vector<std::string_view>& header, std::string_view name) {
  const auto found = std::find(header.begin(), header.end(), name);
  return found == header.end() ? absent : static_cast<std::size_t>(found - header.begin());
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 ||
      number > largest_value)
    return std::nullopt;
  return number;
}

struct Dimension {
  Hierarchy hierarchy;
  std::vector<std::string> codes;
};

Result<Dimension> read_dimension(const NamedText& file) {
  Lines lines(file);
  std::vector<std::string_view> fields;
  std::vector<std::string> unquoted;
  bool broken = false;
  if (!lines.next(fields, unquoted, broken))
    return wrong(file, 1, "The file is empty.", "It needs the columns code and parent.");
  const std::size_t code = column_of(fields, "code");
  const std::size_t parent = column_of(fields, "parent");
  if (code == absent || parent == absent)
    return wrong(file, 1, "The columns code and parent are needed.",
                 "The first line must be: code,parent,level");
  const std::size_t width = fields.size();

  std::vector<std::string> codes;
  std::vector<std::string> parents;
  std::vector<std::size_t> at;
  while (lines.next(fields, unquoted, broken)) {
    if (broken || fields.size() != width)
      return wrong(file, lines.line(), "The line does not have the columns of the first line.");
    if (fields[code].empty())
      return wrong(file, lines.line(), "The code is empty.",
                   "Give missing values a code of their own.");
    if (fields[code] == fields[parent])
      return wrong(file, lines.line(), "A code is its own parent.");
    codes.emplace_back(fields[code]);
    parents.emplace_back(fields[parent]);
    at.push_back(lines.line());
  }
  if (codes.empty()) return wrong(file, 1, "There are no codes.");
  std::unordered_map<std::string_view, Node> index;
  for (Node node = 0; node < codes.size(); ++node)
    if (!index.emplace(codes[node], node).second)
      return wrong(file, at[node], "The code '" + codes[node] + "' is there twice.");
  std::vector<Node> up(codes.size(), no_node);
  bool rooted = false;
  for (Node node = 0; node < codes.size(); ++node) {
    if (parents[node].empty()) {
      if (rooted)
        return wrong(file, at[node], "There is a second code without a parent.",
                     "A hierarchy has one root, the total.");
      rooted = true;
      continue;
    }
    const auto found = index.find(parents[node]);
    if (found == index.end())
      return wrong(file, at[node],
                   "The parent '" + parents[node] + "' is not a code of this file.");
    up[node] = found->second;
  }
  auto hierarchy = Hierarchy::make(std::move(up));
  if (!hierarchy)
    return wrong(file, at.front(), hierarchy.error().reasons().front().message,
                 hierarchy.error().reasons().front().suggestion);
  return Dimension{std::move(*hierarchy), std::move(codes)};
}

std::vector<Codes> indexes(const std::vector<std::vector<std::string>>& codes) {
  std::vector<Codes> out(codes.size());
  for (std::size_t d = 0; d < codes.size(); ++d)
    for (Node node = 0; node < codes[d].size(); ++node) out[d].emplace(codes[d][node], node);
  return out;
}

// Where d1 ... dk are, and the cell that a line is about.
class Place {
 public:
  Place(const LabelledTable& table, const NamedText& file)
      : table_(table), file_(file), index_(indexes(table.codes)), strides_(table.table.strides()) {}

  hdis::Status columns(const std::vector<std::string_view>& header) {
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
  Result<CellId> cell(const std::vector<std::string_view>& fields, std::size_t line) const {
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

 private:
  const LabelledTable& table_;
  const NamedText& file_;
  std::vector<Codes> index_;
  std::vector<CellId> strides_;
  std::vector<std::size_t> columns_;
};

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
  std::vector<std::string_view> fields;
  std::vector<std::string> unquoted;
  bool broken = false;
  if (!lines.next(fields, unquoted, broken)) return wrong(cells, 1, "The file is empty.");
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
  while (lines.next(fields, unquoted, broken)) {
    if (broken || fields.size() != width)
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

Result<std::vector<bool>> read_result(const LabelledTable& table, const NamedText& result) {
  Lines lines(result);
  std::vector<std::string_view> fields;
  std::vector<std::string> unquoted;
  bool broken = false;
  if (!lines.next(fields, unquoted, broken)) return wrong(result, 1, "The file is empty.");
  Place place(table, result);
  HDIS_CHECK(place.columns(fields));
  const std::size_t status = column_of(fields, "status");
  if (status == absent) return wrong(result, 1, "The column status is missing.");
  const std::size_t width = fields.size();
  std::vector<bool> hidden(table.table.values.size());
  std::vector<bool> seen(hidden.size());
  while (lines.next(fields, unquoted, broken)) {
    if (broken || fields.size() != width)
      return wrong(result, lines.line(), "The line does not have the columns of the first line.");
    HDIS_TRY(cell, place.cell(fields, lines.line()));
    if (seen[cell]) return wrong(result, lines.line(), "The cell is there twice.");
    seen[cell] = true;
    const std::string_view word = fields[status];
    if (word != "s" && word != "u" && word != "x" && word != "z")
      return wrong(result, lines.line(), "The status is none of s, u, x and z.");
    hidden[cell] = word == "u" || word == "x";
    if (hidden[cell] && table.table.values[cell] == 0)
      return wrong(result, lines.line(), "A zero is hidden.");
    if (!hidden[cell] && table.table.status[cell] == Status::primary)
      return wrong(result, lines.line(), "A primary cell is published.");
  }
  for (CellId cell = 0; cell < seen.size(); ++cell)
    if (!seen[cell] && table.table.values[cell] != 0)
      return wrong(result, 1, "Cells of the table are missing.");
  return hidden;
}

std::string write_result(const LabelledTable& table, const std::vector<bool>& hidden,
                         const std::vector<std::string>& shown) {
  const std::vector<CellId> strides = table.table.strides();
  std::vector<std::vector<std::string>> codes = table.codes;
  for (auto& dimension : codes)
    for (std::string& code : dimension)
      if (code.find_first_of(",\"\r\n") != std::string::npos) {
        std::string quoted = "\"";
        for (const char c : code) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        code = quoted + '"';
      }
  std::string out;
  for (std::size_t d = 0; d < strides.size(); ++d) out += "d" + std::to_string(d + 1) + ",";
  out += shown.empty() ? "status\n" : "status,shown\n";
  for (CellId cell = 0; cell < hidden.size(); ++cell) {
    for (std::size_t d = 0; d < strides.size(); ++d)
      out += codes[d][cell / strides[d] % codes[d].size()] + ",";
    const Status status = table.table.status[cell];
    out += status == Status::primary ? 'u'
           : hidden[cell]            ? 'x'
           : status == Status::zero  ? 'z'
                                     : 's';
    if (!shown.empty()) out += "," + shown[cell];
    out += '\n';
  }
  return out;
}

}  // namespace hdis::suppression
