#include "hdis/service/monitoring.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Counted;

class Monitoring : public ServiceTest {
 protected:
  Monitoring() {
    make_store();
    std::filesystem::create_directory(catalogue() / "monitoring");
    std::ofstream(catalogue() / "monitoring/monitoring.yaml")
        << "version: \"7\"\nrules:\n  - {id: refusals, of: user, counts: refusals, within_hours: "
           "24, "
           "more_than: 2, level: held}\n";
  }

  std::uint64_t count(const MonitoringView& view, const std::string& name, Counted what) {
    for (const auto& use : view.use) {
      if (use.name == name && use.counts.contains(what)) return use.counts.at(what);
    }
    return 0;
  }
};

TEST_F(Monitoring, CountsByPersonAgreementAndOrganisation) {
  const auto output = must(run(approved())).output.id.text();
  auto asha = as("asha");
  must(fetch(asha, output, Use::download, "csv"));
  auto otto = as("otto");
  const auto view = must(monitor(otto, 30));
  EXPECT_EQ(view.rules_version, "7");
  for (const auto& name : {std::string("asha"), sample_agreement_stem, std::string("0CX")}) {
    EXPECT_EQ(count(view, name, Counted::requests), 1U) << name;
    EXPECT_EQ(count(view, name, Counted::runs), 1U) << name;
    EXPECT_EQ(count(view, name, Counted::views), 1U) << name;
    EXPECT_EQ(count(view, name, Counted::downloads), 1U) << name;
  }
  EXPECT_TRUE(view.alerts.empty());
}

TEST_F(Monitoring, RaisesWhatTheRulesSay) {
  auto bela = as("bela");
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(read_log(bela, {}));
  auto admin = as("admin");
  const auto view = must(monitor(admin, 30));
  ASSERT_EQ(view.alerts.size(), 1U);
  EXPECT_EQ(view.alerts[0].name, "bela");
  EXPECT_EQ(view.alerts[0].count, 3U);
}

TEST_F(Monitoring, IsForAdministratorsAndAuditors) {
  for (const auto* user : {"asha", "ravi"}) {
    auto session = as(user);
    EXPECT_EQ(rules_against(monitor(session, 30)), "person.role");
  }
}

}  // namespace
}  // namespace hdis::service
