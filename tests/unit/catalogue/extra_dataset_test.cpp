#include "shipped.hpp"
#include "temporary_catalogue.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

const std::filesystem::path ambulance_calls =
    HDIS_SOURCE_DIR "/tests/fixtures/datasets/ambulance_calls.yaml";

Result<Catalogue> load_with(const std::filesystem::path& extra) {
  const std::vector<std::filesystem::path> extras = {extra};
  return Catalogue::load(HDIS_SOURCE_DIR "/catalogue", extras);
}

TEST(ExtraDataset, IsAddedByOneFile) {
  const auto catalogue = load_with(ambulance_calls);
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().to_text();
  const auto match = catalogue->resolve_table("ambulance.ambulance_calls_1718");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->dataset->title, "Emergency ambulance calls");
  EXPECT_FALSE(match->unknown_prefix);
  EXPECT_EQ(catalogue->datasets().size(), 7U);

  const auto* category = match->dataset->find("category");
  ASSERT_NE(category, nullptr);
  EXPECT_EQ(catalogue->label(*category, "C2"), "Emergency");
  EXPECT_EQ(catalogue->label(*match->dataset->find("SEX"), "2"), "Female") << "codes that we ship";
  EXPECT_EQ(match->dataset->find("PATIENT_TOKEN")->name, "PATIENT_KEY");
}

TEST(ExtraDataset, MayComeInAFolder) {
  TemporaryCatalogue extra;
  std::filesystem::create_directories(extra.folder() / "datasets");
  std::filesystem::copy(ambulance_calls, extra.folder() / "datasets");
  const auto catalogue = load_with(extra.folder());
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().to_text();
  EXPECT_NE(catalogue->dataset(DatasetId("ambulance_calls")), nullptr);
}

TEST(ExtraDataset, ChangesTheVersionOfTheCatalogue) {
  const auto catalogue = load_with(ambulance_calls);
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_NE(catalogue->version(), shipped().version());
  EXPECT_EQ(load_with(ambulance_calls)->version(), catalogue->version());
}

TEST(ExtraDataset, MayNotRedefineWhatIsThere) {
  const auto catalogue = load_with(HDIS_SOURCE_DIR "/catalogue/datasets/apc.yaml");
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_NE(
      catalogue.error().to_text().find("the dataset 'apc' exists already, in datasets/apc.yaml"),
      std::string::npos)
      << catalogue.error().to_text();
}

TEST(ExtraDataset, MustExist) {
  const auto catalogue = load_with("/nonexistent/datasets/calls.yaml");
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().reasons().front().rule, "catalogue.file");
}

TEST(ExtraDataset, MustLieInAFolderThatTellsItsKind) {
  TemporaryCatalogue elsewhere;
  elsewhere.with("mine/calls.yaml", "id: calls\n");
  const auto catalogue = load_with(elsewhere.folder() / "mine/calls.yaml");
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().reasons().front().rule, "catalogue.file");
}

}  // namespace
}  // namespace hdis::catalogue
