#include "hdis/core/signature.hpp"

#include "hdis/core/assert.hpp"

#include <sodium.h>

#include <vector>

namespace hdis {
namespace {

static_assert(crypto_sign_SEEDBYTES == SigningKey::seed_bytes);
static_assert(crypto_sign_SECRETKEYBYTES == 64);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_hex(const unsigned char* bytes, std::size_t length) {
  std::string out(2 * length + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes, length);
  out.pop_back();  // The terminating zero that libsodium writes.
  return out;
}

/// `length` bytes; empty if `hex` is anything else.
std::vector<unsigned char> from_hex(std::string_view hex, std::size_t length) {
  std::vector<unsigned char> out(length);
  std::size_t read = 0;
  if (hex.size() != 2 * length ||
      sodium_hex2bin(out.data(), out.size(), hex.data(), hex.size(), nullptr, &read, nullptr) !=
          0 ||
      read != length) {
    return {};
  }
  return out;
}

}  // namespace

SigningKey SigningKey::generate() {
  HDIS_ASSERT(sodium_init() >= 0);
  SigningKey key;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> ignored{};
  HDIS_ASSERT(crypto_sign_keypair(ignored.data(), key.secret_.data()) == 0);
  return key;
}

Result<SigningKey> SigningKey::from_seed(std::string_view seed) {
  HDIS_ASSERT(sodium_init() >= 0);
  if (seed.size() != seed_bytes) {
    return fail(ErrorCode::corrupt, "signature.key", "The signing key has not the right length.",
                "restore it from a backup");
  }
  SigningKey key;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> ignored{};
  HDIS_ASSERT(crypto_sign_seed_keypair(ignored.data(), key.secret_.data(), bytes_of(seed)) == 0);
  return key;
}

SigningKey::SigningKey(SigningKey&& other) noexcept : secret_(other.secret_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string SigningKey::seed() const {
  return {reinterpret_cast<const char*>(secret_.data()), seed_bytes};
}

std::string SigningKey::public_key() const {
  return to_hex(secret_.data() + seed_bytes, crypto_sign_PUBLICKEYBYTES);
}

std::string SigningKey::sign(std::string_view text) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  HDIS_ASSERT(crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(),
                                   secret_.data()) == 0);
  return to_hex(signature.data(), signature.size());
}

std::string bytes_of_hex(std::string_view hex) {
  const auto bytes = from_hex(hex, hex.size() / 2);
  return {bytes.begin(), bytes.end()};
}

std::string to_pem(std::string_view public_key) {
  // RFC 8410, section 4: the algorithm id-Ed25519 and a bit string of 32 bytes.
  constexpr std::string_view head("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);
  const auto key = bytes_of_hex(public_key);
  HDIS_ASSERT(key.size() == crypto_sign_PUBLICKEYBYTES);
  const auto encoded = std::string(head) + key;
  std::string base64(sodium_base64_encoded_len(encoded.size(), sodium_base64_VARIANT_ORIGINAL),
                     '\0');
  sodium_bin2base64(base64.data(), base64.size(), bytes_of(encoded), encoded.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  base64.pop_back();  // The terminating zero that libsodium writes.
  return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
}

bool is_signed(std::string_view text, std::string_view signature, std::string_view public_key) {
  HDIS_ASSERT(sodium_init() >= 0);
  const auto signed_with = from_hex(signature, crypto_sign_BYTES);
  const auto key = from_hex(public_key, crypto_sign_PUBLICKEYBYTES);
  return !signed_with.empty() && !key.empty() &&
         crypto_sign_verify_detached(signed_with.data(), bytes_of(text), text.size(), key.data()) ==
             0;
}

}  // namespace hdis
