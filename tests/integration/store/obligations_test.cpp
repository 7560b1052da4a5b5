#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hdis::store {
namespace {

using namespace hdis::testing;
using governance::Standing;

const std::string stem = "DARS-NIC-99675-X5S7X";

using Obligations = StoreTest;

TEST_F(Obligations, KeepTheTermsThatWereAcceptedLast) {
  const auto store = make_sample();
  EXPECT_EQ(*store->reader().accepted_terms(stem, analyst().id), "");
  for (const auto* version : {"1", "2"}) {
    ASSERT_TRUE(store->write([&](Writer& w) {
      return w.accept_terms(stem, analyst().id, version, event("terms.accepted"));
    }));
    EXPECT_EQ(*store->reader().accepted_terms(stem, analyst().id), version);
  }
  EXPECT_EQ(*store->reader().accepted_terms(stem, reviewer().id), "");
  EXPECT_EQ(*store->reader().accepted_terms("OTHER", analyst().id), "");
}

TEST_F(Obligations, KeepTheStandingOfAnAgreement) {
  const auto store = make_sample();
  EXPECT_EQ(*store->reader().agreement_standing(stem), Standing::active);
  for (const auto standing : {Standing::suspended, Standing::active}) {
    ASSERT_TRUE(store->write(
        [&](Writer& w) { return w.set_standing(stem, standing, event("agreement.standing")); }));
    EXPECT_EQ(*store->reader().agreement_standing(stem), standing);
  }
}

TEST_F(Obligations, KeepTheLastDayOfAUser) {
  const auto store = make_sample();
  auto user = analyst();
  user.last_day = Date::make(2018, 12, 31);
  ASSERT_TRUE(store->write([&](Writer& w) { return w.save(user, event("user.leaves")); }));
  EXPECT_EQ(store->reader().user(user.id).value(), user);
}

TEST_F(Obligations, KeepChargesNoticesAndCertificatesInOrder) {
  const auto store = make_sample();
  ASSERT_TRUE(store->write([&](Writer& w) -> Status {
    HDIS_CHECK(
        w.add(ChargeDue{stem, {"licence", 1000}, "licence of asha", sample_now}, event("c")));
    HDIS_CHECK(w.add(ChargeDue{stem, {"licence_transfer", 250}, "ben", sample_now}, event("c")));
    HDIS_CHECK(
        w.add(governance::DestructionNotice{stem, "why", sample_now, *Date::make(2018, 11, 1)},
              event("n")));
    return w.add(CertificateRecord{stem, "{\"é\": 1}\n", sample_now}, event("d"));
  }));
  const auto charges = *store->reader().charges(stem);
  ASSERT_EQ(charges.size(), 2U);
  EXPECT_EQ(charges[0].charge, (governance::Charge{"licence", 1000}));
  EXPECT_EQ(charges[1].subject, "ben");
  const auto notices = *store->reader().notices(stem);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].due.to_text(), "2018-11-01");
  EXPECT_EQ(notices[0].issued_at, sample_now);
  const auto certificates = *store->reader().certificates(stem);
  ASSERT_EQ(certificates.size(), 1U);
  EXPECT_EQ(certificates[0].document, "{\"é\": 1}\n");
  EXPECT_TRUE(store->reader().charges("OTHER")->empty());
  EXPECT_EQ(broken_rule(*store), "");
}

TEST_F(Obligations, KeepWithWhomAnOutputWasSharedOnceEach) {
  const auto store = make_sample();
  const governance::OutputId id("O-000001");
  const Share share{id, custodian().code, analyst().id, sample_now, "DARS v1.2"};
  ASSERT_TRUE(store->write([&](Writer& w) -> Status {
    HDIS_CHECK(w.add(sample_record(governance::RequestState::approved), event("r")));
    HDIS_TRY(run, w.begin_run(sample_request(), sample_now));
    const OutputRecord output{{run, sample_request().id, 1, governance::OutputState::produced},
                              "DARS v1.2",
                              {},
                              sample_now};
    HDIS_CHECK(w.add(output, event("o")));
    return w.add(share, event("output.shared"));
  }));
  const auto shares = *store->reader().shares(id);
  ASSERT_EQ(shares.size(), 1U);
  EXPECT_EQ(shares[0].recipient, custodian().code);
  EXPECT_EQ(shares[0].by, analyst().id);
  EXPECT_EQ(shares[0].at, sample_now);
  EXPECT_EQ(
      store->write([&](Writer& w) { return w.add(share, event("output.shared")); }).error().code(),
      ErrorCode::conflict);
  EXPECT_THROW(tamper("UPDATE shares SET recipient = '0CX'"), soci::soci_error);
  EXPECT_EQ(*store->reader().runs_since(stem, sample_now), 1U);
  EXPECT_EQ(*store->reader().runs_since(stem, sample_now + std::chrono::seconds(1)), 0U);
  EXPECT_EQ(*store->reader().count_events("output.shared", ""), 1U);
}

}  // namespace
}  // namespace hdis::store
