#include "signing_key.hpp"

#include "files.hpp"

namespace hdis::service {

Result<SigningKey> signing_key(const Config& config) {
  const auto file = config.signing_key();
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    HDIS_TRY(seed, read_text_file(file, SigningKey::seed_bytes));
    return SigningKey::from_seed(seed);
  }
  auto key = SigningKey::generate();
  HDIS_CHECK(write_private_file(file, key.seed()));
  return key;
}

}  // namespace hdis::service
