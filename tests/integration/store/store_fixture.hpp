#pragma once

#include "hdis/audit/verifier.hpp"

#include "backend.hpp"
#include "binding_sample.hpp"
#include "fixed_clock.hpp"
#include "governance_samples.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

namespace hdis::testing {

inline const std::string sample_log_id = "store-1";

inline audit::Draft event(const std::string& action, const std::string& subject = "") {
  return {sample_now, "asha", "asha (1001)", action, subject, {}};
}

/// A store in a folder of its own with the sample organisations, agreement and people.
class StoreTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<store::Store> open(store::OpenMode mode = store::OpenMode::existing,
                                                   store::OpenOptions options = {}) const {
    auto opened = backend_->open(mode, clock_, std::move(options));
    HDIS_ASSERT(opened);
    return *std::move(opened);
  }

  /// A new store with the samples in it.
  [[nodiscard]] std::unique_ptr<store::Store> make_sample() const {
    auto made = open(store::OpenMode::create);
    const auto status = made->write([](store::Writer& writer) -> Status {
      HDIS_CHECK(writer.set_facts({sample_log_id, sample_now, custodian().code, "root (0)", true}));
      HDIS_CHECK(writer.record(event("store.initialised")));
      HDIS_CHECK(writer.add(licensee(), event("organisation.added", "0CX")));
      HDIS_CHECK(writer.add(custodian(), event("organisation.added", "X26")));
      HDIS_CHECK(writer.add(analyst(), event("user.added", "asha")));
      HDIS_CHECK(writer.add(reviewer(), event("user.added", "ravi")));
      return writer.add(sample_agreement(), event("agreement.added"));
    });
    HDIS_ASSERT(status);
    return made;
  }

  void tamper(const std::string& statement) const { backend_->tamper(statement); }

  /// Executes a file of tests/fixtures/stores.
  void execute_file(const std::string& file) const {
    std::ifstream stream(std::string(HDIS_SOURCE_DIR) + "/tests/fixtures/stores/" + file);
    std::ostringstream text;
    text << stream.rdbuf();
    const std::string script = text.str();
    constexpr std::string_view separator = "-- next\n";
    for (std::size_t at = 0; at < script.size();) {
      const auto end = std::min(script.find(separator, at), script.size());
      tamper(script.substr(at, end - at));
      at = end + separator.size();
    }
  }

  FixedClock clock_{sample_now};
  std::unique_ptr<Backend> backend_ = make_backend();
};

/// What a verifier says of the whole log: the rule that is broken, or "".
inline std::string broken_rule(store::Store& store) {
  audit::Verifier verifier(sample_log_id);
  const auto events = store.reader().events(0, 1'000'000);
  HDIS_ASSERT(events);
  for (const auto& one : *events) {
    if (const auto status = verifier.next(one); !status) return rules_of(status.error());
  }
  return "";
}

inline store::RequestRecord sample_record(
    governance::RequestState state = governance::RequestState::draft) {
  return {sample_request(state), sample_now, {"SELECT 1", sample_purpose_yaml, {}, {}}};
}

}  // namespace hdis::testing
