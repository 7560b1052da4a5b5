#include "hdis/core/digest.hpp"

#include "hdis/core/assert.hpp"

#include <sodium.h>

#include <array>

namespace hdis {
namespace {

constexpr std::size_t digest_bytes = 32;

/// BLAKE2b as it runs; one instance makes one digest.
class Hasher {
 public:
  Hasher() { HDIS_ASSERT(crypto_generichash_init(&state_, nullptr, 0, digest_bytes) == 0); }

  void add(std::string_view bytes) {
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    HDIS_ASSERT(crypto_generichash_update(&state_, data, bytes.size()) == 0);
  }

  /// Eight bytes, the lowest first, so that the digest is the same on every machine.
  void add_length(std::size_t length) {
    std::array<char, 8> bytes{};
    for (auto& byte : bytes) {
      byte = static_cast<char>(length & 0xFFU);
      length >>= 8U;
    }
    add(std::string_view(bytes.data(), bytes.size()));
  }

  Digest finish() {
    std::array<unsigned char, digest_bytes> bytes{};
    HDIS_ASSERT(crypto_generichash_final(&state_, bytes.data(), bytes.size()) == 0);
    std::string text(2 * digest_bytes + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();  // The terminating zero that libsodium writes.
    return Digest(std::move(text));
  }

 private:
  crypto_generichash_state state_{};
};

}  // namespace

Digest digest_of(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return hasher.finish();
}

Digest digest_of_parts(std::span<const std::string> parts) {
  Hasher hasher;
  for (const auto& part : parts) {
    hasher.add_length(part.size());
    hasher.add(part);
  }
  return hasher.finish();
}

bool same(const Digest& a, const Digest& b) {
  if (a.text().size() != b.text().size()) return false;
  return sodium_memcmp(a.text().data(), b.text().data(), a.text().size()) == 0;
}

}  // namespace hdis
