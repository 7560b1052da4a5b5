#include "hdis/catalogue/catalogue.hpp"
#include "hdis/ingest/derive.hpp"

#include "generated.hpp"

#include <boost/json.hpp>

namespace hdis::synth {
namespace {

/// Generated episodes with a planted effect, and what ingest makes of them.
class DerivedFromGenerated : public ::testing::Test {
 protected:
  DerivedFromGenerated() : connection_(duck::Database::open().value().connect().value()) {
    auto options = options_for(40'000, folder_.path() / "out");
    options.scenario.title = "test";
    options.scenario.effects.push_back(
        {"october", EffectKind::readmissions, {}, {}, {}, {}, {}, {10}, 3});
    HDIS_ASSERT(generate(options, {}, {}));
    ingest::Settings settings;
    settings.data_folder = folder_.path() / "data";
    settings.person_key_file = folder_.path() / "key";
    HDIS_ASSERT(ingest::ensure_person_key(settings));
    auto catalogue = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
    HDIS_ASSERT(catalogue);
    for (const auto& year : options.years) {
      const auto file = options.out / ("apc_" + year.code() + ".csv");
      HDIS_ASSERT(ingest::take_in({{file}, catalogue::DatasetId("apc"), year, {}}, *catalogue,
                                  settings, {}, {}));
    }
    for (const auto* name : {"apc_spells", "apc_cips"}) {
      HDIS_ASSERT(ingest::derive(catalogue::DatasetId(name), *catalogue, settings, {}, {}));
    }
    const auto views = {std::pair{"apc", "/out/apc_*.csv', all_varchar = true"},
                        std::pair{"spells", "/data/apc_spells/*/1/*.parquet'"},
                        std::pair{"cips", "/data/apc_cips/*/1/*.parquet'"}};
    for (const auto& [name, files] : views) {
      const std::string reader = std::string(name) == "apc" ? "read_csv" : "read_parquet";
      EXPECT_TRUE(connection_.execute("CREATE VIEW " + std::string(name) + " AS SELECT * FROM " +
                                      reader + "('" + folder_.path().string() + files + ")"));
    }
  }

  std::int64_t number(const std::string& sql) {
    const auto value = connection_.query_integer("SELECT CAST((" + sql + ") AS BIGINT)");
    EXPECT_TRUE(value) << sql;
    return value.value_or(-1);
  }

  /// What truth.json says was realised of the effect.
  [[nodiscard]] std::int64_t realised() const {
    const auto truth = boost::json::parse(bytes_of(folder_.path() / "out" / "truth.json"));
    return truth.at("effects").at(0).at("realised").at("number").to_number<std::int64_t>();
  }

  hdis::testing::TemporaryFolder folder_;
  duck::Connection connection_;
};

// One test: the runner starts a process for each, and each would generate anew.
TEST_F(DerivedFromGenerated, IsWhatTheGeneratorMeant) {
  // 1. A stay of the generator is a spell, unless it touches another of the same person and provider.
  const auto stays = number("SELECT count(DISTINCT SUSSPELLID) FROM apc WHERE FDE = '1'");
  const auto spells = number("SELECT count(*) FROM spells WHERE DISCHARGED = 1");
  EXPECT_EQ(stays, spells);
  EXPECT_EQ(number("SELECT sum(CAST(SPELDUR AS INT)) FROM apc WHERE FDE = '1'"),
            number("SELECT sum(SPELL_LOS) FROM spells WHERE DISCHARGED = 1"));
  // 2. Each of its transfers continues a stay.
  const auto transfers = number(
      "SELECT count(*) FROM apc WHERE FAE = '1' AND (ADMISORC IN ('51', '52', '53') OR ADMIMETH IN "
      "('2B', '81'))");
  EXPECT_GT(transfers, 50);
  EXPECT_EQ(number("SELECT count(*) FROM spells WHERE CIPS_BEGINS = 0"), transfers);
  EXPECT_EQ(number("SELECT count(*) FROM spells") - transfers, number("SELECT count(*) FROM cips"));
  // 3. The readmissions that were planted after discharges in October are there, and some that came by themselves.
  const std::string october =
      "SELECT sum(EMERGENCY_READMISSION) FROM cips WHERE month(DISDATE) = 10 AND DISCHARGED = 1";
  const auto planted = realised();
  EXPECT_GT(planted, 100);
  EXPECT_GE(number(october), planted * 95 / 100);
  EXPECT_LE(number(october), planted * 115 / 100);
  // 4. What follows a discharge is what a later admission says of itself.
  EXPECT_EQ(number("SELECT sum(EMERGENCY_READMISSION) FROM cips"),
            number("SELECT sum(EMERGENCY_READMISSION) FROM spells"));
  EXPECT_EQ(number("SELECT sum(IS_READMISSION) FROM cips"),
            number("SELECT sum(IS_READMISSION) FROM spells"));
}

}  // namespace
}  // namespace hdis::synth
