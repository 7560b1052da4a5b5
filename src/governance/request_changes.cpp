#include "hdis/governance/request_changes.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include <dtl/dtl.hpp>

#include <algorithm>

namespace hdis::governance {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (auto line : split(text, '\n')) {
    const auto end = line.find_last_not_of(" \t\r");
    out.emplace_back(line.substr(0, end == std::string_view::npos ? 0 : end + 1));
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

LineFate fate_of(dtl::edit_t edit) {
  switch (edit) {
    case dtl::SES_DELETE:
      return LineFate::removed;
    case dtl::SES_ADD:
      return LineFate::added;
    default:
      return LineFate::kept;
  }
}

}  // namespace

std::string_view to_string(LineFate fate) {
  switch (fate) {
    case LineFate::kept:
      return "kept";
    case LineFate::removed:
      return "removed";
    case LineFate::added:
      return "added";
  }
  HDIS_ASSERT(false);
}

std::vector<ComparedLine> compare_lines(std::string_view before, std::string_view after) {
  dtl::Diff<std::string> diff(lines_of(before), lines_of(after));
  diff.compose();
  std::vector<ComparedLine> out;
  for (const auto& [line, edit] : diff.getSes().getSequence()) {
    out.push_back({fate_of(edit.type), line});
  }
  // The library begins with the longer text.
  const auto is_kept = [](const ComparedLine& line) { return line.fate == LineFate::kept; };
  for (auto from = out.begin(); from != out.end();) {
    from = std::find_if_not(from, out.end(), is_kept);
    const auto to = std::find_if(from, out.end(), is_kept);
    std::stable_partition(from, to,
                          [](const ComparedLine& line) { return line.fate == LineFate::removed; });
    from = to;
  }
  return out;
}

}  // namespace hdis::governance
