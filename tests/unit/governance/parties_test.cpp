#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/vocabulary.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using hdis::testing::rules_of;

TEST(Organisation, IsMadeFromWhatAPersonTyped) {
  const auto organisation =
      make_organisation(" 0cx ", " NHS South, Central and West CSU ", "commissioning_support_unit");
  ASSERT_TRUE(organisation);
  EXPECT_EQ(*organisation, hdis::testing::licensee());
}

TEST(Organisation, RefusesWithEveryReason) {
  const auto organisation = make_organisation("0 X", "", "ccgs");
  ASSERT_FALSE(organisation);
  EXPECT_EQ(rules_of(organisation.error()),
            "organisation.code organisation.name organisation.kind");
  EXPECT_EQ(organisation.error().reasons()[2].suggestion, "did you mean `ccg`?");
}

TEST(Role, IsReadAsItIsWritten) {
  for (const auto role : {Role::analyst, Role::reviewer, Role::administrator, Role::auditor}) {
    EXPECT_EQ(parse_role(to_string(role)).value(), role);
  }
  EXPECT_FALSE(parse_role("boss"));
}

TEST(UserId, IsShortAndPlain) {
  EXPECT_EQ(parse_user_id("asha.r-2_x").value().text(), "asha.r-2_x");
  for (const auto* text : {"", "Asha", "a b", "système", "system"}) {
    EXPECT_FALSE(parse_user_id(text)) << text;
  }
}

/// The page lists eleven kinds of recipient, four questions and eleven work areas (SRC-0030).
TEST(Vocabulary, HasTheWordsOfThePage) {
  EXPECT_EQ(commissioning_questions().size(), 4U);
  EXPECT_EQ(work_areas().size(), 11U);
  for (const auto* kind :
       {"ccg", "nhs_trust", "area_team", "nhs_england", "vanguard", "stp", "local_authority",
        "patient_safety_collaborative", "accountable_care_organisation", "nhs_improvement",
        "academic_health_science_network"}) {
    EXPECT_NE(find_term(organisation_kinds(), kind), nullptr) << kind;
  }
}

}  // namespace
}  // namespace hdis::governance
