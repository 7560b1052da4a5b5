#include "join.hpp"

#include "hdis/core/text.hpp"

#include <algorithm>
#include <optional>

namespace hdis::disclosure {
namespace {

/// For each dimension of `first`, the position of the same one in `other`.
std::optional<std::vector<std::size_t>> matched(const std::vector<query::Dimension>& first,
                                                const std::vector<query::Dimension>& other) {
  if (first.size() != other.size()) return std::nullopt;
  std::vector<std::size_t> by_name;
  std::vector<std::size_t> by_position;
  for (std::size_t d = 0; d < first.size(); ++d) {
    by_position.push_back(d);
    const auto same = std::find_if(other.begin(), other.end(), [&](const query::Dimension& one) {
      return to_lower(one.name) == to_lower(first[d].name);
    });
    if (same != other.end()) by_name.push_back(static_cast<std::size_t>(same - other.begin()));
  }
  return by_name.size() == first.size() ? by_name : by_position;
}

bool kept(const JoinedRow& row, query::JoinRows keep) {
  switch (keep) {
    case query::JoinRows::all:
      return true;
    case query::JoinRows::in_first:
      return row.front() != nullptr;
    case query::JoinRows::in_last:
      return row.back() != nullptr;
    case query::JoinRows::in_both:
      return std::all_of(row.begin(), row.end(),
                         [](const auto* cells) { return cells != nullptr; });
  }
  return false;
}

}  // namespace

Result<Joined> join(std::span<const ProtectedPart> parts, query::JoinRows keep) {
  Joined joined;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const auto order =
        matched(parts.front().aggregation.dimensions, parts[p].aggregation.dimensions);
    if (!order) {
      return fail(
          ErrorCode::withheld, "disclosure.join",
          "The parts of a joined table are not divided in the same way, so they cannot stand "
          "side by side.",
          "Group every part by the columns that they are joined on, and by no others.");
    }
    for (const auto& [place, cells] : parts[p].rows) {
      Place in_first;
      for (const std::size_t d : *order) in_first.push_back(place[d]);
      joined.try_emplace(std::move(in_first), parts.size(), nullptr).first->second[p] = &cells;
    }
  }
  std::erase_if(joined, [keep](const auto& entry) { return !kept(entry.second, keep); });
  return joined;
}

}  // namespace hdis::disclosure
