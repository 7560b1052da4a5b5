#include "hdis/governance/repetition.hpp"

#include "binding_sample.hpp"
#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

/// A question that was answered and may be repeated, to be spoilt in one way by each test.
struct Repeated {
  Request request = sample_request(RequestState::produced);
  std::vector<Decision> decisions;
  std::uint32_t needed = 1;
  Binding now = sample_binding();
  Date today = date_of(sample_now);

  Repeated() {
    approve("ravi");
    now.request_version = 2;
    now.data_version = "apc 2017/18 version 2";
    now.data_digest = digest_of("new");
  }
  void approve(const std::string& id) {
    decisions.push_back({UserId(id),
                         Verdict::approve,
                         "",
                         sample_now,
                         sample_binding(),
                         {Date::make(2018, 12, 31), Repeats::yes}});
  }
  [[nodiscard]] std::string against() const {
    const auto may = may_repeat({request, decisions, needed, now, today});
    return may ? "" : rules_of(may.error());
  }
};

TEST(Repetition, NeedsNoNewDecisionForNewData) { EXPECT_EQ(Repeated().against(), ""); }

TEST(Repetition, EndsWithTheApproval) {
  Repeated repeated;
  repeated.today = *Date::make(2018, 12, 31);
  EXPECT_EQ(repeated.against(), "");
  repeated.today = *Date::make(2019, 1, 1);
  EXPECT_EQ(repeated.against(), "repeat.ended");
}

TEST(Repetition, IsVoidIfAnythingButTheDataDiffers) {
  const auto spoilt = [](auto change) {
    Repeated repeated;
    change(repeated.now);
    return repeated.against();
  };
  EXPECT_EQ(spoilt([](Binding& b) { b.agreement_version = "9.9"; }), "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.agreement_digest = digest_of("x"); }),
            "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.query_text = digest_of("x"); }), "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.fingerprint = digest_of("x"); }), "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.policy_digest = digest_of("x"); }), "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.catalogue_version = digest_of("x"); }),
            "repeat.approval_void");
  EXPECT_EQ(spoilt([](Binding& b) { b.request = "R-000002"; }), "repeat.approval_void");
}

TEST(Repetition, NeedsApprovalsThatWereGivenForIt) {
  Repeated repeated;
  repeated.decisions.front().terms.repeats = Repeats::no;
  EXPECT_EQ(repeated.against(), "repeat.not_approved");
  repeated = Repeated();
  repeated.decisions.front().verdict = Verdict::reject;
  EXPECT_EQ(repeated.against(), "repeat.not_approved");
  repeated = Repeated();
  repeated.decisions.front().reviewer = repeated.request.author;
  EXPECT_EQ(repeated.against(), "repeat.not_approved");
}

TEST(Repetition, NeedsAsManyPeopleAsTheAgreementWants) {
  Repeated repeated;
  repeated.needed = 2;
  EXPECT_EQ(repeated.against(), "repeat.not_approved");
  repeated.approve("ravi");
  EXPECT_EQ(repeated.against(), "repeat.not_approved") << "one person twice";
  repeated.approve("rosa");
  EXPECT_EQ(repeated.against(), "");
}

TEST(Repetition, HoldsAsLongAsTheApprovalThatEndsFirst) {
  Repeated repeated;
  repeated.approve("rosa");
  repeated.decisions.back().terms.until = Date::make(2018, 11, 30);
  EXPECT_EQ(repeats_until(repeated.decisions), Date::make(2018, 11, 30));
  EXPECT_FALSE(repeats_until({}));
}

}  // namespace
}  // namespace hdis::governance
