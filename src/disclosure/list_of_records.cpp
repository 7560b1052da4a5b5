#include "list_of_records.hpp"

#include <algorithm>
#include <map>

namespace hdis::disclosure {
namespace {

/// What a group of one record is by two or three fields is what tables of small areas say everywhere.
constexpr auto most_thin_dimensions = 3;
/// Up to so many groups may be thin; and how many records there must be to each beyond that.
constexpr std::uint64_t most_thin_groups = 100;
constexpr std::uint64_t fewest_records_each = 2;

struct Groups {
  std::uint64_t number = 0;
  std::uint64_t records = 0;
};

/// Which dimensions a row is divided by.
std::vector<bool> set_of(const Place& place) {
  std::vector<bool> divided;
  for (const PlaceKey& key : place) divided.push_back(key.kind != released::Key::Kind::total);
  return divided;
}

}  // namespace

Status check_no_list_of_records(const std::vector<ProtectedPart>& parts) {
  for (const ProtectedPart& part : parts) {
    std::map<std::vector<bool>, Groups> sets;
    for (const auto& [place, cells] : part.rows) {
      std::uint64_t records = 0;
      for (const GuardedCell& cell : cells) {
        records = std::max(records, cell.raw.records.unprotected());
      }
      Groups& groups = sets[set_of(place)];
      ++groups.number;
      groups.records += records;
    }
    for (const auto& [set, groups] : sets) {
      if (std::count(set.begin(), set.end(), true) <= most_thin_dimensions) continue;
      if (groups.number <= most_thin_groups) continue;
      if (groups.records >= fewest_records_each * groups.number) continue;
      return fail(ErrorCode::withheld, "disclosure.list_of_records",
                  "A table of this request has almost as many rows as there are records, so its "
                  "labels would be a list of them. Nothing is released.",
                  "Ask for fewer dimensions, wider bands or larger areas.");
    }
  }
  return {};
}

}  // namespace hdis::disclosure
