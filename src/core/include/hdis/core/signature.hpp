#pragma once

#include "hdis/core/result.hpp"

#include <array>
#include <string>
#include <string_view>

namespace hdis {

/// A private key with which texts are signed (Ed25519, libsodium). Its memory is wiped when it goes away.
class SigningKey {
 public:
  static constexpr std::size_t seed_bytes = 32;

  /// A new key from the system's randomness.
  static SigningKey generate();
  /// The key that `seed()` gave. Errors: `corrupt` if it is not `seed_bytes` long.
  static Result<SigningKey> from_seed(std::string_view seed);

  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&&) = delete;
  SigningKey(const SigningKey&) = delete;
  ~SigningKey();

  /// What is kept of it, as bytes; a secret.
  [[nodiscard]] std::string seed() const;
  /// What others verify with: 64 hexadecimal digits.
  [[nodiscard]] std::string public_key() const;
  /// Signature of a text: 128 hexadecimal digits.
  [[nodiscard]] std::string sign(std::string_view text) const;

 private:
  SigningKey() = default;
  std::array<unsigned char, 64> secret_{};  ///< Seed and public key, as libsodium has them.
};

/// Whether `signature` is that of `text` by the owner of `public_key`; both in hexadecimal digits, false for anything else.
[[nodiscard]] bool is_signed(std::string_view text, std::string_view signature,
                             std::string_view public_key);

/// The bytes that hexadecimal digits stand for, as other programs read signatures; "" if `hex` is anything else.
[[nodiscard]] std::string bytes_of_hex(std::string_view hex);

/// A public key in the form that OpenSSL and others read (SubjectPublicKeyInfo, RFC 8410, PEM). `public_key` is one that `SigningKey` gave.
[[nodiscard]] std::string to_pem(std::string_view public_key);

}  // namespace hdis
