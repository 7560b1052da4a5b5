#include "hdis/core/date.hpp"
#include "hdis/ingest/derive.hpp"

#include "spell_reference.hpp"
#include "store.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace hdis::ingest {
namespace {

using reference::Episode;

constexpr int days =
    80;  ///< In which a person's episodes lie: close enough to touch and to overlap.

rc::Gen<Episode> any_episode() {
  return rc::gen::exec([] {
    Episode episode;
    episode.provider = *rc::gen::inRange(0, 3);
    episode.start = *rc::gen::inRange(0, days);
    episode.end = episode.start + *rc::gen::element(0, 0, 1, 2, 3, 5, 12);
    episode.admission = episode.start - *rc::gen::element(0, 0, 0, 1, 2, 4);
    episode.order = *rc::gen::inRange(1, 4);
    episode.emergency = *rc::gen::arbitrary<bool>();
    episode.moved_in = *rc::gen::element(false, false, true);
    episode.moved_out = *rc::gen::element(false, false, true);
    episode.discharge = *rc::gen::element('1', '1', '8', '9', '4');
    return episode;
  });
}

std::string day(int number) {
  return Date(Date::parse("2016-05-01").value().days() + std::chrono::days(number)).to_text();
}

class SpellProperty : public StoreTest {};

/// Many persons at once: a store for each would take hours.
TEST_F(SpellProperty, AreThoseOfTheSlowReference) {
  const auto check = [&](const std::vector<std::vector<Episode>>& persons) {
    std::filesystem::remove_all(settings_.data_folder);
    std::string csv =
        "FYEAR,EPIKEY,PSEUDO_HESID,PROCODE3,ADMIDATE,EPISTART,EPIEND,EPIORDER,ADMIMETH,ADMISORC,"
        "DISMETH,DISDEST,EPISTAT,SITETRET\n";
    std::map<std::string, std::vector<reference::Stay>> expected;
    std::map<std::string, std::size_t> expected_spells;
    int key = 0;
    for (std::size_t person = 0; person < persons.size(); ++person) {
      const auto& episodes = persons[person];
      const auto spells = reference::spells_of(episodes);
      if (episodes.empty() || reference::tied(episodes) || reference::tied(spells)) continue;
      const auto site = fmt::format("S{}", person);
      expected[site] = reference::stays_of(spells);
      expected_spells[site] = spells.size();
      for (const auto& each : episodes) {
        csv += fmt::format("1617,{},P{},R0{},{},{},{},{},{},{},{},{},3,{}\n", ++key, person,
                           each.provider, day(each.admission), day(each.start), day(each.end),
                           each.order, each.emergency ? "21" : "11", each.moved_in ? "51" : "19",
                           each.discharge, each.moved_out ? "52" : "19", site);
      }
    }
    if (key == 0) return;
    taken("apc", "1617", csv);
    RC_ASSERT(derive(catalogue::DatasetId("apc_spells"), shipped(), settings_, {}, {}).has_value());
    RC_ASSERT(derive(catalogue::DatasetId("apc_cips"), shipped(), settings_, {}, {}).has_value());

    std::map<std::string, std::vector<std::vector<std::string>>> found;
    for (auto& row : stored("apc_cips/1617/1",
                            "SITETRET, ADMIDATE, DISDATE, SPELLS, EMERGENCY_READMISSION, "
                            "IS_READMISSION, coalesce(DAYS_SINCE_DISCHARGE, -1)")) {
      const auto site = row.front();
      row.erase(row.begin());
      found[site].push_back(row);
    }
    for (auto& [site, stays] : expected) {
      std::vector<std::vector<std::string>> rows;
      for (const auto& stay : stays) {
        rows.push_back({day(stay.admitted), day(stay.discharged), std::to_string(stay.spells),
                        std::to_string(stay.readmitted ? 1 : 0),
                        std::to_string(stay.is_readmission ? 1 : 0),
                        std::to_string(stay.days.value_or(-1))});
      }
      std::sort(rows.begin(), rows.end());
      std::sort(found[site].begin(), found[site].end());
      RC_ASSERT(found[site] == rows);
    }
    std::map<std::string, std::size_t> found_spells;
    for (const auto& row : stored("apc_spells/1617/1", "SITETRET")) ++found_spells[row.front()];
    RC_ASSERT(found_spells == expected_spells);
  };
  rc::detail::TestParams parameters;
  parameters.seed = 20170401;  // The same episodes every time: a failure must repeat.
  parameters.maxSuccess = 5;
  parameters.disableShrinking = true;  // Every attempt would be a store of its own.
  const auto result = rc::detail::checkTestable(
      [&] {
        check(*rc::gen::container<std::vector<std::vector<Episode>>>(
            400, rc::gen::resize(8, rc::gen::container<std::vector<Episode>>(any_episode()))));
      },
      rc::detail::TestMetadata(), parameters);
  std::ostringstream report;
  rc::detail::printResultMessage(result, report);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << report.str();
}

}  // namespace
}  // namespace hdis::ingest
