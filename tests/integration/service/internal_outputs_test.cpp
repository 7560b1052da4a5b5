#include "hdis/service/internal_outputs.hpp"

#include "hdis/render/internal.hpp"
#include "hdis/render/render.hpp"
#include "hdis/service/obligations.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::RequestState;
using governance::Verdict;
using ::testing::HasSubstr;
using ::testing::Not;

/// The agreement permits output with small numbers.
class InternalOutputs : public ServiceTest {
 protected:
  InternalOutputs() {
    make_store();
    auto admin = as("admin");
    auto text = agreement_yaml_with("\"1.2\"", "\"1.3\"");
    text.replace(text.find("small_numbers: forbidden"), 24, "small_numbers: permitted");
    must(add_agreement(admin, text + "limits: {downloads_per_output: 2}\n", "small numbers"));
  }

  /// Asha asks for an internal output; ravi approves.
  std::string approved_internal() {
    auto asha = as("asha");
    const auto id = must(submit_new(asha, {sample_agreement_stem, sample_question,
                                           sample_purpose_yaml + "output: internal\n"}))
                        .request.id.text();
    auto ravi = as("ravi");
    must(decide(ravi, id, Verdict::approve, "needed for the pathway"));
    return id;
  }
  std::string made() { return must(run(approved_internal())).internal->output.id.text(); }

  std::string csv_for(const std::string& user, const std::string& id) {
    auto session = as(user);
    return render::InternalForms::to_csv(
        must(fetch_internal(session, id, Use::download, "csv")).front());
  }
  std::string against(const std::string& user, const std::string& id) {
    auto session = as(user);
    return rules_against(fetch_internal(session, id, Use::view, "text"));
  }
  [[nodiscard]] std::filesystem::path key_of(const std::string& id) const {
    auto session = as("admin");
    return session.config().keys_folder / "internal" / (id + ".key");
  }
  [[nodiscard]] InternalCopy listed(const std::string& id) const {
    auto session = as("otto");
    const auto view = must(list_obligations(session, sample_agreement_stem)).front();
    for (const auto& copy : view.internal) {
      if (copy.id == id) return copy;
    }
    ADD_FAILURE() << id << " is not listed";
    return {};
  }
};

/// Of the sample's groups of 20, 12, 5 and 3 people, released tables hide the last two and round the others.
TEST_F(InternalOutputs, HoldTheNumbersAsTheyWereCounted) {
  const auto result = must(run(approved_internal()));
  EXPECT_TRUE(result.tables.empty());
  ASSERT_TRUE(result.internal);
  ASSERT_EQ(result.internal->tables.size(), 1U) << "asha may see it at once";
  const auto csv = csv_for("bela", result.internal->output.id.text());
  EXPECT_THAT(csv, HasSubstr("INTERNAL: CONTAINS SMALL NUMBERS"));
  for (const auto* line : {"E38000001", "20,", "E38000002", "12,", "E38000003", "5,", "3,"}) {
    EXPECT_THAT(csv, HasSubstr(line));
  }
  EXPECT_THAT(last_actions(2), HasSubstr("output.downloaded"));
}

TEST_F(InternalOutputs, AreEncryptedWhereTheyAreKept) {
  const auto id = made();
  EXPECT_EQ(std::filesystem::file_size(key_of(id)), 32U);
  if (!postgresql_.empty()) return;
  std::ifstream file(layout().database(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(bytes, Not(HasSubstr("hdis-internal-table-1")));
  std::filesystem::rename(key_of(id), key_of(id).string() + ".away");
  EXPECT_EQ(against("asha", id), "internal.no_key");
}

TEST_F(InternalOutputs, AreForTheLicensedUsersOfTheLicensee) {
  const auto id = made();
  EXPECT_EQ(against("asha", id), "");
  EXPECT_EQ(against("bela", id), "");
  for (const auto* user : {"ravi", "otto", "admin"}) {
    EXPECT_EQ(against(user, id), "internal.not_yours") << user;
    auto session = as(user);
    EXPECT_TRUE(must(list_internal_outputs(session)).empty()) << user;
  }
  auto admin = as("admin");
  must(end_licence(admin, sample_agreement_stem, "bela"));
  EXPECT_EQ(against("bela", id), "internal.not_yours");
  EXPECT_EQ(last_actions(1), "output.view.refused");
}

/// Whoever runs it for the author is told its number and nothing more.
TEST_F(InternalOutputs, AreNotShownToAnAdministratorWhoRunsThem) {
  const auto id = approved_internal();
  auto admin = as("admin");
  RunInput input;
  input.request = id;
  const auto result = must(service::run(admin, input));
  EXPECT_TRUE(result.internal->tables.empty());
  EXPECT_EQ(must(show_request(admin, id)).internal->id, result.internal->output.id);
}

TEST_F(InternalOutputs, AreNoOutputsAndCannotBeShared) {
  const auto id = made();
  auto asha = as("asha");
  EXPECT_EQ(rules_against(share_output(asha, id, "99P")), "sharing.internal");
  EXPECT_EQ(last_actions(1), "output.share.refused");
  EXPECT_EQ(rules_against(fetch(asha, id, Use::view, "text")), "store.no_output");
  EXPECT_TRUE(must(list_outputs(asha)).empty());
}

TEST_F(InternalOutputs, GiveTheirSuppressedVersionWithItsLineage) {
  const auto id = made();
  auto asha = as("asha");
  const auto output = must(suppress(asha, id));
  EXPECT_EQ(output.id.text().substr(1), id.substr(1)) << "one number, two letters";
  const auto tables = must(fetch(asha, output.id.text(), Use::view, "text"));
  const auto csv = render::to_csv(tables.front());
  EXPECT_THAT(csv, HasSubstr("# Made from: " + id));
  EXPECT_THAT(csv, Not(HasSubstr("INTERNAL")));
  // What the same question releases of itself.
  const auto released = must(run(approved())).tables;
  ASSERT_EQ(tables.front().rows().size(), released.front().rows().size());
  for (std::size_t i = 0; i < tables.front().rows().size(); ++i) {
    EXPECT_EQ(tables.front().rows()[i], released.front().rows()[i]);
  }
  must(share_output(asha, output.id.text(), "99P"));
  EXPECT_EQ(suppress(asha, id).error().code(), ErrorCode::conflict) << "once";
  auto otto = as("otto");
  EXPECT_EQ(rules_against(suppress(otto, id)), "internal.not_yours");
  EXPECT_TRUE(fetch(otto, output.id.text(), Use::view, "text"));
}

TEST_F(InternalOutputs, AreOnlyMadeWhereTheAgreementStillPermitsThem) {
  const auto id = approved_internal();
  auto admin = as("admin");
  auto text = agreement_yaml_with("\"1.2\"", "\"1.4\"");
  must(add_agreement(admin, text, "no small numbers any more"));
  EXPECT_THAT(rules_against(run(id)), HasSubstr("authorise.approval_void"));
  auto asha = as("asha");
  EXPECT_EQ(rules_against(submit_new(asha, {sample_agreement_stem, sample_question,
                                            sample_purpose_yaml + "output: internal\n"})),
            "purpose.internal_output");
}

TEST_F(InternalOutputs, CloseWhenAnAmendmentTakesTheRightAway) {
  const auto id = made();
  EXPECT_EQ(against("asha", id), "");
  auto admin = as("admin");
  must(
      add_agreement(admin, agreement_yaml_with("\"1.2\"", "\"1.4\""), "no small numbers any more"));
  EXPECT_EQ(against("asha", id), "internal.no_longer_permitted");
}

/// Rows for another program are a download, whatever they are called.
TEST_F(InternalOutputs, AreDownloadedAsJson) {
  const auto id = made();
  auto asha = as("asha");
  must(fetch_internal(asha, id, Use::view, "json"));
  must(fetch_internal(asha, id, Use::view, "json"));
  EXPECT_EQ(rules_against(fetch_internal(asha, id, Use::view, "json")), "limit.downloads");
}

/// Keys on a disk that is not there are not destroyed.
TEST_F(InternalOutputs, AreNotNotedAsDestroyedWhileTheKeysAreOutOfReach) {
  const auto id = made();
  const auto folder = key_of(id).parent_path().parent_path();
  const auto elsewhere = folder.string() + ".unmounted";
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  std::filesystem::rename(folder, elsewhere);
  std::filesystem::create_directory(folder);
  EXPECT_EQ(listed(id).state, "kept");
  std::filesystem::remove(folder);
  std::filesystem::rename(elsewhere, folder);
  EXPECT_EQ(listed(id).state, "destroyed");
  EXPECT_TRUE(listed(id).proved_gone);
}

TEST_F(InternalOutputs, HaveACapOnDownloads) {
  const auto id = made();
  EXPECT_FALSE(csv_for("asha", id).empty());
  EXPECT_FALSE(csv_for("bela", id).empty());
  auto asha = as("asha");
  EXPECT_EQ(rules_against(fetch_internal(asha, id, Use::download, "csv")), "limit.downloads");
  EXPECT_EQ(against("asha", id), "") << "looking is not counted";
}

TEST_F(InternalOutputs, AreDestroyedByTheSystemWhenTheAgreementEnds) {
  const auto id = made();
  auto asha = as("asha");
  must(suppress(asha, id));
  static_cast<void>(csv_for("asha", id));
  const auto key = key_of(id);
  const auto fingerprint = listed(id).key_fingerprint;
  EXPECT_FALSE(listed(id).proved_gone);
  clock_.set(*parse_instant("2019-06-30T23:59:59Z"));
  EXPECT_EQ(listed(id).state, "kept");

  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  const auto gone = listed(id);
  EXPECT_EQ(gone.state, "destroyed");
  EXPECT_TRUE(gone.proved_gone);
  EXPECT_FALSE(std::filesystem::exists(key));
  EXPECT_EQ(gone.key_fingerprint, fingerprint);
  EXPECT_EQ(gone.downloads, 1U) << "of these a certificate is owed";
  EXPECT_EQ(gone.why, "DARS-NIC-99675-X5S7X-v1.3 ended on 2019-06-30");
  auto otto = as("otto");
  const auto view = must(list_obligations(otto, sample_agreement_stem)).front();
  EXPECT_EQ(view.kept_by_right.size(), 1U) << "the suppressed version";
  ASSERT_EQ(view.obligations.size(), 1U);
  const auto log = must(read_log(otto, {id, {}, 1})).front();
  EXPECT_EQ(log.action, "internal.destroyed");
  EXPECT_EQ(log.actor, "system");
  EXPECT_THAT(log.details, HasSubstr(fingerprint));
}

TEST_F(InternalOutputs, AreDestroyedAtOnceByANotice) {
  const auto before = made();
  auto admin = as("admin");
  must(issue_notice(admin, sample_agreement_stem, "2018-12-01", "excessive use"));
  EXPECT_EQ(listed(before).state, "destroyed");
  EXPECT_TRUE(listed(before).proved_gone);
  EXPECT_EQ(against("asha", before), "internal.destroyed");
  clock_.set(sample_now + std::chrono::hours(1));
  const auto after = made();
  EXPECT_EQ(listed(after).state, "kept") << "the notice was about what there was";
}

/// A key that comes back opens nothing, and is found.
TEST_F(InternalOutputs, AreNotBroughtBackByTheirKey) {
  const auto id = made();
  const auto key = key_of(id);
  std::filesystem::copy_file(key, key.string() + ".copy");
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  EXPECT_TRUE(listed(id).proved_gone);
  std::filesystem::rename(key.string() + ".copy", key);
  EXPECT_FALSE(listed(id).proved_gone);
}

}  // namespace
}  // namespace hdis::service
