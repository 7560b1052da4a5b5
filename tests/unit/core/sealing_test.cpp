#include "hdis/core/sealing.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

const std::string text = "A table with a 3 in it.";

TEST(Sealing, OpensWhatItSealed) {
  const auto key = SealingKey::generate();
  for (const auto& sealed_text : {text, std::string(), std::string(100'000, '\0')}) {
    EXPECT_EQ(key.unseal(key.seal(sealed_text, "I-000001"), "I-000001").value(), sealed_text);
  }
}

TEST(Sealing, ShowsNothingOfTheText) {
  const auto key = SealingKey::generate();
  EXPECT_EQ(key.seal(text, "").find("table"), std::string::npos);
  EXPECT_NE(key.seal(text, ""), key.seal(text, "")) << "each time in other letters";
}

TEST(Sealing, OpensWithTheSameKeyAndPlaceOnly) {
  const auto key = SealingKey::generate();
  const auto sealed = key.seal(text, "I-000001 table 1");
  EXPECT_FALSE(SealingKey::generate().unseal(sealed, "I-000001 table 1"));
  EXPECT_FALSE(key.unseal(sealed, "I-000001 table 2"));
  const auto again = SealingKey::from_bytes(key.bytes());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unseal(sealed, "I-000001 table 1").value(), text);
  EXPECT_EQ(again->fingerprint(), key.fingerprint());
}

TEST(Sealing, NoticesEveryChange) {
  const auto key = SealingKey::generate();
  const auto sealed = key.seal(text, "");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(key.unseal(changed, "")) << i;
  }
  EXPECT_FALSE(key.unseal("", ""));
  EXPECT_FALSE(key.unseal(sealed.substr(4), ""));
  EXPECT_FALSE(key.unseal("no base64 at all!", ""));
}

TEST(Sealing, RefusesAKeyOfAnotherLength) {
  EXPECT_FALSE(SealingKey::from_bytes("short"));
  EXPECT_FALSE(SealingKey::from_bytes(std::string(33, 'x')));
}

}  // namespace
}  // namespace hdis
