#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace hdis::ingest {

/// The secret with which persons and records are renamed. Wiped from memory when it is destroyed.
///
/// A pseudonym is keyed BLAKE2b of the canonical identifier, cut to 128 bits: without the key nobody
/// can try out identifiers, and among a thousand million persons two with the same pseudonym are less
/// likely than one in 10^20 (docs/adr: key hashing).
class PseudonymKey {
 public:
  /// What is renamed; the same text gets unrelated pseudonyms as one and as the other.
  enum class Kind : std::uint8_t { person, record };
  using Pseudonym = std::array<std::uint8_t, 16>;

  /// Reads the key. Errors: `not_found` if there is no file; `invalid_input` if it is not of 32 bytes, may be
  /// read by others than its owner, or is not a plain file; `unavailable`.
  static Result<PseudonymKey> read(const std::filesystem::path& file);
  /// Makes a key of random bytes in a new file of mode 0600. Errors: `conflict` if `file` exists; `unavailable`.
  static Status create(const std::filesystem::path& file);

  [[nodiscard]] Pseudonym rename(Kind kind, std::string_view identifier) const;
  /// Names the key without giving it away, so that a change of key is noticed.
  [[nodiscard]] Digest fingerprint() const;

  PseudonymKey(PseudonymKey&&) noexcept;
  PseudonymKey& operator=(PseudonymKey&&) = delete;
  ~PseudonymKey();

 private:
  static constexpr std::size_t key_bytes = 32;
  PseudonymKey() = default;
  std::array<unsigned char, key_bytes> bytes_{};
};

}  // namespace hdis::ingest
