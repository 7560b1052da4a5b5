#include "hdis/core/text.hpp"
#include "hdis/service/internal_outputs.hpp"
#include "hdis/service/monitoring.hpp"
#include "hdis/service/obligations.hpp"
#include "hdis/service/people.hpp"
#include "hdis/service/repetitions.hpp"
#include "hdis/service/sharing_audits.hpp"
#include "hdis/service/successions.hpp"
#include "hdis/service/tools.hpp"
#include "hdis/service/use_review.hpp"

#include "service_fixture.hpp"

#include <map>
#include <set>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Standing;

using Row = std::map<std::string, std::string>;

/// The rows of a table of tests/decisions, by column; each with its line as "line".
std::vector<Row> read_table(const std::string& name) {
  std::ifstream stream(std::string(HDIS_SOURCE_DIR) + "/tests/decisions/" + name);
  HDIS_ASSERT(stream);
  std::vector<std::string> columns;
  std::vector<Row> rows;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, ',');
    if (columns.empty()) {
      columns.assign(cells.begin(), cells.end());
      continue;
    }
    HDIS_ASSERT(cells.size() == columns.size());
    Row row{{"line", std::to_string(number)}};
    for (std::size_t i = 0; i < columns.size(); ++i) row[columns[i]] = std::string(cells[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Actions on a request of asha that waits, or waited, for a decision.
const std::set<std::string> needs_waiting_request{"approve", "reject", "run", "comment",
                                                  "read-log-of-waiting"};

/// "allowed", or the error's code and its rules.
template <class T>
std::string told(const Result<T>& result) {
  if (result) return "allowed ";
  return std::string(to_string(result.error().code())) + " " + rules_of(result.error());
}

class Decisions : public ServiceTest {
 protected:
  /// A store with this agreement, the people of the table, and a released output of asha.
  void prepare(const Row& agreement) {
    for (const auto* folder : {"audits", "monitoring"}) {
      std::filesystem::copy(std::filesystem::path(HDIS_SOURCE_DIR) / "catalogue" / folder,
                            catalogue() / folder);
    }
    must(initialise(initialise_input(), identity(), clock_));
    auto admin = as("admin");
    for (const auto& organisation : {licensee(), customer()}) {
      must(add_organisation(admin, organisation.code.text(), organisation.name, organisation.kind));
    }
    must(add_organisation(admin, "UNI", "A university", "university"));
    text_ = sample_agreement_yaml;
    text_.replace(text_.find("licences: 2"), 11, "licences: 20");
    say(agreement.at("says"));
    must(add_agreement(admin, text_));
    for (const auto& person : read_table("people.csv")) add_person(admin, person);
    take_in();
    output_ = released();
    answered_ = "R-000001";
    if (agreement.at("standing") == "suspended") set_agreement(Standing::suspended);
    suspended_ = agreement.at("standing") == "suspended";
  }

  /// Adds a line to the agreement, in place of the sample's own with this key.
  void say(const std::string& line) {
    if (line.empty()) return;
    const auto own = text_.find("\n" + line.substr(0, line.find(':') + 1));
    if (own != std::string::npos) text_.erase(own + 1, text_.find('\n', own + 1) - own);
    text_ += line + "\n";
  }

  void add_person(Session& admin, const Row& person) {
    const auto given = [&](const char* column) {
      return person.at(column).empty() ? std::nullopt : std::optional(person.at(column));
    };
    UserInput input{person.at("id"),        person.at("id"),     "", person.at("organisation"), {},
                    given("trained_until"), given("attested_by")};
    for (const auto& role : split(person.at("roles"), ' ')) input.roles.emplace_back(role);
    must(add_user(admin, input));
    if (person.at("licence") == "yes") must(grant_licence(admin, sample_agreement_stem, input.id));
    if (!person.at("last_day").empty())
      must(record_leaver(admin, input.id, person.at("last_day"), "leaves"));
    if (!person.at("accepts").empty()) accept(input.id, person.at("accepts"));
    if (person.at("standing") == "suspended")
      must(set_user_standing(admin, input.id, Standing::suspended, {"test"}));
  }

  /// Accepts a version, even one that does not count any more, as somebody did at an earlier time.
  void accept(const std::string& id, const std::string& version) {
    if (text_.find("terms_version") == std::string::npos) return;
    auto session = as(id);
    if (accept_terms(session, sample_agreement_stem, version)) return;
    ASSERT_EQ(version, "1") << "the agreement asks for version 2";
  }

  /// An internal output of asha, made when it is first needed.
  const std::string& internal() {
    if (!internal_.empty()) return internal_;
    const auto now = clock_.now();
    clock_.set(sample_now);
    auto asha = as("asha");
    const auto id = must(submit_new(asha, {sample_agreement_stem, sample_question,
                                           sample_purpose_yaml + "output: internal\n"}))
                        .request.id.text();
    approve(id);
    internal_ = must(run(id)).internal->output.id.text();
    clock_.set(now);
    return internal_;
  }

  void set_agreement(Standing standing) {
    auto admin = as("admin");
    must(set_agreement_standing(admin, sample_agreement_stem, standing,
                                {"test", "nothing but a test"}));
  }

  std::string released() {
    const auto id = submitted();
    if (shown(id).request.state == governance::RequestState::checked) approve(id);
    return must(run(id)).output.id.text();
  }
  void approve(const std::string& id) {
    for (const auto* reviewer : {"ravi", "rosa"}) {
      auto session = as(reviewer);
      must(decide(session, id, governance::Verdict::approve, ""));
      if (shown(id).request.state == governance::RequestState::approved) return;
    }
  }

  /// What a row needs before its time: a request that waits or is approved, a sharing.
  std::string before(const std::string& action) {
    if (suspended_) set_agreement(Standing::active);
    std::string id;
    if (needs_waiting_request.contains(action)) id = submitted();
    if (action == "run" && shown(id).request.state == governance::RequestState::checked)
      approve(id);
    if (action == "see-shared") {
      auto session = as("asha");
      const auto against = rules_against(share_output(session, output_, "99P"));
      EXPECT_TRUE(against.empty() || against == "sharing.repeated") << against;
    }
    if (suspended_) set_agreement(Standing::suspended);
    return id;
  }

  std::string act(const std::string& action, Session& session, const std::string& request) {
    using governance::Verdict;
    if (action == "ask") {
      return told(
          submit_new(session, {sample_agreement_stem, sample_question, sample_purpose_yaml}));
    }
    if (action == "approve") return told(decide(session, request, Verdict::approve, ""));
    if (action == "reject") return told(decide(session, request, Verdict::reject, "no need"));
    if (action == "ask-internal") {
      return told(submit_new(session, {sample_agreement_stem, sample_question,
                                       sample_purpose_yaml + "output: internal\n"}));
    }
    if (action == "see-internal")
      return told(fetch_internal(session, internal(), Use::view, "text"));
    if (action == "suppress") return told(service::suppress(session, internal()));
    if (action == "repeat") return told(service::repeat(session, answered_));
    if (action == "sign-up-ccg") return told(sign_up(session, sample_agreement_stem, "99P"));
    if (action == "sign-up-university") return told(sign_up(session, sample_agreement_stem, "UNI"));
    if (action == "share-internal-ccg") return told(share_output(session, internal(), "99P"));
    if (action == "comment") return told(comment(session, request, "Which CCGs?"));
    if (action == "read-log-of-waiting") return told(read_log(session, {request, {}, 100}));
    if (action == "run") {
      RunInput input;
      input.request = request;
      return told(service::run(session, input));
    }
    if (action == "see" || action == "see-shared")
      return told(fetch(session, output_, Use::view, "text"));
    if (action == "download") return told(fetch(session, output_, Use::download, "csv"));
    if (action == "share-ccg") return told(share_output(session, output_, "99P"));
    if (action == "share-university") return told(share_output(session, output_, "UNI"));
    if (action == "accept-terms") return told(accept_terms(session, sample_agreement_stem, "2"));
    return administer(action, session);
  }

  std::string administer(const std::string& action, Session& session) {
    if (action == "certify") {
      return told(issue_certificate(
          session, {sample_agreement_stem, "tables", "2018-10-01", "overwritten", "none", ""}));
    }
    if (action == "amend") {
      auto amended = text_;
      amended.replace(amended.find("\"1.2\""), 5, "\"1.3\"");
      return told(add_agreement(session, amended, "a letter"));
    }
    if (action == "train") return told(record_training(session, "bela", "course", "2030-01-01"));
    if (action == "suspend")
      return told(set_user_standing(session, "bela", Standing::suspended, {"use"}));
    if (action == "read-log") return told(read_log(session, {}));
    return oversee(action, session);
  }

  std::string oversee(const std::string& action, Session& session) {
    if (action == "open-audit")
      return told(open_audit(session, {sample_agreement_stem, {"data_use"}, "routine"}));
    if (action == "review-use") return told(review_use(session, sample_agreement_stem, "", ""));
    if (action == "check-use") return told(check_use(session));
    if (action == "see-alerts") return told(list_alerts(session, Handled::also));
    if (action == "record-successor")
      return told(record_succession(session, "UNI", "99P", "2030-01-01"));
    ADD_FAILURE() << "unknown action " << action;
    return "";
  }

  void check(const Row& row) {
    SCOPED_TRACE("tests/decisions/decisions.csv:" + row.at("line"));
    clock_.set(sample_now);
    const auto request = before(row.at("action"));
    clock_.set(*parse_instant(row.at("time")));
    auto session = Session::open({folder(), identity(), row.at("actor"), {}}, clock_);
    ASSERT_TRUE(session) << session.error().to_text();
    EXPECT_EQ(act(row.at("action"), *session, request), row.at("decision") + " " + row.at("rules"));
  }

  std::string text_;
  std::string output_;
  std::string internal_;
  std::string answered_;  ///< The request whose answer is `output_`.
  bool suspended_ = false;
};

/// One test for each agreement, so that each has a store of its own.
class DecisionsUnder : public Decisions, public ::testing::WithParamInterface<Row> {};

TEST_P(DecisionsUnder, AreThoseOfTheTable) {
  prepare(GetParam());
  std::size_t rows = 0;
  for (const auto& row : read_table("decisions.csv")) {
    if (row.at("agreement") != GetParam().at("agreement")) continue;
    ++rows;
    check(row);
  }
  EXPECT_GT(rows, 0U) << "no row for this agreement";
}

INSTANTIATE_TEST_SUITE_P(Tables, DecisionsUnder, ::testing::ValuesIn(read_table("agreements.csv")),
                         [](const auto& tested) {
                           auto name = tested.param.at("agreement");
                           std::erase(name, ' ');
                           return name;
                         });

}  // namespace
}  // namespace hdis::service
