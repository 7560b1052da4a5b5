#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace hdis::engine {

/// A person key as the database keeps it: 128 bits, all of them compared.
using PersonKey = std::array<std::uint64_t, 2>;

/// A well-mixed number of a key. Keys are keyed hashes, but nothing here relies on it.
[[nodiscard]] inline std::size_t mix(const PersonKey& key) {
  const std::uint64_t mixed = (key[0] ^ (key[1] * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
}

}  // namespace hdis::engine
