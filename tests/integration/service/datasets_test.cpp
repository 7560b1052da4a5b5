#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

class Datasets : public ServiceTest {
 protected:
  Datasets() { make_store(); }

  [[nodiscard]] DatasetView dataset(const std::string& user, const std::string& id) const {
    auto session = as(user);
    const auto all = must(list_datasets(session));
    const auto found = std::ranges::find(all, id, &DatasetView::id);
    HDIS_ASSERT(found != all.end());
    return *found;
  }
};

TEST_F(Datasets, SayWhatIsLoaded) {
  const auto seen = dataset("asha", "apc");
  ASSERT_EQ(seen.years.size(), 1U);
  EXPECT_EQ(seen.years[0].year, "2017/18");
  EXPECT_EQ(seen.years[0].current.version, "1");
  EXPECT_FALSE(seen.years[0].current.rows) << "how many records there are is not for analysts";
  EXPECT_EQ(dataset("admin", "apc").years[0].current.rows, 40U);
  EXPECT_TRUE(dataset("asha", "op").years.empty());
}

TEST_F(Datasets, TheSameDeliveryTwiceChangesNothing) {
  take_in();
  EXPECT_EQ(dataset("admin", "apc").years[0].current.version, "1");
  EXPECT_EQ(last_actions(1), "data.unchanged");
}

TEST_F(Datasets, ARedeliveryIsANewVersion) {
  take_in(500);
  EXPECT_EQ(dataset("admin", "apc").years[0].current.version, "2");
  EXPECT_EQ(last_actions(1), "data.taken_in");
}

TEST_F(Datasets, ShowEveryVersionThatIsKept) {
  take_in(500);
  take_in(900);
  const auto year = dataset("admin", "apc").years.at(0);
  EXPECT_EQ(year.current.version, "3");
  ASSERT_EQ(year.older.size(), 2U);
  EXPECT_EQ(year.older[0].version, "2");
  EXPECT_EQ(year.older[1].version, "1");
  EXPECT_EQ(year.older[1].rows, 40U);
  EXPECT_FALSE(dataset("asha", "apc").years.at(0).older[1].rows);
}

/// A process that was killed between writing the files and the record leaves files that nobody counts over.
TEST_F(Datasets, FilesWithoutARecordAreRecordedByTakingThemInAgain) {
  tamper("DELETE FROM data_versions");
  EXPECT_TRUE(dataset("admin", "apc").years.empty());
  take_in();
  EXPECT_EQ(dataset("admin", "apc").years[0].current.version, "1");
}

TEST_F(Datasets, AreTakenInByAdministrators) {
  IngestInput input;
  input.files = {delivery()};
  input.dataset = "apc";
  input.year = "2017/18";
  auto asha = as("asha");
  EXPECT_EQ(rules_against(service::take_in(asha, input)), "person.role");
  auto admin = as("admin");
  input.year = "2017";
  EXPECT_EQ(rules_against(service::take_in(admin, input)), "dataset.year");
  input.dataset = "mhsds";
  EXPECT_EQ(rules_against(service::take_in(admin, input)), "dataset.not_found");
}

TEST_F(Datasets, ACustodianAddsOneWithADescriptionAlone) {
  const auto file = temporary_.path() / "community.yaml";
  std::ofstream(file) << R"(id: community
title: Community contacts
row_unit: contact
description: Contacts of community services, made up for this test.
table_names: [community]
source: made up
licence: none
sources: {own: made up}
fields:
  - {name: TEAM, type: text, class: dimension, label: Team, description: Team that saw the patient., source: own}
)";
  auto asha = as("asha");
  EXPECT_EQ(rules_against(add_dataset(asha, file)), "person.role");
  auto admin = as("admin");
  must(add_dataset(admin, file));
  EXPECT_EQ(dataset("asha", "community").title, "Community contacts");
  EXPECT_EQ(rules_against(add_dataset(admin, file)), "dataset.exists");
}

TEST_F(Datasets, ADefectiveDescriptionLeavesNothing) {
  const auto file = temporary_.path() / "broken.yaml";
  std::ofstream(file) << "id: broken\n";
  auto admin = as("admin");
  EXPECT_FALSE(add_dataset(admin, file));
  EXPECT_TRUE(std::filesystem::is_empty(layout().catalogue() / "datasets"));
  EXPECT_EQ(must(list_datasets(admin)).size(), 2U);
}

}  // namespace
}  // namespace hdis::service
