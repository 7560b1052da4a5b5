#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hdis::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace hdis::testing;
using governance::OutputState;
using governance::RequestState;

using Repositories = StoreTest;

TEST_F(Repositories, GiveBackWhatTheyWereGiven) {
  const auto store = make_sample();
  auto& reader = store->reader();
  EXPECT_EQ(reader.facts()->custodian, custodian().code);
  EXPECT_EQ(reader.facts()->owner, "root (0)");
  EXPECT_TRUE(reader.facts()->demonstration);
  EXPECT_THAT(*reader.organisations(), ElementsAre(licensee(), custodian()));
  EXPECT_EQ(reader.organisation(licensee().code).value(), licensee());
  EXPECT_THAT(*reader.users(), ElementsAre(analyst(), reviewer()));
  EXPECT_EQ(reader.user(analyst().id).value(), analyst());
  EXPECT_EQ(reader.user_of_login("ravi").value(), reviewer());
  const auto versions = reader.agreement_versions("DARS-NIC-99675-X5S7X");
  ASSERT_TRUE(versions);
  ASSERT_EQ(versions->size(), 1U);
  EXPECT_EQ(versions->front().digest, sample_agreement().digest);
}

TEST_F(Repositories, SayWhatIsNotThere) {
  const auto store = make_sample();
  auto& reader = store->reader();
  for (const auto& error :
       {reader.organisation(governance::OrganisationCode("1AB")).error(),
        reader.organisation(governance::OrganisationCode()).error(),
        reader.user(governance::UserId("nobody")).error(), reader.user_of_login("").error(),
        reader.agreement_versions("X").error(),
        reader.request(governance::RequestId("R-000009")).error(),
        reader.output(governance::OutputId("O-000009")).error()}) {
    EXPECT_EQ(error.code(), ErrorCode::not_found);
  }
}

TEST_F(Repositories, KeepChangesOfPeopleAndOrganisations) {
  const auto store = make_sample();
  auto user = analyst();
  user.standing = governance::Standing::suspended;
  user.employment.reset();
  user.training_valid_until.reset();
  auto organisation = licensee();
  organisation.standing = governance::Standing::suspended;
  ASSERT_TRUE(store->write([&](Writer& writer) -> Status {
    HDIS_CHECK(writer.save(user, event("user.suspended", "asha")));
    return writer.save(organisation, event("organisation.suspended", "0CX"));
  }));
  EXPECT_EQ(store->reader().user(user.id).value(), user);
  EXPECT_EQ(store->reader().organisation(organisation.code).value(), organisation);
}

TEST_F(Repositories, RefuseTheSameNameTwice) {
  const auto store = make_sample();
  auto same_login = reviewer("rosa");
  same_login.os_user = "ravi";
  EXPECT_EQ(store->write([](Writer& w) { return w.add(licensee(), event("x")); }).error().code(),
            ErrorCode::conflict);
  EXPECT_EQ(
      store->write([](Writer& w) { return w.add(sample_agreement(), event("x")); }).error().code(),
      ErrorCode::conflict);
  EXPECT_EQ(store->write([&](Writer& w) { return w.add(same_login, event("x")); }).error().code(),
            ErrorCode::conflict);
}

TEST_F(Repositories, GrantAndEndLicences) {
  const auto store = make_sample();
  const std::string stem = "DARS-NIC-99675-X5S7X";
  ASSERT_TRUE(store->write(
      [&](Writer& w) { return w.grant_licence(stem, analyst().id, event("licence.granted")); }));
  EXPECT_THAT(*store->reader().licensed(stem), ElementsAre(analyst().id));
  ASSERT_TRUE(store->write(
      [&](Writer& w) { return w.end_licence(stem, analyst().id, event("licence.ended")); }));
  EXPECT_TRUE(store->reader().licensed(stem)->empty());
  EXPECT_EQ(store->write([&](Writer& w) { return w.end_licence(stem, analyst().id, event("x")); })
                .error()
                .code(),
            ErrorCode::not_found);
}

TEST_F(Repositories, KeepARequestWithEveryPart) {
  const auto store = make_sample();
  auto record = sample_record(RequestState::checked);
  record.content.findings = {
      {governance::Weight::attention, "tables.size", "large \"\\ é", "evidence", ""}};
  record.content.checked = sample_binding();
  const governance::Decision decision{reviewer().id, governance::Verdict::send_back, "too fine",
                                      sample_now, sample_binding()};
  ASSERT_TRUE(store->write([&](Writer& writer) -> Status {
    HDIS_TRY(id, writer.next_request_id());
    EXPECT_EQ(id.text(), "R-000001");
    HDIS_CHECK(writer.add(record, event("request.drafted")));
    return writer.add_decision(record.request, decision, event("request.returned"));
  }));

  const auto read = store->reader().request(record.request.id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->request, record.request);
  EXPECT_EQ(read->changed_at, record.changed_at);
  EXPECT_EQ(read->content.query_text, record.content.query_text);
  EXPECT_EQ(read->content.purpose_text, record.content.purpose_text);
  EXPECT_EQ(read->content.findings, record.content.findings);
  EXPECT_EQ(read->content.checked, record.content.checked);
  EXPECT_THAT(*store->reader().decisions(record.request.id, 1), ElementsAre(decision));
  EXPECT_TRUE(store->reader().decisions(record.request.id, 2)->empty());
}

/// Two people who change the same request at once: the second is told, and nothing of theirs is kept.
TEST_F(Repositories, KeepCommentsAndWhatEarlierVersionsAsked) {
  const auto store = make_sample();
  auto record = sample_record();
  ASSERT_TRUE(store->write([&](Writer& w) -> Status {
    HDIS_CHECK(w.add(record, event("request.drafted")));
    record.request.version = 2;
    record.request.revision = 2;
    record.content.query_text = "SELECT 2";
    HDIS_CHECK(w.save(record, 1, event("request.revised")));
    HDIS_CHECK(w.add_comment(record.request, {reviewer().id, 1, "Which CCGs?", sample_now},
                             event("request.commented")));
    return w.add_comment(record.request, {analyst().id, 2, "Trois: é", sample_now},
                         event("request.commented"));
  }));
  auto& reader = store->reader();
  EXPECT_EQ(reader.content(record.request.id, 1)->query_text, "SELECT 1");
  EXPECT_EQ(reader.content(record.request.id, 2)->query_text, "SELECT 2");
  EXPECT_EQ(rules_of(reader.content(record.request.id, 3).error()), "store.no_version");
  EXPECT_THAT(*reader.comments(record.request.id),
              ElementsAre(governance::Comment{reviewer().id, 1, "Which CCGs?", sample_now},
                          governance::Comment{analyst().id, 2, "Trois: é", sample_now}));
  EXPECT_TRUE(reader.comments(governance::RequestId("R-000002"))->empty());
}

TEST_F(Repositories, KeepTheTermsOfApprovalsAndWhatRepeatsThem) {
  const auto store = make_sample();
  auto record = sample_record(RequestState::approved);
  record.content.repeats = 1;
  const governance::ApprovalTerms terms{Date::make(2019, 3, 31), governance::Repeats::yes};
  ASSERT_TRUE(store->write([&](Writer& w) -> Status {
    HDIS_CHECK(w.add(record, event("request.drafted")));
    HDIS_CHECK(w.add_decision(
        record.request,
        {reviewer().id, governance::Verdict::approve, "", sample_now, sample_binding(), terms},
        event("review.decided")));
    return w.add_decision(
        record.request,
        {reviewer().id, governance::Verdict::reject, "no", sample_now, sample_binding()},
        event("review.decided"));
  }));
  EXPECT_EQ(store->reader().request(record.request.id)->content.repeats, 1U);
  EXPECT_EQ(store->reader().content(record.request.id, 1)->repeats, 1U);
  const auto decisions = *store->reader().decisions(record.request.id, 1);
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].terms, terms);
  EXPECT_EQ(decisions[1].terms, governance::ApprovalTerms());
}

TEST_F(Repositories, TellWhoeverComesSecond) {
  const auto first = make_sample();
  ASSERT_TRUE(
      first->write([](Writer& w) { return w.add(sample_record(), event("request.drafted")); }));
  const auto second = open();

  auto seen_by_first = *first->reader().request(sample_request().id);
  auto seen_by_second = *second->reader().request(sample_request().id);
  for (auto* record : {&seen_by_first, &seen_by_second}) {
    record->request = *governance::apply(record->request, governance::RequestAction::edit);
  }
  seen_by_second.content.query_text = "SELECT 2";
  ASSERT_TRUE(
      first->write([&](Writer& w) { return w.save(seen_by_first, 1, event("request.edited")); }));
  const auto events = *first->reader().last_event();
  const auto status =
      second->write([&](Writer& w) { return w.save(seen_by_second, 1, event("request.edited")); });

  ASSERT_FALSE(status);
  EXPECT_EQ(rules_of(status.error()), "store.changed_meanwhile");
  EXPECT_EQ(first->reader().request(sample_request().id)->content.query_text, "SELECT 1");
  EXPECT_EQ(*first->reader().last_event(), events);
}

TEST_F(Repositories, KeepNothingOfAFailedTransaction) {
  const auto store = make_sample();
  const auto events = *store->reader().last_event();
  const auto status = store->write([](Writer& writer) -> Status {
    HDIS_CHECK(writer.add(customer(), event("organisation.added")));
    return fail(ErrorCode::refused, "test.refused", "No.");
  });
  EXPECT_EQ(rules_of(status.error()), "test.refused");
  EXPECT_EQ(store->reader().organisations()->size(), 2U);
  EXPECT_EQ(*store->reader().last_event(), events);
}

TEST_F(Repositories, RecordEveryChangeInAChainThatHolds) {
  const auto store = make_sample();
  EXPECT_EQ(*store->reader().last_event(), 6U);
  EXPECT_EQ(broken_rule(*store), "");
  EXPECT_EQ(store->reader().events(4, 1)->front().subject, "ravi");
}

/// The output of a run, up to its release.
class Outputs : public StoreTest {
 protected:
  Outputs() : store_(make_sample()) {
    HDIS_ASSERT(store_->write([](Writer& w) {
      return w.add(sample_record(RequestState::approved), event("request.drafted"));
    }));
  }

  /// Begins a run of the sample request and says which output it may lead to.
  governance::OutputId begin_run() {
    governance::OutputId id;
    HDIS_ASSERT(store_->write([&](Writer& writer) -> Status {
      HDIS_TRY(begun, writer.begin_run(sample_request(), sample_now));
      id = begun;
      return writer.record(event("request.started"));
    }));
    return id;
  }

  Status release(const governance::OutputId& id) {
    return store_->write([&](Writer& writer) -> Status {
      OutputRecord record{
          {id, sample_request().id, 1, OutputState::produced}, "DARS v1.2", {}, sample_now};
      HDIS_CHECK(writer.add(record, event("output.produced")));
      record.output.state = OutputState::released;
      return writer.save(
          record, OutputState::produced,
          {{"first table", digest_of("first table")}, {"second", digest_of("second")}},
          event("output.released"));
    });
  }

  std::unique_ptr<Store> store_;
};

TEST_F(Outputs, AreKeptWithTheirTables) {
  const auto id = begin_run();
  EXPECT_EQ(id.text(), "O-000001");
  ASSERT_TRUE(release(id));
  EXPECT_EQ(store_->reader().output(id)->output.state, OutputState::released);
  EXPECT_EQ(store_->reader().outputs()->size(), 1U);
  EXPECT_EQ(store_->reader().outputs_of(sample_request().id)->size(), 1U);
  const auto tables = *store_->reader().tables(id);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].content, "first table");
  EXPECT_EQ(tables[1].digest, digest_of("second"));
}

TEST_F(Outputs, AreNeverMoreThanOneForAVersionOfARequest) {
  const auto first = begin_run();
  ASSERT_TRUE(release(first));
  EXPECT_FALSE(release(first));
  const auto second = begin_run();
  EXPECT_NE(second, first);
  EXPECT_EQ(release(second).error().code(), ErrorCode::conflict);
  EXPECT_EQ(store_->reader().outputs()->size(), 1U);
}

/// An internal output of the sample request, as a run keeps it.
InternalRecord internal_record(const governance::OutputId& run) {
  return {
      {governance::internal_id_of(run), sample_request().id, 1, governance::InternalState::kept},
      "DARS v1.2",
      sample_now,
      digest_of("key"),
      {},
      {},
      {}};
}

TEST_F(Outputs, OfTheInternalKindAreKeptApart) {
  const auto run = begin_run();
  const auto record = internal_record(run);
  const InternalContent content{{"sealed 1", "sealed 2"}, {{"table", digest_of("table")}}};
  const auto add = [&] {
    return store_->write([&](Writer& w) { return w.add(record, content, event("i")); });
  };
  ASSERT_TRUE(add());
  EXPECT_FALSE(add()) << "never twice";
  auto& reader = store_->reader();
  EXPECT_TRUE(reader.outputs()->empty());
  const auto kept = *reader.internal_output(record.output.id);
  EXPECT_EQ(kept.output, record.output);
  EXPECT_EQ(kept.key_fingerprint, record.key_fingerprint);
  EXPECT_FALSE(kept.destroyed_at);
  EXPECT_EQ(reader.internal_outputs()->size(), 1U);
  EXPECT_THAT(*reader.sealed_tables(record.output.id), ElementsAre("sealed 1", "sealed 2"));
  ASSERT_EQ(reader.suppressed_version(record.output.id)->size(), 1U);
  EXPECT_EQ(reader.suppressed_version(record.output.id)->front().digest, digest_of("table"));
  EXPECT_EQ(reader.internal_output(governance::InternalOutputId("I-000009")).error().code(),
            ErrorCode::not_found);
  ASSERT_TRUE(release(run)) << "the suppressed version is an output of the same run";
}

TEST_F(Outputs, OfTheInternalKindAreDestroyedOnce) {
  auto record = internal_record(begin_run());
  record.unsuppressed = {"It could not be proved."};
  ASSERT_TRUE(store_->write([&](Writer& w) {
    return w.add(record, {{"sealed"}, {}}, event("i"));
  }));
  const auto destroy = [&] {
    return store_->write([&](Writer& w) {
      return w.destroy(record.output.id, sample_now, "the end", event("internal.destroyed"));
    });
  };
  ASSERT_TRUE(destroy());
  EXPECT_EQ(destroy().error().code(), ErrorCode::conflict);
  const auto gone = *store_->reader().internal_output(record.output.id);
  EXPECT_EQ(gone.output.state, governance::InternalState::destroyed);
  EXPECT_EQ(gone.destroyed_at, sample_now);
  EXPECT_EQ(gone.destroyed_why, "the end");
  EXPECT_THAT(gone.unsuppressed, ElementsAre("It could not be proved."));
  EXPECT_TRUE(store_->reader().sealed_tables(record.output.id)->empty());
  EXPECT_EQ(broken_rule(*store_), "");
}

TEST_F(Outputs, BelongToTheLatestRunOnly) {
  const auto stale = begin_run();
  const auto latest = begin_run();
  EXPECT_EQ(*store_->reader().latest_run(sample_request().id, 1), latest);
  EXPECT_EQ(release(stale).error().code(), ErrorCode::conflict);
  EXPECT_TRUE(release(latest));
}

TEST_F(Outputs, ThatAreWithheldSayWhy) {
  const auto id = begin_run();
  ASSERT_TRUE(store_->write([&](Writer& writer) -> Status {
    OutputRecord record{
        {id, sample_request().id, 1, OutputState::produced}, "DARS v1.2", {}, sample_now};
    HDIS_CHECK(writer.add(record, event("output.produced")));
    record.output.state = OutputState::withheld;
    record.reasons = {"not \"safe\""};
    return writer.save(record, OutputState::produced, {}, event("output.withheld"));
  }));
  EXPECT_THAT(store_->reader().output(id)->reasons, ElementsAre("not \"safe\""));
  EXPECT_TRUE(store_->reader().tables(id)->empty());
}

TEST_F(Repositories, KeepDataVersions) {
  const auto store = make_sample();
  const DataVersion version{catalogue::DatasetId("apc"),
                            *FinancialYear::parse("1718"),
                            "2",
                            "digest",
                            5'000'000'000ULL,
                            sample_now};
  ASSERT_TRUE(store->write([&](Writer& w) { return w.add(version, event("data.taken_in")); }));
  const auto read = store->reader().data_versions();
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().rows, 5'000'000'000ULL);
  EXPECT_EQ(read->front().year, version.year);
  EXPECT_EQ(read->front().content_digest, "digest");

  const auto remove = [&](Writer& w) { return w.remove(version, event("data.purged")); };
  ASSERT_TRUE(store->write(remove));
  EXPECT_TRUE(store->reader().data_versions()->empty());
  EXPECT_EQ(store->write(remove).error().code(), ErrorCode::conflict) << "it is gone";
}

/// What the types of the store cannot prevent, its triggers do.
TEST_F(Repositories, RefuseToChangeWhatIsWrittenOnce) {
  const auto store = make_sample();
  for (const auto* statement :
       {"UPDATE audit_events SET actor = 'mallory'", "DELETE FROM audit_events",
        "UPDATE agreements SET document = ''"}) {
    EXPECT_THROW(tamper(statement), soci::soci_error) << statement;
  }
  EXPECT_EQ(broken_rule(*store), "");
}

}  // namespace
}  // namespace hdis::store
