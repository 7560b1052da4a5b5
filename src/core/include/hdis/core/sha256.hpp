#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace hdis {

/// SHA-256 of bytes that come one piece after another (libsodium): for lists of files that `sha256sum -c` reads. Inside the product,
/// `Digest` is used.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits. Nothing can be added afterwards.
  [[nodiscard]] std::string finish();

 private:
  /// libsodium's own state, which only the .cpp file knows.
  static constexpr std::size_t state_bytes = 128;
  alignas(8) std::array<unsigned char, state_bytes> state_{};
};

/// SHA-256 of some bytes as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_of(std::string_view bytes);

}  // namespace hdis
