#include "hdis/synth/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Any bytes are either a scenario with a title or refused with reasons; nothing else happens.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto scenario = hdis::synth::parse_scenario({reinterpret_cast<const char*>(data), size});
  if (!scenario && scenario.error().reasons().empty()) __builtin_trap();
  if (!scenario) return 0;
  for (const auto& effect : scenario->effects)
    if (!(effect.factor >= 0.01 && effect.factor <= 100)) __builtin_trap();
  for (const auto& pattern : scenario->patterns)
    if (pattern.people < 1 || pattern.admissions < 1 || pattern.admissions > 360) __builtin_trap();
  return 0;
}
