#include "hdis/governance/agreement.hpp"

#include "hdis/governance/purpose.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Any bytes are either an agreement (a purpose) or refused with reasons; nothing else happens.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto agreement = hdis::governance::parse_agreement(text);
  if (agreement && agreement->datasets.empty()) __builtin_trap();
  if (!agreement && agreement.error().reasons().empty()) __builtin_trap();
  const auto purpose = hdis::governance::parse_purpose(text);
  if (purpose && purpose->questions.empty()) __builtin_trap();
  return 0;
}
