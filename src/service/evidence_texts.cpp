#include "evidence_texts.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace hdis::service {
namespace {

namespace json = boost::json;

json::value text_of(std::string_view text) { return json::string(text.data(), text.size()); }

}  // namespace

std::string event_line(const audit::Event& event) {
  return json::serialize(json::object{{"sequence", event.sequence},
                                      {"at", to_text(event.at)},
                                      {"actor", event.actor},
                                      {"os_user", event.os_user},
                                      {"action", event.action},
                                      {"subject", event.subject},
                                      {"details", event.details},
                                      {"previous", event.previous.text()},
                                      {"hash", event.hash.text()}}) +
         "\n";
}

std::string request_line(const store::RequestRecord& record,
                         const std::vector<governance::Decision>& decisions) {
  json::array decided;
  for (const auto& decision : decisions) {
    decided.push_back(json::object{{"reviewer", decision.reviewer.text()},
                                   {"verdict", text_of(to_string(decision.verdict))},
                                   {"reason", decision.reason},
                                   {"at", to_text(decision.at)},
                                   {"fingerprint", decision.binding.fingerprint.text()}});
  }
  const auto& request = record.request;
  return json::serialize(json::object{{"request", request.id.text()},
                                      {"version", request.version},
                                      {"state", text_of(to_string(request.state))},
                                      {"author", request.author.text()},
                                      {"agreement_version", request.agreement_version},
                                      {"changed_at", to_text(record.changed_at)},
                                      {"query", record.content.query_text},
                                      {"query_digest", digest_of(record.content.query_text).text()},
                                      {"purpose", record.content.purpose_text},
                                      {"decisions", std::move(decided)}}) +
         "\n";
}

std::string output_line(const store::OutputRecord& record,
                        const std::vector<store::StoredTable>& tables,
                        const std::vector<store::Share>& shares, std::uint64_t downloads) {
  json::array digests;
  for (const auto& table : tables) digests.emplace_back(table.digest.text());
  json::array shared;
  for (const auto& share : shares) {
    shared.push_back(json::object{{"with", share.recipient.text()},
                                  {"by", share.by.text()},
                                  {"at", to_text(share.at)},
                                  {"agreement", share.agreement}});
  }
  return json::serialize(json::object{{"output", record.output.id.text()},
                                      {"request", record.output.request.text()},
                                      {"version", record.output.request_version},
                                      {"state", text_of(to_string(record.output.state))},
                                      {"agreement", record.agreement},
                                      {"produced_at", to_text(record.produced_at)},
                                      {"table_digests", std::move(digests)},
                                      {"downloads", downloads},
                                      {"shares", std::move(shared)}}) +
         "\n";
}

std::string bundle_readme(const std::string& log_id, const std::string& agreement,
                          const std::string& public_key) {
  return fmt::format(
      R"(# Evidence about {}

Exported from the store `{}`. Nothing of the system is needed to verify it.

| file | holds |
|---|---|
| `agreement/` | every version, to the byte |
| `requests.jsonl` | requests in their present version, with purpose and decisions |
| `outputs.jsonl` | outputs: state, sharing, downloads, and the BLAKE2b-256 digest of each table |
| `certificates/` | certificates of destruction, each with its own signature |
| `audits/`, `alerts/` | data sharing audits; alerts of monitoring in the last year |
| `review.md` | the review of the last year's use |
| `log.jsonl` | the whole audit log of the store, one event a line |

## That no file was changed

    sha256sum -c SHA256SUMS

## That the store signed the list

    openssl pkeyutl -verify -pubin -inkey public_key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig

The key must be the one that the custodian publishes (`hdis certificate key`):

    {}

## That the log is whole

Each event has the hash of the one before as `previous`, and as `hash` the BLAKE2b-256 (`b2sum -l 256`) of its parts `sequence`, `at`,
`actor`, `os_user`, `action`, `subject`, `details`, `previous`, in this order; before each part stands its length in bytes, as eight bytes, the
lowest first. `previous` of the first event is the same of the two parts `OpenHDIS audit log 1` and `{}`. A checkpoint that was kept
elsewhere names an event by number with its hash.
)",
      agreement, log_id, public_key, log_id);
}

}  // namespace hdis::service
