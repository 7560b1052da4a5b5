#include "hdis/core/assert.hpp"
#include "hdis/governance/checks.hpp"

namespace hdis::governance {

std::string_view to_string(Weight weight) {
  switch (weight) {
    case Weight::note:
      return "note";
    case Weight::attention:
      return "attention";
    case Weight::forbids:
      return "forbids";
  }
  HDIS_ASSERT(false);
}

Result<Weight> parse_weight(std::string_view name) {
  for (const auto weight : {Weight::note, Weight::attention, Weight::forbids}) {
    if (to_string(weight) == name) return weight;
  }
  return fail(ErrorCode::corrupt, "checks.weight",
              "A finding is stored with a weight that does not exist.",
              "restore the store from a backup");
}

}  // namespace hdis::governance
