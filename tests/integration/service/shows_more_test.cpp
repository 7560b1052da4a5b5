#include "hdis/service/shows_more.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

class ShowsMoreTest : public ServiceTest {
 protected:
  ShowsMoreTest() { make_store(); }

  /// What would show more than the answer to a question does.
  ShowsMore ask(const std::string& question) {
    auto asha = as("asha");
    const auto id =
        must(draft(asha, {sample_agreement_stem, question, sample_purpose_yaml})).request.id.text();
    must(submit(asha, id));
    auto ravi = as("ravi");
    must(decide(ravi, id, governance::Verdict::approve, ""));
    const auto output = must(run(id)).output.id.text();
    const auto tables = must(what_shows_more(asha, output));
    EXPECT_EQ(tables.size(), 1U);
    return tables.front();
  }
};

// Of the groups of 20, 12, 5 and 3 half are of each sex: 10 and 10 are shown, six are small. Of two counts of 1 to 7, 21 of 49
// combinations add up to 7 or less; of one count, 3 of 7 are at most 3.
TEST_F(ShowsMoreTest, TheTableSaysWhatALessDividedOneWouldShow) {
  const auto more =
      ask("SELECT CCG_RESIDENCE, SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY CCG_RESIDENCE, SEX");
  EXPECT_DOUBLE_EQ(more.suppressed, 0.75);
  ASSERT_EQ(more.suggestions.size(), 3U);
  EXPECT_EQ(more.suggestions[0].change, "Leave out CCG_RESIDENCE.");
  EXPECT_EQ(more.suggestions[1].change, "Leave out SEX.");
  EXPECT_EQ(more.suggestions[2].change, "Take one more year, put under the others with UNION ALL.");
  EXPECT_DOUBLE_EQ(more.suggestions[0].suppressed, 0);
  EXPECT_DOUBLE_EQ(more.suggestions[1].suppressed, 3 * (21.0 / 49) / 4);
  EXPECT_DOUBLE_EQ(more.suggestions[2].suppressed, 6 * (3.0 / 7) / 8);
}

TEST_F(ShowsMoreTest, NothingIsSuggestedWhereEverythingIsShown) {
  const auto more = ask("SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX");
  EXPECT_DOUBLE_EQ(more.suppressed, 0);
  EXPECT_TRUE(more.suggestions.empty());
}

TEST_F(ShowsMoreTest, NothingIsSuggestedBesideExactNumbers) {
  const auto more =
      ask("SELECT SEX, STARTAGE, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX, STARTAGE");
  EXPECT_TRUE(more.exact) << "it is national";
  EXPECT_TRUE(more.suggestions.empty());
}

TEST_F(ShowsMoreTest, IsForThoseWhoMaySeeTheOutput) {
  const auto id = must(run(approved())).output.id.text();
  auto admin = as("admin");
  EXPECT_EQ(rules_against(what_shows_more(admin, id)), "output.not_yours");
}

}  // namespace
}  // namespace hdis::service
