#include "hdis/governance/agreement.hpp"

#include "governance_samples.hpp"
#include "sample_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using ::testing::HasSubstr;
using namespace hdis::testing;

const std::vector<std::string> policies{"hes-2018", "hes-pre2018"};

/// What is said of the names in the sample agreement after one change.
std::string complaint(const std::string& from, const std::string& to) {
  const auto agreement = parse_agreement(agreement_yaml_with(from, to));
  HDIS_ASSERT(agreement);
  const auto status = check_names(*agreement, sample_catalogue(), policies);
  return status ? "" : status.error().to_text();
}

TEST(AgreementNames, OfTheSampleAreKnown) {
  const auto status = check_names(sample_agreement(), sample_catalogue(), policies);
  EXPECT_TRUE(status) << status.error().to_text();
}

TEST(AgreementNames, ThatAreNotKnownAreToldWithTheNearest) {
  EXPECT_THAT(complaint("dataset: apc", "dataset: apcs"),
              ::testing::AllOf(HasSubstr("no dataset `apcs`"), HasSubstr("did you mean `apc`?")));
  EXPECT_THAT(complaint("CCG_RESIDENCE]", "CCG_RESIDENSE]"),
              HasSubstr("did you mean `CCG_RESIDENCE`?"));
  EXPECT_THAT(complaint("policy: hes-2018", "policy: hes-2028"),
              HasSubstr("did you mean `hes-2018`?"));
}

TEST(AgreementNames, ASensitiveFieldIsSensitive) {
  EXPECT_EQ(complaint("sensitive_fields: []", "sensitive_fields: [LEGLCAT]"), "");
  EXPECT_THAT(complaint("sensitive_fields: []", "sensitive_fields: [SEX]"),
              HasSubstr("The field SEX of apc is not sensitive"));
}

}  // namespace
}  // namespace hdis::governance
