#pragma once

#include "hdis/core/strong_id.hpp"

#include <span>
#include <string>
#include <string_view>

namespace hdis {

/// BLAKE2b-256 of some bytes (libsodium), as 64 lower-case hexadecimal digits.
using Digest = StrongId<struct DigestTag>;

/// The digest of `bytes`.
[[nodiscard]] Digest digest_of(std::string_view bytes);
/// The digest of several texts such that moving a character from one to the next changes it
/// (each is preceded by its length).
[[nodiscard]] Digest digest_of_parts(std::span<const std::string> parts);
/// Whether both are the same, in time that does not depend on where they differ.
[[nodiscard]] bool same(const Digest& a, const Digest& b);

}  // namespace hdis
