#include "hdis/core/sha256.hpp"

#include "hdis/core/assert.hpp"

#include <sodium.h>

namespace hdis {
namespace {

crypto_hash_sha256_state* state_of(unsigned char* bytes) {
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes);
}

}  // namespace

Sha256::Sha256() {
  static_assert(sizeof(crypto_hash_sha256_state) <= state_bytes);
  static_assert(alignof(crypto_hash_sha256_state) <= 8);
  HDIS_ASSERT(crypto_hash_sha256_init(state_of(state_.data())) == 0);
}

void Sha256::add(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  HDIS_ASSERT(crypto_hash_sha256_update(state_of(state_.data()), data, bytes.size()) == 0);
}

std::string Sha256::finish() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  HDIS_ASSERT(crypto_hash_sha256_final(state_of(state_.data()), bytes.data()) == 0);
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();  // The terminating zero that libsodium writes.
  return text;
}

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

}  // namespace hdis
