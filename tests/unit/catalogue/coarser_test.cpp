#include "hdis/catalogue/coarser.hpp"

#include "shipped.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Dataset& apc() { return *shipped().dataset(DatasetId("apc")); }

std::vector<Coarser> above(const char* field) {
  return coarser_than(*apc().find(field), apc(), shipped());
}

std::vector<std::string> names(const std::vector<Coarser>& fields) {
  std::vector<std::string> out;
  for (const auto& each : fields) out.push_back(each.field().name);
  return out;
}

// Barnsley was in South Yorkshire and Bassetlaw.
TEST(Coarser, AreasNestInAreasOfTheSameKind) {
  const auto found = above("CCG_RESIDENCE");
  ASSERT_THAT(names(found), ElementsAre("STP_RESIDENCE"));
  EXPECT_EQ(found.front().value_for("02P"), "E54000009");
  EXPECT_EQ(found.front().value_for("no such area"), std::nullopt);
}

TEST(Coarser, DiagnosesOfFourCharactersAreCutToThree) {
  const auto found = above("DIAG_4_01");
  ASSERT_THAT(names(found), ElementsAre("DIAG_3_01"));
  EXPECT_EQ(found.front().value_for("J450"), "J45");
}

// HES data dictionary: ethnic category H is Indian (Asian or Asian British).
TEST(Coarser, CodesAreGrouped) {
  const auto found = above("ETHNOS");
  ASSERT_THAT(names(found), ElementsAre("ETHNIC_GROUP"));
  EXPECT_EQ(found.front().value_for("H"), "asian");
}

TEST(Coarser, SexIsAsCoarseAsItGets) { EXPECT_THAT(above("SEX"), IsEmpty()); }

}  // namespace
}  // namespace hdis::catalogue
