#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <array>
#include <string>
#include <string_view>

namespace hdis {

/// A secret key with which texts are encrypted so that they can neither be read nor changed without it (XChaCha20-Poly1305, libsodium). Its
/// memory is wiped when it goes away.
class SealingKey {
 public:
  static constexpr std::size_t key_bytes = 32;

  /// A new key from the system's randomness.
  static SealingKey generate();
  /// The key that `bytes()` gave. Errors: `corrupt` if it is not `key_bytes` long.
  static Result<SealingKey> from_bytes(std::string_view bytes);

  SealingKey(SealingKey&& other) noexcept;
  SealingKey& operator=(SealingKey&&) = delete;
  SealingKey(const SealingKey&) = delete;
  ~SealingKey();

  /// What is kept of it; a secret.
  [[nodiscard]] std::string bytes() const;
  /// By which the key is known without being told.
  [[nodiscard]] Digest fingerprint() const;
  /// `text` encrypted, in letters and digits (base64), each time in other ones. `place` says what it is, and `unseal` wants the same: what is
  /// sealed in one place cannot be put in another.
  [[nodiscard]] std::string seal(std::string_view text, std::string_view place) const;
  /// The text that was sealed. Errors: `corrupt` for another key or place, or if a bit was changed.
  [[nodiscard]] Result<std::string> unseal(std::string_view sealed, std::string_view place) const;

 private:
  SealingKey() = default;
  std::array<unsigned char, key_bytes> secret_{};
};

}  // namespace hdis
