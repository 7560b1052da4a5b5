#include "beside_places.hpp"

#include "protect_part.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

bool about_places(const ProtectedPart& part) {
  return std::any_of(part.levels.begin(), part.levels.end(),
                     [](Level level) { return level == Level::below_national; });
}

std::size_t blur_exact(ProtectedPart& part, const Policy& policy) {
  std::size_t blurred = 0;
  for (auto& [place, cells] : part.rows) {
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (!cells[m].exact) continue;
      blur(part.aggregation.measures[m], cells[m], part.people, policy);
      ++blurred;
    }
  }
  return blurred;
}

}  // namespace

std::size_t blur_beside_places(std::vector<ProtectedPart>& parts, const Policy& policy) {
  std::vector<const ProtectedPart*> local;
  for (const ProtectedPart& part : parts) {
    if (about_places(part)) local.push_back(&part);
  }
  std::size_t blurred = 0;
  for (ProtectedPart& part : parts) {
    const bool counts_others = std::any_of(local.begin(), local.end(), [&](const auto* other) {
      return other->aggregation.populations != part.aggregation.populations;
    });
    if (counts_others) blurred += blur_exact(part, policy);
  }
  return blurred;
}

}  // namespace hdis::disclosure
