#include "hdis/core/text.hpp"
#include "hdis/ingest/derive.hpp"

#include "spell_cases.hpp"
#include "store.hpp"

#include <map>
#include <sstream>

namespace hdis::ingest {
namespace {

constexpr const char* header =
    "FYEAR,EPIKEY,PSEUDO_HESID,PROCODE3,ADMIDATE,EPISTART,EPIEND,EPIORDER,ADMIMETH,ADMISORC,"
    "DISMETH,"
    "DISDEST,EPISTAT,SUSHRG\n";

class Spells : public StoreTest {
 protected:
  /// Adds an episode written as in `SpellCase`; the person and the provider carry the number of the case.
  void add(std::size_t number, std::string_view episode) {
    std::istringstream words{std::string(episode)};
    std::vector<std::string> values;
    for (std::string word; words >> word;) values.push_back(word == "-" ? "" : word);
    HDIS_ASSERT(values.size() == 9);
    const bool finished = !values[3].empty();
    const auto year = FinancialYear::of(Date::parse(finished ? values[3] : values[2]).value());
    lines_[year->code()] +=
        fmt::format("{},{},P{},{:02}{},{},{},{},{},{},{},{},{},{},AA22C\n", year->code(), ++keys_,
                    number, number, values[0], values[1], values[2], values[3], values[4],
                    values[5], values[6], values[7], values[8], finished ? 3 : 1);
  }

  void deliver() const {
    for (const auto& [year, lines] : lines_) taken("apc", year, header + lines);
  }

  DerivedReport derived(const std::string& dataset) const {
    auto report = derive(catalogue::DatasetId(dataset), shipped(), settings_, {}, {});
    EXPECT_TRUE(report) << report.error().to_text();
    HDIS_ASSERT(report);
    return *std::move(report);
  }

  /// The rows of every year of `dataset`, by case: the number in PROCODE3.
  [[nodiscard]] std::map<std::size_t, std::vector<std::string>> rows(
      const std::string& dataset, const std::string& columns) const {
    std::map<std::size_t, std::vector<std::string>> found;
    const auto files = (settings_.data_folder / dataset / "*/1/part-0.parquet").string();
    for (const auto& row :
         texts_of(fmt::format("SELECT left(PROCODE3, 2), {} FROM read_parquet('{}') ORDER BY "
                              "ADMIDATE, DISDATE, PROCODE3",
                              columns, files))) {
      std::string line;
      for (std::size_t i = 1; i < row.size(); ++i) {
        line += (i == 1 ? "" : " ") + (row[i] == "NULL" ? "-" : row[i]);
      }
      found[std::stoul(row[0])].push_back(line);
    }
    return found;
  }

  std::map<std::string, std::string> lines_;
  int keys_ = 0;
};

template <class T>
std::vector<std::string> sorted(const std::vector<T>& lines) {
  std::vector<std::string> out(lines.begin(), lines.end());
  std::sort(out.begin(), out.end());
  return out;
}

TEST_F(Spells, OfCasesWorkedByHand) {
  for (std::size_t i = 0; i < spell_cases.size(); ++i) {
    for (const auto episode : spell_cases[i].episodes) add(i, episode);
  }
  deliver();
  derived("apc_spells");
  derived("apc_cips");
  auto spells =
      rows("apc_spells",
           "right(PROCODE3, 1), ADMIDATE, DISDATE, EPISODES, SPELL_LOS, CIPS_BEGINS, CIPS_ENDS, "
           "EMERGENCY_READMISSION, IS_READMISSION, DAYS_SINCE_DISCHARGE");
  auto continuous =
      rows("apc_cips",
           "right(PROCODE3, 1), right(DISCHARGE_PROCODE3, 1), ADMIDATE, DISDATE, SPELLS, "
           "EPISODES, CIPS_LOS, EMERGENCY_READMISSION, IS_READMISSION, DAYS_SINCE_DISCHARGE");
  for (std::size_t i = 0; i < spell_cases.size(); ++i) {
    const auto& expected = spell_cases[i];
    EXPECT_EQ(sorted(spells[i]), sorted(expected.spells)) << i << ": " << expected.why;
    EXPECT_EQ(sorted(continuous[i]), sorted(expected.continuous)) << i << ": " << expected.why;
  }
}

TEST_F(Spells, CountInTheYearOfTheirLastEpisode) {
  add(1, "A 2017-03-28 2017-03-28 2017-03-30 1 21 19 8 98");
  add(1, "A 2017-03-28 2017-03-30 2017-04-05 2 21 19 1 19");
  deliver();
  const auto report = derived("apc_spells");
  EXPECT_EQ(report.function, "provider_spells 1");
  EXPECT_THAT(report.made_of, ElementsAre("apc 2016/17 version 1", "apc 2017/18 version 1"));
  ASSERT_EQ(report.years.size(), 2U);
  EXPECT_EQ(report.years[0].rows, 0U);
  EXPECT_EQ(report.years[1].rows, 1U);
  EXPECT_THAT(stored("apc_spells/1718/1", "FYEAR, EPISODES, SPELL_LOS"),
              ElementsAre(ElementsAre("1718", "2", "8")));
}

TEST_F(Spells, SayWhetherAReadmissionCouldBeSeen) {
  add(1, "A 2017-03-10 2017-03-10 2017-03-12 1 21 19 1 19");  // Followed into 2017/18.
  add(2, "A 2018-03-01 2018-03-01 2018-03-02 1 21 19 1 19");  // 29 days later is 31 March.
  add(3, "A 2018-03-01 2018-03-01 2018-03-03 1 21 19 1 19");  // 29 days later is 1 April.
  deliver();
  derived("apc_cips");
  EXPECT_THAT(texts_of(fmt::format("SELECT left(PROCODE3, 2), READMISSION_FOLLOWED FROM "
                                   "read_parquet('{}/apc_cips/*/1/*.parquet') ORDER BY 1",
                                   settings_.data_folder.string())),
              ElementsAre(ElementsAre("01", "1"), ElementsAre("02", "1"), ElementsAre("03", "0")));
}

TEST_F(Spells, CountExcessDaysOverTheTrimPointOfTheirKindOfAdmission) {
  // AA22C: 90 days if elective, 257 otherwise.
  add(1, "A 2016-05-01 2016-05-01 2016-08-09 1 11 19 1 19");  // 100 days
  add(2, "A 2016-05-01 2016-05-01 2016-08-09 1 21 19 1 19");
  add(3, "A 2016-05-01 2016-05-01 2016-07-30 1 11 19 1 19");  // 90 days
  deliver();
  derived("apc_spells");
  EXPECT_THAT(stored("apc_spells/1617/1", "SPELL_LOS, TRIM_POINT, EXCESS_BED_DAYS, ADMISSION_CLASS",
                     "PROCODE3"),
              ElementsAre(ElementsAre("100", "90", "10", "elective"),
                          ElementsAre("100", "257", "0", "emergency"),
                          ElementsAre("90", "90", "0", "elective")));
}

TEST_F(Spells, ReportWhatIsPartOfNone) {
  add(1, "A 2016-05-01 2016-05-01 2016-05-03 1 21 19 1 19");
  add(2, "A 2016-05-04 2016-05-04 2016-05-01 1 21 19 1 19");
  add(3, "A 2017-03-20 2017-03-20 - 1 21 19 8 98");
  lines_["1617"] += "1617,99,,09A,2016-05-01,2016-05-01,2016-05-03,1,21,19,1,19,3,\n";
  deliver();
  const auto report = derived("apc_spells");
  EXPECT_THAT(report.left_out, UnorderedElementsAre(Pair("not finished", 1), Pair("no person", 1),
                                                    Pair("ends before it begins", 1)));
  EXPECT_EQ(report.years.at(0).rows, 1U);
}

TEST_F(Spells, AreNewOnlyWhereTheyChange) {
  add(1, "A 2016-05-01 2016-05-01 2016-05-03 1 21 19 1 19");
  add(1, "A 2017-05-01 2017-05-01 2017-05-03 1 21 19 1 19");
  deliver();
  derived("apc_spells");
  const auto again = derived("apc_spells");
  EXPECT_TRUE(again.years.at(0).unchanged);
  EXPECT_TRUE(again.years.at(1).unchanged);
  // A re-delivery that begins earlier: within 29 days, so that the other year changes too.
  add(2, "A 2017-06-01 2017-06-01 2017-06-03 1 21 19 1 19");
  deliver();
  auto changed = derived("apc_spells");
  EXPECT_TRUE(changed.years.at(0).unchanged);
  EXPECT_EQ(changed.years.at(0).version, "1");
  EXPECT_FALSE(changed.years.at(1).unchanged);
  EXPECT_EQ(changed.years.at(1).version, "2");
  EXPECT_THAT(changed.made_of, ElementsAre("apc 2016/17 version 1", "apc 2017/18 version 2"));
  EXPECT_NE(changed.years.at(1).content_digest, again.years.at(1).content_digest);
  expect_intact();
  EXPECT_THAT(leftovers(), IsEmpty());
}

TEST_F(Spells, AreNotDelivered) {
  EXPECT_THAT(refused("apc_spells", "1617", "SPELLKEY,FYEAR\n1,1617\n"),
              HasSubstr("APC_SPELLS is not delivered: it is made from APC."));
}

TEST_F(Spells, NeedEpisodes) {
  const auto nothing = derive(catalogue::DatasetId("apc_spells"), shipped(), settings_, {}, {});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().reasons().at(0).rule, "derive.nothing");
  const auto other = derive(catalogue::DatasetId("apc"), shipped(), settings_, {}, {});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reasons().at(0).rule, "derive.not_derived");
}

}  // namespace
}  // namespace hdis::ingest
