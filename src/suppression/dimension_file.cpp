#include "dimension_file.hpp"

#include "lines.hpp"

#include <unordered_map>

namespace hdis::suppression {

Result<Dimension> read_dimension(const NamedText& file) {
  Lines lines(file);
  const std::vector<std::string_view>& fields = lines.fields();
  if (!lines.next())
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
  while (lines.next()) {
    if (lines.broken() || fields.size() != width)
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

}  // namespace hdis::suppression
