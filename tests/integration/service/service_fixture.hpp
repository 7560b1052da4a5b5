#pragma once

#include "hdis/service/audits.hpp"
#include "hdis/service/datasets.hpp"
#include "hdis/service/doctor.hpp"
#include "hdis/service/outputs.hpp"
#include "hdis/service/parties.hpp"
#include "hdis/service/requests.hpp"
#include "hdis/service/reviews.hpp"
#include "hdis/service/runs.hpp"
#include "hdis/service/session.hpp"

#include "database.hpp"
#include "fixed_clock.hpp"
#include "governance_samples.hpp"
#include "sample_catalogue.hpp"
#include "temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <optional>
#include <string>

namespace hdis::testing {

inline const std::string sample_agreement_stem = "DARS-NIC-99675-X5S7X";
inline const std::string sample_question =
    "SELECT CCG_RESIDENCE, COUNT(*) AS episodes FROM hes.hes_apc_1718 GROUP BY CCG_RESIDENCE";

/// The value of a result that must be a success.
template <class T>
T must(Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().to_text();
  HDIS_ASSERT(result);
  return *std::move(result);
}
inline void must(const Status& status) {
  if (!status) ADD_FAILURE() << status.error().to_text();
  HDIS_ASSERT(status);
}

/// The rules of a failure; "" for a success.
template <class T>
std::string rules_against(const Result<T>& result) {
  return result ? "" : rules_of(result.error());
}

/// Forty episodes of four groups: 20, 12, 5 and 3 (the last without a group), one person each.
inline void write_sample_delivery(const std::filesystem::path& file, int shift = 0) {
  std::ofstream out(file);
  out << "FYEAR,EPIKEY,PSEUDO_HESID,SEX,STARTAGE,FAE,DIAG_3_01,ADMIDATE,CCG_RESIDENCE,LSOA11,"
         "LEGLCAT\n";
  for (int i = 0; i < 40; ++i) {
    const std::string ccg = i < 20 ? "E38000001" : i < 32 ? "E38000002" : i < 37 ? "E38000003" : "";
    out << "1718," << 1000 + i + shift << ",P" << 1000 + i << "," << 1 + i % 2 << "," << 20 + i
        << ",1,I63,2017-05-" << 10 + i % 20 << "," << ccg << ",E01000001,1\n";
  }
}

/// A demonstration store in a folder of its own, with a small catalogue and the policies of the product.
class ServiceTest : public ::testing::Test {
 protected:
  ServiceTest() {
    // The store looks for its policies in the catalogue.
    std::filesystem::copy(sample_catalogue_folder(), catalogue(),
                          std::filesystem::copy_options::recursive);
    std::filesystem::copy(std::filesystem::path(HDIS_SOURCE_DIR) / "catalogue/policies",
                          catalogue() / "policies");
  }

  [[nodiscard]] std::filesystem::path folder() const { return temporary_.path() / "store"; }
  [[nodiscard]] std::filesystem::path catalogue() const { return temporary_.path() / "catalogue"; }
  [[nodiscard]] std::filesystem::path keys() const { return temporary_.path() / "keys"; }
  [[nodiscard]] std::filesystem::path delivery() const { return temporary_.path() / "apc.csv"; }
  [[nodiscard]] service::StoreLayout layout() const { return {folder()}; }
  [[nodiscard]] static service::Identity identity() { return {"owner", ::getuid()}; }

  [[nodiscard]] service::InitialiseInput initialise_input(
      service::Demonstration demonstration = service::Demonstration::yes) const {
    service::InitialiseInput input;
    input.folder = folder();
    input.catalogue_folder = catalogue();
    input.keys_root = keys();
    input.custodian_code = custodian().code.text();
    input.custodian_name = custodian().name;
    input.administrator = "admin";
    input.administrator_name = "Ada Administrator";
    input.demonstration = demonstration;
    input.postgresql = postgresql_;
    return input;
  }

  /// Opens the store as one of its users.
  [[nodiscard]] service::Session as(const std::string& user,
                                    std::function<void()> before_statement = {}) const {
    return must(
        service::Session::open({folder(), identity(), user, std::move(before_statement)}, clock_));
  }

  /// A store with data of 2017/18, organisations, the sample agreement and its people:
  /// asha and bela (licensed analysts), ravi and rosa (reviewers), otto (auditor).
  void make_store() {
    must(service::initialise(initialise_input(), identity(), clock_));
    auto session = as("admin");
    must(service::add_organisation(session, "0CX", licensee().name, licensee().kind));
    must(service::add_organisation(session, "99P", customer().name, customer().kind));
    must(service::add_agreement(session, sample_agreement_yaml));
    for (const auto* id : {"asha", "bela"}) {
      must(service::add_user(session,
                             {id, "Analyst", id, "0CX", {"analyst"}, "2019-03-31", "Head"}));
      must(service::grant_licence(session, sample_agreement_stem, id));
    }
    for (const auto* id : {"ravi", "rosa"}) {
      must(service::add_user(session, {id, "Reviewer", id, "X26", {"reviewer"}, {}, {}}));
    }
    must(service::add_user(session, {"otto", "Auditor", "otto", "X26", {"auditor"}, {}, {}}));
    take_in();
  }

  void take_in(int shift = 0) {
    write_sample_delivery(delivery(), shift);
    auto session = as("admin");
    service::IngestInput input;
    input.files = {delivery()};
    input.dataset = "apc";
    input.year = "2017/18";
    must(service::take_in(session, input));
  }

  // A request of asha's on its way; each returns its identifier.
  std::string drafted() {
    auto session = as("asha");
    return must(service::draft(session,
                               {sample_agreement_stem, sample_question, sample_purpose_yaml}))
        .request.id.text();
  }
  std::string submitted() {
    std::string id = drafted();
    auto session = as("asha");
    must(service::submit(session, id));
    return id;
  }
  std::string approved() {
    std::string id = submitted();
    auto session = as("ravi");
    must(service::decide(session, id, governance::Verdict::approve, ""));
    return id;
  }
  Result<service::RunResult> run(const std::string& id) {
    auto session = as("asha");
    service::RunInput input;
    input.request = id;
    return service::run(session, input);
  }

  [[nodiscard]] service::RequestView shown(const std::string& id) const {
    auto session = as("ravi");
    return must(service::show_request(session, id));
  }

  /// Actions of the newest events, newest last, separated by spaces.
  [[nodiscard]] std::string last_actions(std::uint64_t most) const {
    auto session = as("admin");
    std::string out;
    for (const auto& event : must(service::read_log(session, {{}, {}, most}))) {
      out += (out.empty() ? "" : " ") + event.action;
    }
    return out;
  }

  /// A statement as somebody would execute it who has the file and the sqlite3 program.
  void tamper(const std::string& statement) const {
    soci::session session(soci::sqlite3, "db=\"" + layout().database().string() + "\"");
    session << statement;
  }

  std::string postgresql_ = fresh_database();
  FixedClock clock_{sample_now};
  TemporaryFolder temporary_;
};

}  // namespace hdis::testing
