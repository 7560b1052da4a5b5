#include "hdis/service/obligations.hpp"

#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "internal_store.hpp"
#include "party_rules.hpp"
#include "signing_key.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hdis::service {
namespace {

using governance::Agreement;
using governance::OutputState;
using governance::Role;

Result<std::vector<KeptOutput>> kept_outputs(store::Reader& reader, const std::string& stem) {
  HDIS_TRY(records, reader.outputs());
  std::vector<KeptOutput> out;
  for (const auto& record : records) {
    const auto state = record.output.state;
    if (state == OutputState::produced || state == OutputState::withheld) continue;
    HDIS_TRY(request, reader.request(record.output.request));
    if (request.request.agreement != stem) continue;
    HDIS_TRY(downloads, reader.count_events("output.downloaded", record.output.id.text()));
    HDIS_TRY(shares, reader.shares(record.output.id));
    out.push_back(
        {record.output.id.text(), std::string(to_string(state)), downloads, shares.size()});
  }
  return out;
}

Result<std::vector<InternalCopy>> internal_copies(const Workspace& workspace, store::Reader& reader,
                                                  const std::string& stem) {
  HDIS_TRY(records, reader.internal_outputs());
  std::vector<InternalCopy> out;
  for (const auto& record : records) {
    HDIS_TRY(request, reader.request(record.output.request));
    if (request.request.agreement != stem) continue;
    const auto& id = record.output.id;
    HDIS_TRY(downloads, reader.count_events("output.downloaded", id.text()));
    HDIS_TRY(gone, is_gone(workspace, reader, id));
    out.push_back({id.text(), std::string(to_string(record.output.state)), downloads,
                   record.destroyed_at ? to_text(*record.destroyed_at) : "", record.destroyed_why,
                   record.key_fingerprint.text(), gone});
  }
  return out;
}

Result<ObligationsView> view_of(const Workspace& workspace, store::Reader& reader,
                                const std::string& stem) {
  const auto now = workspace.now();
  HDIS_TRY(agreement, last_version(reader, stem));
  HDIS_TRY(notices, reader.notices(stem));
  HDIS_TRY(certificates, reader.certificates(stem));
  HDIS_TRY(kept, kept_outputs(reader, stem));
  HDIS_TRY(internal, internal_copies(workspace, reader, stem));
  std::vector<Instant> issued;
  issued.reserve(certificates.size());
  for (const auto& certificate : certificates) issued.push_back(certificate.issued_at);
  return ObligationsView{agreement.reference.to_text(),
                         agreement.organisation.text(),
                         agreement.ends,
                         governance::obligations({agreement, notices, issued, now}),
                         std::move(kept),
                         std::move(internal),
                         certificates.size()};
}

bool oversees(const governance::User& user) {
  return user.is(Role::administrator) || user.is(Role::reviewer) || user.is(Role::auditor);
}

Result<std::set<std::string>> stems_of(store::Reader& reader) {
  HDIS_TRY(agreements, reader.agreements());
  std::set<std::string> stems;
  for (const auto& agreement : agreements) stems.insert(agreement.reference.stem);
  return stems;
}

Result<Date> read_certificate_day(const std::string& text) {
  if (const auto date = Date::parse(text)) return *date;
  return fail(ErrorCode::invalid_input, "obligation.date",
              fmt::format("\"{}\" is not a date.", text), "write it as YYYY-MM-DD");
}

/// Whether the person acts for the licensee: only its own people can say what it destroyed.
Status must_act_for(const Agreement& agreement, const governance::User& user) {
  if (user.organisation == agreement.organisation) return {};
  return fail(
      ErrorCode::not_permitted, "certificate.not_licensee",
      fmt::format("{} works for {}, and {} is with {}.", user.id.text(), user.organisation.text(),
                  agreement.reference.to_text(), agreement.organisation.text()),
      "somebody of the licensee issues the certificate");
}

Result<governance::DestructionCertificate> certificate_of(const Workspace& workspace,
                                                          const Agreement& agreement,
                                                          const governance::User& actor,
                                                          const CertificateInput& input) {
  HDIS_TRY(destroyed_on, read_certificate_day(input.destroyed_on));
  HDIS_TRY(gone_by, read_certificate_day(input.backups_gone_by.empty() ? input.destroyed_on
                                                                       : input.backups_gone_by));
  governance::DestructionCertificate certificate{workspace.facts.id,
                                                 agreement.reference.to_text(),
                                                 agreement.organisation.text(),
                                                 input.what,
                                                 destroyed_on,
                                                 input.how,
                                                 input.backups,
                                                 gone_by,
                                                 actor.name,
                                                 actor.id.text(),
                                                 workspace.now()};
  HDIS_CHECK(governance::check_certificate(certificate));
  return certificate;
}

}  // namespace

Result<std::vector<ObligationsView>> list_obligations(Session& session,
                                                      const std::string& agreement) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  std::set<std::string> stems;
  if (agreement.empty()) {
    HDIS_TRY(all, stems_of(workspace.reader()));
    stems = std::move(all);
  } else {
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    stems.insert(reference.stem);
  }
  std::vector<ObligationsView> out;
  for (const auto& stem : stems) {
    HDIS_TRY(view, view_of(workspace, workspace.reader(), stem));
    const bool theirs = oversees(actor) || view.organisation == actor.organisation.text();
    const bool worth_telling =
        !agreement.empty() || !view.obligations.empty() || view.ends < date_of(workspace.now());
    if (theirs && worth_telling) out.push_back(std::move(view));
  }
  return out;
}

Result<governance::DestructionNotice> issue_notice(Session& session, const std::string& agreement,
                                                   const std::string& due,
                                                   const std::string& reason) {
  using governance::DestructionNotice;
  auto& workspace = session.workspace();
  return audited(workspace, "notice.issue", agreement, [&]() -> Result<DestructionNotice> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(
        governance::must_administer(actor, workspace.facts.custodian, "issue destruction notices"));
    HDIS_CHECK(check_reason(reason));
    HDIS_TRY(day, read_certificate_day(due));
    if (day < date_of(workspace.now())) {
      return fail(ErrorCode::invalid_input, "obligation.past", "The day has passed.",
                  "name today or a later day");
    }
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    HDIS_TRY(issued,
             in_transaction<DestructionNotice>(
                 workspace, [&](store::Writer& writer) -> Result<DestructionNotice> {
                   HDIS_TRY(last, last_version(writer, reference.stem));
                   const DestructionNotice notice{reference.stem, reason, workspace.now(), day};
                   HDIS_CHECK(
                       writer.add(notice, workspace.event("notice.issued", last.reference.to_text(),
                                                          {{"due", due}, {"why", reason}})));
                   return notice;
                 }));
    HDIS_CHECK(destroy_what_must_be(workspace));
    return issued;
  });
}

Result<std::string> issue_certificate(Session& session, const CertificateInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "certificate.issue", input.agreement, [&]() -> Result<std::string> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(reference, governance::parse_agreement_reference(input.agreement));
    HDIS_TRY(key, signing_key(workspace.config));
    return in_transaction<std::string>(
        workspace, [&](store::Writer& writer) -> Result<std::string> {
          HDIS_TRY(agreement, last_version(writer, reference.stem));
          HDIS_CHECK(must_act_for(agreement, actor));
          HDIS_TRY(certificate, certificate_of(workspace, agreement, actor, input));
          const auto document = governance::sign_certificate(certificate, key);
          HDIS_CHECK(writer.add(store::CertificateRecord{reference.stem, document, workspace.now()},
                                workspace.event("certificate.issued", agreement.reference.to_text(),
                                                {{"digest", digest_of(document).text()},
                                                 {"public_key", key.public_key()}})));
          return document;
        });
  });
}

Result<std::string> certificate_key(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  static_cast<void>(actor);
  HDIS_TRY(key, signing_key(workspace.config));
  return key.public_key();
}

}  // namespace hdis::service
