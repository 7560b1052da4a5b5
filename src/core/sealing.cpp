#include "hdis/core/sealing.hpp"

#include "hdis/core/assert.hpp"

#include <sodium.h>

#include <algorithm>
#include <vector>

namespace hdis {
namespace {

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == SealingKey::key_bytes);
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

const unsigned char* unsigned_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(const std::vector<unsigned char>& bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), variant);
  out.pop_back();  // The terminating zero that libsodium writes.
  return out;
}

/// Empty if `text` is anything else.
std::vector<unsigned char> from_base64(std::string_view text) {
  std::vector<unsigned char> out(text.size());
  std::size_t length = 0;
  if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        variant) != 0) {
    return {};
  }
  out.resize(length);
  return out;
}

tl::unexpected<Error> cannot_open() {
  return fail(ErrorCode::corrupt, "sealing.cannot_open",
              "What is sealed cannot be opened: its key is another one, or it was changed.",
              "restore it, with its key, from a backup");
}

}  // namespace

SealingKey SealingKey::generate() {
  HDIS_ASSERT(sodium_init() >= 0);
  SealingKey key;
  crypto_aead_xchacha20poly1305_ietf_keygen(key.secret_.data());
  return key;
}

Result<SealingKey> SealingKey::from_bytes(std::string_view bytes) {
  HDIS_ASSERT(sodium_init() >= 0);
  if (bytes.size() != key_bytes) {
    return fail(ErrorCode::corrupt, "sealing.key", "The sealing key has not the right length.",
                "restore it from a backup");
  }
  SealingKey key;
  std::copy_n(unsigned_bytes(bytes), key_bytes, key.secret_.begin());
  return key;
}

SealingKey::SealingKey(SealingKey&& other) noexcept : secret_(other.secret_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}
SealingKey::~SealingKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string SealingKey::bytes() const {
  return {reinterpret_cast<const char*>(secret_.data()), secret_.size()};
}

Digest SealingKey::fingerprint() const { return digest_of(bytes()); }

std::string SealingKey::seal(std::string_view text, std::string_view place) const {
  std::vector<unsigned char> out(nonce_bytes + text.size() + tag_bytes);
  randombytes_buf(out.data(), nonce_bytes);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      out.data() + nonce_bytes, &length, unsigned_bytes(text), text.size(), unsigned_bytes(place),
      place.size(), nullptr, out.data(), secret_.data());
  HDIS_ASSERT(length == text.size() + tag_bytes);
  return to_base64(out);
}

Result<std::string> SealingKey::unseal(std::string_view sealed, std::string_view place) const {
  const auto bytes = from_base64(sealed);
  if (bytes.size() < nonce_bytes + tag_bytes) return cannot_open();
  std::string text(bytes.size() - nonce_bytes - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()),
                                                 nullptr, nullptr, bytes.data() + nonce_bytes,
                                                 bytes.size() - nonce_bytes, unsigned_bytes(place),
                                                 place.size(), bytes.data(), secret_.data()) != 0) {
    return cannot_open();
  }
  return text;
}

}  // namespace hdis
