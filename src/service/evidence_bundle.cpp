#include "hdis/service/evidence_bundle.hpp"

#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/service/callers_file.hpp"
#include "hdis/service/monitoring.hpp"
#include "hdis/service/sharing_audits.hpp"
#include "hdis/service/use_review.hpp"

#include "blindness.hpp"
#include "evidence_texts.hpp"
#include "file_copy.hpp"
#include "log_check.hpp"
#include "signing_key.hpp"
#include "store_making.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;
using governance::Role;

/// A folder that is being filled, with the checksums of what is in it.
class Bundle {
 public:
  explicit Bundle(fs::path folder) : folder_(std::move(folder)) {}

  Status add(const std::string& name, const std::string& text) {
    HDIS_TRY(file, CheckedFile::make(folder_ / name));
    HDIS_CHECK(file.write(text));
    HDIS_TRY(sum, file.finish());
    sums_[name] = sum;
    return {};
  }

  /// Adds the log as one line of JSON an event; gives how many they are.
  Result<std::uint64_t> add_log(store::Reader& reader, const std::string& log_id) {
    HDIS_TRY(file, CheckedFile::make(folder_ / "log.jsonl"));
    audit::Verifier verifier(log_id);
    const auto written = for_each_event(reader, [&](const audit::Event& event) -> Status {
      HDIS_CHECK(verifier.next(event));
      return file.write(event_line(event));
    });
    if (!written) return fail(written.error());
    HDIS_TRY(sum, file.finish());
    sums_["log.jsonl"] = sum;
    return verifier.sequence();
  }

  /// Writes the list of the files and its signature.
  Result<std::string> seal(const SigningKey& key) {
    const auto text = checksums_text(sums_);
    HDIS_CHECK(write_private_file(folder_ / "SHA256SUMS", text));
    HDIS_CHECK(write_private_file(folder_ / "SHA256SUMS.sig", bytes_of_hex(key.sign(text))));
    HDIS_CHECK(write_private_file(folder_ / "public_key.pem", to_pem(key.public_key())));
    return sha256_of(text);
  }

  [[nodiscard]] std::size_t files() const { return sums_.size(); }

 private:
  fs::path folder_;
  Checksums sums_;
};

Status add_agreement(Bundle& bundle, store::Reader& reader, const std::string& stem) {
  HDIS_TRY(versions, reader.agreement_versions(stem));
  for (const auto& version : versions) {
    HDIS_CHECK(
        bundle.add(fmt::format("agreement/v{}.yaml", version.reference.version), version.text));
  }
  HDIS_TRY(certificates, reader.certificates(stem));
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    HDIS_CHECK(bundle.add(fmt::format("certificates/{:03}.json", i + 1), certificates[i].document));
  }
  return {};
}

Status add_requests(Bundle& bundle, store::Reader& reader, const std::string& stem) {
  HDIS_TRY(requests, reader.requests());
  std::string request_lines;
  std::string output_lines;
  for (const auto& record : requests) {
    if (record.request.agreement != stem) continue;
    HDIS_TRY(decisions, reader.decisions(record.request.id, record.request.version));
    request_lines += request_line(record, decisions);
    HDIS_TRY(outputs, reader.outputs_of(record.request.id));
    for (const auto& output : outputs) {
      HDIS_TRY(tables, reader.tables(output.output.id));
      HDIS_TRY(shares, reader.shares(output.output.id));
      HDIS_TRY(downloads, reader.count_events("output.downloaded", output.output.id.text()));
      output_lines += output_line(output, tables, shares, downloads);
    }
  }
  HDIS_CHECK(bundle.add("requests.jsonl", request_lines));
  return bundle.add("outputs.jsonl", output_lines);
}

Status add_oversight(Bundle& bundle, Session& session, const std::string& stem) {
  HDIS_TRY(audits, list_audits(session, stem));
  for (const auto& audit : audits) {
    HDIS_CHECK(bundle.add(fmt::format("audits/{}.json", audit.id), to_document(audit) + "\n"));
  }
  HDIS_TRY(review, review_use(session, stem, "", ""));
  for (const auto& alert : review.alerts) {
    HDIS_CHECK(bundle.add(fmt::format("alerts/{}.json", alert.id), to_document(alert) + "\n"));
  }
  return bundle.add("review.md", to_markdown(review));
}

Result<BundleReport> fill(Session& session, const std::string& stem, const fs::path& folder) {
  auto& workspace = session.workspace();
  HDIS_CHECK(make_private_folder(folder));
  HDIS_TRY(key, signing_key(workspace.config));
  Bundle bundle(folder);
  HDIS_CHECK(add_agreement(bundle, workspace.reader(), stem));
  HDIS_CHECK(add_requests(bundle, workspace.reader(), stem));
  HDIS_CHECK(add_oversight(bundle, session, stem));
  // The log after everything that is told of it, and the event of this export in it.
  const auto event =
      workspace.event("audit.bundle_exported", stem, {{"public_key", key.public_key()}});
  HDIS_CHECK(workspace.store->write([&](store::Writer& writer) { return writer.record(event); }));
  HDIS_TRY(events, bundle.add_log(workspace.reader(), workspace.facts.id));
  HDIS_CHECK(bundle.add("README.md", bundle_readme(workspace.facts.id, stem, key.public_key())));
  HDIS_TRY(checksum, bundle.seal(key));
  return BundleReport{stem, bundle.files(), events, checksum, key.public_key()};
}

}  // namespace

Result<BundleReport> export_bundle(Session& session, const std::string& agreement,
                                   const fs::path& folder) {
  auto& workspace = session.workspace();
  return audited(workspace, "audit.bundle", agreement, [&]() -> Result<BundleReport> {
    HDIS_TRY(actor, acting_user(workspace));
    if (!actor.is(Role::auditor)) {
      HDIS_CHECK(
          governance::must_be(Role::administrator, actor, "export evidence; auditors may too"));
    }
    // The log and the decisions of every request are in it.
    HDIS_CHECK(must_not_be_blind(workspace, actor, std::nullopt));
    HDIS_CHECK(may_write_files(workspace.identity,
                               "somebody exports it who acts on the rights of their own account"));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    if (const auto known = workspace.reader().agreement_versions(reference.stem); !known) {
      return fail(known.error());
    }
    HDIS_CHECK(must_be_empty(folder));
    std::error_code ignored;
    const bool was_there = fs::exists(folder, ignored);
    auto report = fill(session, reference.stem, folder);
    if (!report) take_back({folder}, was_there, {});
    return report;
  });
}

}  // namespace hdis::service
