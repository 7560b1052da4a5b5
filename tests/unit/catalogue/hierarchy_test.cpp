#include "shipped.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

/// Code and label of what lies above `code`, or "" if nothing does.
std::string above(const char* from, const char* code, const char* system) {
  const auto* found = shipped().ancestor(CodeSystemId(from), code, CodeSystemId(system));
  return found == nullptr ? "" : found->code + " " + found->label;
}

const Code& code(const char* system, const char* name) {
  static const Code none;
  const auto* found = shipped().code_system(CodeSystemId(system))->find(name);
  if (found == nullptr) ADD_FAILURE() << system << " has no " << name;
  return found == nullptr ? none : *found;
}

// ICD-10, volume 1: asthma is J45 in chapter X, diseases of the respiratory system.
TEST(Hierarchy, OfDiagnosesLeadsFromCodeToCategoryToChapter) {
  EXPECT_EQ(code("icd10", "J450").parent, "J45");
  EXPECT_EQ(code("icd10", "J45").label, "Asthma");
  EXPECT_EQ(code("icd10", "J45").parent, "X");
  EXPECT_EQ(above("icd10", "J450", "icd10_chapter"),
            "X Diseases of the respiratory system (J00–J99)");
  EXPECT_EQ(code("icd10", "R69X").parent, "R69");
}

TEST(Hierarchy, OfDiagnosesIsCompleteForEveryChapterBoundary) {
  EXPECT_EQ(above("icd10", "D48", "icd10_chapter").substr(0, 3), "II ");
  EXPECT_EQ(above("icd10", "D50", "icd10_chapter").substr(0, 4), "III ");
  EXPECT_EQ(above("icd10", "H59", "icd10_chapter").substr(0, 4), "VII ");
  EXPECT_EQ(above("icd10", "H60", "icd10_chapter").substr(0, 5), "VIII ");
  EXPECT_EQ(above("icd10", "Y98", "icd10_chapter").substr(0, 3), "XX ");
}

// OPCS-4: W37.1 is primary total prosthetic replacement of hip joint using cement.
TEST(Hierarchy, OfProceduresLeadsFromCodeToCategoryToChapter) {
  EXPECT_EQ(code("opcs4", "W371").label,
            "Primary total prosthetic replacement of hip joint using cement");
  EXPECT_EQ(code("opcs4", "W371").parent, "W37");
  EXPECT_EQ(code("opcs4", "W37").label, "Total prosthetic replacement of hip joint using cement");
  EXPECT_EQ(above("opcs4", "W371", "opcs4_chapter"), "W Other bones and joints");
}

TEST(Hierarchy, OfResourceGroupsLeadsFromGroupToSubchapterToChapter) {
  EXPECT_EQ(code("hrg", "AA35A").parent, "AA");
  EXPECT_EQ(code("hrg", "AA").parent, "A");
  EXPECT_EQ(code("hrg", "A").label, "Nervous System");
}

// Barnsley was in South Yorkshire and Bassetlaw, in the region North East and Yorkshire.
TEST(Hierarchy, OfCommissionersLeadsFromGroupToPartnershipToRegion) {
  EXPECT_EQ(above("ccg", "02P", "stp"), "E54000009 South Yorkshire and Bassetlaw");
  EXPECT_EQ(above("ccg", "02P", "nhs_region"), "Y63 North East and Yorkshire");
}

// Darlington closed in 2020; its successor, Tees Valley, was in Cumbria and North East.
TEST(Hierarchy, OfAClosedCommissionerIsThatOfItsSuccessor) {
  EXPECT_EQ(above("ccg", "00C", "stp"), "E54000050 Cumbria and North East");
}

// E01000001 is in the City of London, which was in North East London CCG (A3A8R).
TEST(Hierarchy, OfSmallAreasLeadsToCommissionerAndToLocalAuthority) {
  EXPECT_EQ(above("lsoa11", "E01000001", "lad"), "E09000001 City of London");
  EXPECT_EQ(above("lsoa11", "E01000001", "ccg"), "A3A8R NHS North East London CCG");
  EXPECT_EQ(above("lsoa11", "E01000001", "nhs_region"), "Y56 London");
}

TEST(Hierarchy, OfRegionLettersLeadsToTheirCodes) {
  EXPECT_EQ(above("gor_letter", "A", "gor"), "E12000001 North East");
  EXPECT_EQ(above("gor_letter", "K", "gor"), "E12000009 South West");
}

TEST(Hierarchy, EndsWhereThereIsNothingAbove) {
  EXPECT_EQ(above("icd10", "J450", "ccg"), "");
  EXPECT_EQ(above("icd10", "Q99Q", "icd10_chapter"), "");
  EXPECT_EQ(above("nowhere", "J45", "icd10_chapter"), "");
  EXPECT_EQ(above("ccg", "59999", "stp"), "");
}

// The 2011 census had 32,844 lower super output areas in England.
TEST(Hierarchy, HasEverySmallAreaOfEnglandInACommissionerAndAnAuthority) {
  const auto& areas = shipped().code_system(CodeSystemId("lsoa11"))->codes;
  EXPECT_EQ(areas.size(), 32844U);
  for (const auto& area : areas) {
    ASSERT_FALSE(area.parent.empty()) << area.code;
    ASSERT_EQ(area.further_parents.size(), 1U) << area.code;
    ASSERT_FALSE(area.further_parents.front().empty()) << area.code;
  }
}

}  // namespace
}  // namespace hdis::catalogue
