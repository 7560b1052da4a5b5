#include "hdis/suppression/read.hpp"

#include "place.hpp"

namespace hdis::suppression {

Result<ResultFile> read_result(const LabelledTable& table, const NamedText& result) {
  Lines lines(result);
  const std::vector<std::string_view>& fields = lines.fields();
  if (!lines.next()) return wrong(result, 1, "The file is empty.");
  Place place(table, result);
  HDIS_CHECK(place.columns(fields));
  const std::size_t status = column_of(fields, "status");
  if (status == absent) return wrong(result, 1, "The column status is missing.");
  const std::size_t width = fields.size();
  const std::size_t shown = column_of(fields, "shown");
  ResultFile out;
  out.hidden.resize(table.table.values.size());
  // A cell without a line is 0.
  if (shown != absent) out.shown.assign(out.hidden.size(), "0");
  std::vector<bool> seen(out.hidden.size());
  while (lines.next()) {
    if (lines.broken() || fields.size() != width)
      return wrong(result, lines.line(), "The line does not have the columns of the first line.");
    HDIS_TRY(cell, place.cell(fields, lines.line()));
    if (seen[cell]) return wrong(result, lines.line(), "The cell is there twice.");
    seen[cell] = true;
    const std::string_view word = fields[status];
    if (word != "s" && word != "u" && word != "x" && word != "z")
      return wrong(result, lines.line(), "The status is none of s, u, x and z.");
    out.hidden[cell] = word == "u" || word == "x";
    if (out.hidden[cell] && table.table.values[cell] == 0)
      return wrong(result, lines.line(), "A zero is hidden.");
    if (!out.hidden[cell] && table.table.status[cell] == Status::primary)
      return wrong(result, lines.line(), "A primary cell is published.");
    if (shown != absent) out.shown[cell] = fields[shown];
  }
  for (CellId cell = 0; cell < seen.size(); ++cell)
    if (!seen[cell] && table.table.values[cell] != 0)
      return wrong(result, 1, "Cells of the table are missing.");
  return out;
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
