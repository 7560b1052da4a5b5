#include "hdis/core/signature.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

/// RFC 8032, section 7.1, test 2: the seed, the public key, and the signature of the one byte 0x72.
const std::string rfc_seed =
    "\x4c\xcd\x08\x9b\x28\xff\x96\xda\x9d\xb6\xc3\x46\xec\x11\x4e\x0f\x5b\x8a\x31\x9f\x35\xab\xa6"
    "\x24\xda\x8c\xf6\xed\x4f\xb8\xa6\xfb";
constexpr auto rfc_public_key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr auto rfc_signature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(Signature, IsEd25519) {
  const auto key = SigningKey::from_seed(rfc_seed);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), rfc_public_key);
  EXPECT_EQ(key->sign("r"), rfc_signature);
  EXPECT_TRUE(is_signed("r", rfc_signature, rfc_public_key));
}

TEST(Signature, FitsItsTextAndKeyOnly) {
  const auto key = SigningKey::generate();
  const auto signature = key.sign("text");
  EXPECT_TRUE(is_signed("text", signature, key.public_key()));
  EXPECT_FALSE(is_signed("texts", signature, key.public_key()));
  EXPECT_FALSE(is_signed("text", signature, SigningKey::generate().public_key()));
  EXPECT_FALSE(is_signed("text", "", key.public_key()));
  EXPECT_FALSE(is_signed("text", signature, "zz"));
}

TEST(Signature, KeyIsKeptAsItsSeed) {
  const auto key = SigningKey::generate();
  const auto again = SigningKey::from_seed(key.seed());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_EQ(SigningKey::from_seed("short").error().code(), ErrorCode::corrupt);
}

/// Source: RFC 8410, section 10.1: the example's key in both forms.
TEST(Signature, GivesAKeyAsOthersReadIt) {
  EXPECT_EQ(to_pem("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"),
            "-----BEGIN PUBLIC KEY-----\n"
            "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
            "-----END PUBLIC KEY-----\n");
  EXPECT_EQ(bytes_of_hex("6162"), "ab");
  EXPECT_EQ(bytes_of_hex("616"), "");
}

}  // namespace
}  // namespace hdis
