#include "hdis/governance/agreement_reference.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

TEST(AgreementReference, ReadsTheRegularForm) {
  const auto reference = parse_agreement_reference(" DARS-NIC-99675-X5S7X-v1.2 ");
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->stem, "DARS-NIC-99675-X5S7X");
  EXPECT_EQ(reference->version, "1.2");
  EXPECT_EQ(reference->form, ReferenceForm::regular);
  EXPECT_EQ(reference->to_text(), "DARS-NIC-99675-X5S7X-v1.2");
}

TEST(AgreementReference, ReadsAStemAlone) {
  const auto reference = parse_agreement_reference("DARS-NIC-1234567-ABCDE");
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->version, "");
  EXPECT_EQ(reference->form, ReferenceForm::regular);
  EXPECT_EQ(reference->to_text(), "DARS-NIC-1234567-ABCDE");
}

/// Real references of published registers (SRC-0030) that do not have the form laid down.
TEST(AgreementReference, ToleratesRealOnesThatDoNotFit) {
  for (const auto* text : {"NIC-43531-D9G5J", "PHECancerReg", "SHMI_trusts", "CASEMIX_NHSE"}) {
    const auto reference = parse_agreement_reference(text);
    ASSERT_TRUE(reference) << text;
    EXPECT_EQ(reference->stem, text);
    EXPECT_EQ(reference->form, ReferenceForm::irregular) << text;
  }
  const auto versioned = parse_agreement_reference("SHMI_trusts-V2.10");
  ASSERT_TRUE(versioned);
  EXPECT_EQ(versioned->stem, "SHMI_trusts");
  EXPECT_EQ(versioned->version, "2.10");
}

TEST(AgreementReference, TellsNearMissesOfTheRegularForm) {
  for (const auto* text : {"DARS-NIC-123-X5S7X", "DARS-NIC-12345678-X5S7X", "DARS-NIC-99675-X5S7",
                           "DARS-NIC-99675", "DARS-NIC-9967A-X5S7X", "DARS-NIC-99675-X5S7X-9"}) {
    const auto reference = parse_agreement_reference(text);
    ASSERT_TRUE(reference) << text;
    EXPECT_EQ(reference->form, ReferenceForm::irregular) << text;
  }
}

TEST(AgreementReference, RefusesWhatCannotBeOne) {
  for (const auto& text : {std::string(), std::string("  "), std::string("a b"), std::string("x;y"),
                           std::string("DÄRS"), std::string(61, 'x')}) {
    EXPECT_FALSE(parse_agreement_reference(text)) << text;
  }
}

TEST(AgreementVersion, IsComparedByNumber) {
  EXPECT_TRUE(is_older_version("1.9", "1.10"));
  EXPECT_FALSE(is_older_version("1.10", "1.9"));
  EXPECT_TRUE(is_older_version("1.10", "2.0"));
  EXPECT_FALSE(is_older_version("1.2", "1.2"));
}

TEST(AgreementVersion, IsTwoNumbers) {
  EXPECT_TRUE(is_agreement_version("0.6"));
  for (const auto* text : {"", "1", "1.", ".1", "1.2.3", "v1.2", "1.x", "1,2", "-1.2"}) {
    EXPECT_FALSE(is_agreement_version(text)) << text;
  }
}

}  // namespace
}  // namespace hdis::governance
