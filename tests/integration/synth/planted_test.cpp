#include "generated.hpp"

#include <cmath>

namespace hdis::synth {
namespace {

Options with_scenario(const fs::path& out) {
  Options options = options_for(60'000, out);
  Scenario& scenario = options.scenario;
  scenario.title = "test";
  scenario.effects.push_back(
      {"hips", EffectKind::admissions, "13P", {}, {}, "cataract", {}, {}, 4});
  scenario.effects.push_back(
      {"practice", EffectKind::admissions, {}, "Q90300", {}, {}, "emergency", {}, 20});
  scenario.effects.push_back({"october", EffectKind::readmissions, {}, {}, "RRK", {}, {}, {10}, 5});
  scenario.effects.push_back({"drift", EffectKind::follow_ups, "99P", {}, {}, {}, {}, {}, 1.05});
  scenario.effects.push_back({"none", EffectKind::none, "11J", {}, {}, {}, "emergency", {}, 1});
  scenario.patterns.push_back({"alone", "99P", "A379", "1718", 1, 1, false});
  scenario.patterns.push_back({"nine", "11N", "B24X", "1718", 9, 1, false});
  scenario.patterns.push_back({"dialysis", "13P", "N185", "1718", 1, 156, true});
  return options;
}

struct Both {
  hdis::testing::TemporaryFolder folder;
  Records with{with_scenario(folder.path() / "with")};
  Records without{options_for(60'000, folder.path() / "without")};
};

Both& both() {
  static Both made;
  return made;
}

// Ratio of counts with and without the effect, and five standard errors of it.
void expect_factor(const std::string& what, double factor) {
  const double with = both().with.real(what);
  const double without = both().without.real(what);
  ASSERT_GT(without, 4) << what;
  EXPECT_NEAR(with / without, factor, 5 * factor * std::sqrt(1 / with + 1 / without)) << what;
  EXPECT_GT(with / without, 1 + (factor - 1) * 0.25) << what;
}

void more_of_one_procedure_in_one_group() {
  expect_factor(
      "SELECT COUNT(*) FROM apc WHERE CCG_RESIDENCE = '13P' AND FAE = '1' AND OPERTN_3_01 IN "
      "('C71', 'C75')",
      4);
}

void an_outlying_practice() {
  // Some eight people: a handful of admissions without the effect, twenty times as many with it.
  const std::string there =
      "SELECT COUNT(*) FROM apc WHERE GPPRAC = 'Q90300' AND FAE_EMERGENCY = '1'";
  EXPECT_GT(both().with.number(there), 5 * (both().without.number(there) + 1));
}

void readmissions_in_october() {
  const std::string after =
      "SELECT COUNT(*) FROM apc d WHERE d.FDE = '1' AND d.PROCODE3 = 'RRK' AND d.DISDATE[6:7] = "
      "'10' AND EXISTS (SELECT 1 FROM apc r "
      "WHERE r.PSEUDO_HESID = d.PSEUDO_HESID AND r.EPIORDER = '1' AND r.ADMIMETH LIKE '2%' AND "
      "r.ADMIDATE > d.DISDATE AND "
      "date_diff('day', d.DISDATE::DATE, r.ADMIDATE::DATE) < 30)";
  EXPECT_GT(both().with.real(after), 2.2 * both().without.real(after));
}

void follow_ups_that_drift() {
  const auto ratio = [](Records& records, const std::string& when) {
    return records.real(
        "SELECT SUM((ATENTYPE IN ('2', '22'))::INT) / SUM((ATENTYPE IN ('1', '21'))::INT) FROM op "
        "WHERE CCG_RESIDENCE = '99P' AND " +
        when);
  };
  const std::string late = "APPTDATE >= '2017-10-01'";
  EXPECT_GT(ratio(both().with, late), 1.4 * ratio(both().without, late));
}

void nothing_elsewhere() {
  const std::string there =
      "SELECT COUNT(*) FROM apc WHERE CCG_RESIDENCE = '11J' AND FAE_EMERGENCY = '1'";
  // Not equal: that planted diagnoses are taken from everybody else changes what is drawn after them.
  const double without = both().without.real(there);
  EXPECT_NEAR(both().with.real(there), without, 5 * std::sqrt(2 * without));
}

void small_numbers() {
  const auto& in = [](const std::string& code) { return "DIAG_4_CONCAT LIKE '%" + code + "%'"; };
  Records& records = both().with;
  EXPECT_EQ(records.number("SELECT COUNT(*) FROM apc WHERE " + in("A379")), 1);
  EXPECT_EQ(
      records.number("SELECT COUNT(*) FROM apc WHERE CCG_RESIDENCE = '11N' AND " + in("B24X")), 9);
  EXPECT_EQ(records.number("SELECT COUNT(DISTINCT PSEUDO_HESID) FROM apc WHERE " + in("B24X")), 9);
  EXPECT_EQ(records.number("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM apc WHERE CLASSPAT = '3' "
                           "AND year = '1718' AND "
                           "CCG_RESIDENCE = '13P' GROUP BY PSEUDO_HESID)"),
            156);
}

void truth_says_what_was_planted() {
  const std::string truth = bytes_of(both().folder.path() / "with" / "truth.json");
  for (const auto* each : {"\"id\":\"hips\"", "\"expected_factor\":4E0", "\"id\":\"none\"",
                           "\"admissions\":156", "\"people\":9"})
    EXPECT_THAT(truth, ::testing::HasSubstr(each));
}

// One test: the runner starts a process for each, and each would generate anew.
TEST(Planted, Holds) {
  more_of_one_procedure_in_one_group();
  an_outlying_practice();
  readmissions_in_october();
  follow_ups_that_drift();
  nothing_elsewhere();
  small_numbers();
  truth_says_what_was_planted();
}

}  // namespace
}  // namespace hdis::synth
