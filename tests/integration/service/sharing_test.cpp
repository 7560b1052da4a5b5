#include "hdis/service/obligations.hpp"

#include "service_fixture.hpp"

#include <sys/stat.h>

namespace hdis::service {
namespace {

using namespace hdis::testing;

/// What happens to an answer after its release: sharing, and the end.
class Onward : public ServiceTest {
 protected:
  Onward() {
    make_store();
    auto admin = as("admin");
    must(add_organisation(admin, "UNI", "A university", "university"));
    must(add_user(admin, {"rita", "Rita", "rita", "99P", {"recipient"}, {}, {}}));
    must(add_user(admin, {"uma", "Uma", "uma", "UNI", {"recipient"}, {}, {}}));
    output_ = must(run(approved())).output.id.text();
  }

  std::string against_seeing(const std::string& user) {
    auto session = as(user);
    return rules_against(fetch(session, output_, Use::view, "text"));
  }

  std::string output_;
};

TEST_F(Onward, IsSharedWithPermittedKindsAndRecorded) {
  EXPECT_EQ(against_seeing("rita"), "output.not_yours");
  auto asha = as("asha");
  const auto line = must(share_output(asha, output_, "99p"));
  EXPECT_EQ(line.recipient, "99P");
  EXPECT_EQ(line.agreement, "DARS-NIC-99675-X5S7X-v1.2");
  EXPECT_EQ(last_actions(2), "output.state output.shared");
  EXPECT_EQ(against_seeing("rita"), "");
  EXPECT_EQ(against_seeing("uma"), "output.not_yours");
  EXPECT_EQ(against_seeing("asha"), "") << "it stays the licensee's";
  EXPECT_EQ(rules_against(share_output(asha, output_, "99P")), "sharing.repeated");
  EXPECT_EQ(must(list_shares(asha, output_)).size(), 1U);
  auto rita = as("rita");
  EXPECT_EQ(must(list_outputs(rita)).size(), 1U);
}

TEST_F(Onward, IsRefusedWithOtherKindsAndByOthers) {
  auto asha = as("asha");
  EXPECT_EQ(rules_against(share_output(asha, output_, "UNI")), "sharing.recipient_kind");
  EXPECT_EQ(last_actions(1), "output.share.refused");
  EXPECT_EQ(rules_against(share_output(asha, output_, "NONE")), "store.no_organisation");
  auto rita = as("rita");
  EXPECT_NE(rules_against(share_output(rita, output_, "99P")).find("person.role"),
            std::string::npos);
}

TEST_F(Onward, ExpiryClosesAccessForEverybody) {
  auto asha = as("asha");
  must(share_output(asha, output_, "99P"));
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  EXPECT_EQ(against_seeing("rita"), "output.not_yours");
  EXPECT_EQ(against_seeing("asha"), "output.not_yours");
  EXPECT_EQ(against_seeing("otto"), "") << "the auditor still can";
}

TEST_F(Onward, SuppressedOutputIsKeptByRight) {
  auto asha = as("asha");
  must(fetch(asha, output_, Use::download, "csv"));
  must(share_output(asha, output_, "99P"));
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  auto otto = as("otto");
  const auto views = must(list_obligations(otto, ""));
  ASSERT_EQ(views.size(), 1U);
  EXPECT_TRUE(views[0].obligations.empty());
  ASSERT_EQ(views[0].kept_by_right.size(), 1U);
  EXPECT_EQ(views[0].kept_by_right[0].downloads, 1U);
  EXPECT_EQ(views[0].kept_by_right[0].shared_with, 1U);
}

/// A notice, a certificate that answers it, and its verification from the text alone.
TEST_F(Onward, ANoticeIsAnsweredByACertificate) {
  auto admin = as("admin");
  EXPECT_EQ(rules_against(issue_notice(admin, sample_agreement_stem, "2018-09-30", "use")),
            "obligation.past");
  must(issue_notice(admin, sample_agreement_stem, "2018-10-31", "excessive use"));
  const auto urgency = [&] {
    auto otto = as("otto");
    return std::string(to_string(
        must(list_obligations(otto, sample_agreement_stem)).at(0).obligations.at(0).urgency));
  };
  EXPECT_EQ(urgency(), "open");
  clock_.set(*parse_instant("2018-11-20T09:00:00Z"));
  EXPECT_EQ(urgency(), "escalated");

  const CertificateInput input{sample_agreement_stem, "downloaded tables", "2018-11-19",
                               "overwritten",         "nightly",           "2018-12-19"};
  EXPECT_EQ(rules_against(issue_certificate(admin, input)), "certificate.not_licensee");
  auto asha = as("asha");
  const auto document = must(issue_certificate(asha, input));
  EXPECT_EQ(urgency(), "met");
  const auto verified = must(governance::verify_certificate(document, must(certificate_key(asha))));
  EXPECT_EQ(verified.certificate.signatory, "Analyst");
  EXPECT_EQ(verified.certificate.agreement, "DARS-NIC-99675-X5S7X-v1.2");
  EXPECT_EQ(last_actions(1), "certificate.issued");
  struct stat status {};
  ASSERT_EQ(::stat(asha.config().signing_key().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

}  // namespace
}  // namespace hdis::service
