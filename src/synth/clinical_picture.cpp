#include "clinical_picture.hpp"

#include <algorithm>

namespace hdis::synth {
namespace {
constexpr std::array<std::string_view, class_count> names{
    "emergency", "daycase", "elective", "antenatal", "delivery", "birth", "regular"};
}  // namespace

std::size_t class_index(Class value) { return static_cast<std::size_t>(value); }

std::size_t class_named(std::string_view word) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), word) - names.begin());
}

}  // namespace hdis::synth
