#include "hdis/governance/certificate.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace testing;

DestructionCertificate sample() {
  return {"store-1",
          "DARS-NIC-99675-X5S7X-v1.2",
          "0CX",
          "downloaded tables \"O-000001\"",
          *Date::make(2019, 7, 10),
          "overwritten",
          "nightly",
          *Date::make(2019, 8, 9),
          "Asha Analyst",
          "asha",
          *parse_instant("2019-07-11T09:00:00Z")};
}

std::string defects(const DestructionCertificate& certificate) {
  const auto status = check_certificate(certificate);
  return status ? "" : rules_of(status.error());
}

TEST(Certificate, SaysEverythingAndNothingThatCannotBe) {
  EXPECT_EQ(defects(sample()), "");
  auto empty = sample();
  empty.what = " ";
  empty.how = "";
  EXPECT_EQ(defects(empty), "certificate.missing certificate.missing");
  auto future = sample();
  future.destroyed_on = *Date::make(2019, 7, 12);
  EXPECT_EQ(defects(future), "certificate.future");
  auto backups = sample();
  backups.backups_gone_by = *Date::make(2019, 7, 9);
  EXPECT_EQ(defects(backups), "certificate.backups");
}

TEST(Certificate, IsVerifiedFromItsTextAlone) {
  const auto key = SigningKey::generate();
  const auto verified = verify_certificate(sign_certificate(sample(), key), key.public_key());
  ASSERT_TRUE(verified) << verified.error().to_text();
  EXPECT_EQ(verified->certificate, sample());
  EXPECT_EQ(verified->public_key, key.public_key());
}

/// Whatever is changed in any place: the signature does not fit, or it is no certificate any more.
TEST(Certificate, ThatWasChangedAnywhereIsNotOne) {
  const auto text = sign_certificate(sample(), SigningKey::generate());
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    auto changed = text;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(verify_certificate(changed)) << i;
  }
}

TEST(Certificate, OfAnotherKeyIsNotTheExpectedOne) {
  const auto forged = sign_certificate(sample(), SigningKey::generate());
  EXPECT_TRUE(verify_certificate(forged));
  const auto verified = verify_certificate(forged, SigningKey::generate().public_key());
  EXPECT_EQ(rules_of(verified.error()), "certificate.key");
}

TEST(Certificate, IsRefusedWhereItIsSomethingElse) {
  for (const auto* text : {"", "{}", "[]", "{\"certificate\": 1}", "{\"certificate\": {}}"}) {
    EXPECT_FALSE(verify_certificate(text)) << text;
  }
}

}  // namespace
}  // namespace hdis::governance
