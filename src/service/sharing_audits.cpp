#include "hdis/service/sharing_audits.hpp"

#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"

#include "case.hpp"
#include "files.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace hdis::service {
namespace {

using governance::AuditState;
using governance::AuditWords;
using governance::Role;
using governance::SharingAudit;

constexpr std::size_t most_bytes_of_words = std::size_t{64} * 1024;

/// Auditors and administrators, of the custodian.
Status may_conduct(const governance::User& actor, const governance::OrganisationCode& custodian) {
  if (actor.is(Role::auditor) && actor.organisation == custodian) {
    return governance::must_be_active(actor);
  }
  return governance::must_administer(actor, custodian, "conduct audits; its auditors may too");
}

audit::Details details_of(const SharingAudit& audit, const std::string& document) {
  return {{"agreement", audit.agreement},
          {"state", std::string(to_string(audit.state))},
          {"digest", digest_of(document).text()}};
}

struct Kept {
  store::OversightRecord record;
  SharingAudit audit;
};

Result<std::vector<Kept>> audits_in(store::Reader& reader) {
  HDIS_TRY(records, reader.oversight(store::OversightKind::audit));
  std::vector<Kept> out;
  for (auto& record : records) {
    HDIS_TRY(audit, governance::parse_audit(record.document));
    out.push_back({std::move(record), std::move(audit)});
  }
  return out;
}

Result<Kept> audit_in(store::Reader& reader, const std::string& id) {
  HDIS_TRY(all, audits_in(reader));
  const auto found = std::ranges::find(all, id, [](const Kept& kept) { return kept.record.id; });
  if (found != all.end()) return std::move(*found);
  return fail(ErrorCode::not_found, "audit.not_found", fmt::format("There is no audit {}.", id),
              "see `hdis audit list`");
}

/// A step of an audit by who acts, in one transaction.
Result<SharingAudit> take_audit_step(
    Session& session, const std::string& id, std::string_view action,
    const std::function<Result<SharingAudit>(SharingAudit, const AuditWords&,
                                             const governance::User&)>& step) {
  auto& workspace = session.workspace();
  return audited(workspace, action, id, [&]() -> Result<SharingAudit> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(may_conduct(actor, workspace.facts.custodian));
    HDIS_TRY(words, audit_words(session));
    return in_transaction<SharingAudit>(
        workspace, [&](store::Writer& writer) -> Result<SharingAudit> {
          HDIS_TRY(kept, audit_in(writer, id));
          HDIS_TRY(after, step(kept.audit, words, actor));
          kept.record.document = to_document(after);
          HDIS_CHECK(writer.save(
              kept.record,
              workspace.event(std::string(action), id, details_of(after, kept.record.document))));
          return std::move(after);
        });
  });
}

bool may_see(const SharingAudit& audit, const governance::User& user) {
  if (user.is(Role::administrator) || user.is(Role::auditor) || user.is(Role::reviewer)) {
    return true;
  }
  return audit.organisation == user.organisation.text() && audit.state != AuditState::open;
}

}  // namespace

Result<AuditWords> audit_words(Session& session) {
  const auto file = session.workspace().config.catalogue_folder / "audits" / "audits.yaml";
  HDIS_TRY(text, read_text_file(file, most_bytes_of_words));
  return governance::parse_audit_words(text);
}

Result<SharingAudit> open_audit(Session& session, const AuditOpening& opening) {
  auto& workspace = session.workspace();
  return audited(workspace, "audit.open", opening.agreement, [&]() -> Result<SharingAudit> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(may_conduct(actor, workspace.facts.custodian));
    HDIS_TRY(words, audit_words(session));
    HDIS_TRY(reference, governance::parse_agreement_reference(opening.agreement));
    return in_transaction<SharingAudit>(
        workspace, [&](store::Writer& writer) -> Result<SharingAudit> {
          HDIS_TRY(agreement, agreement_that_counts(writer, reference.stem, workspace.now()));
          HDIS_TRY(id, writer.next_oversight_id(store::OversightKind::audit));
          SharingAudit audit;
          audit.id = id;
          audit.agreement = agreement.reference.to_text();
          audit.organisation = agreement.organisation.text();
          audit.scope = opening.scope;
          audit.occasion = opening.occasion;
          audit.words_version = words.version;
          audit.opened_by = actor.id.text();
          audit.opened_at = workspace.now();
          HDIS_CHECK(governance::check_scope(audit, words));
          const auto document = to_document(audit);
          HDIS_CHECK(
              writer.add(store::OversightRecord{store::OversightKind::audit, id, document, 0},
                         workspace.event("audit.opened", id, details_of(audit, document))));
          return audit;
        });
  });
}

Result<SharingAudit> add_audit_finding(Session& session, const std::string& id,
                                       const governance::AuditFinding& finding) {
  return take_audit_step(session, id, "audit.finding",
                         [&](SharingAudit audit, const AuditWords& words, const governance::User&) {
                           return governance::add_finding(std::move(audit), finding, words);
                         });
}

Result<SharingAudit> add_audit_action(Session& session, const std::string& id,
                                      const ActionInput& input) {
  const auto due = Date::parse(input.due);
  if (!due) {
    return fail(ErrorCode::invalid_input, "audit.date",
                fmt::format("\"{}\" is not a date.", input.due), "write it as YYYY-MM-DD");
  }
  return take_audit_step(session, id, "audit.action",
                         [&](SharingAudit audit, const AuditWords&, const governance::User&) {
                           governance::AuditAction action;
                           action.what = input.what;
                           action.owner = input.owner;
                           action.due = *due;
                           return governance::add_action(std::move(audit), input.finding,
                                                         std::move(action),
                                                         date_of(session.workspace().now()));
                         });
}

Result<SharingAudit> report_audit(Session& session, const std::string& id,
                                  const std::string& rating, const std::string& conclusion) {
  return take_audit_step(session, id, "audit.reported",
                         [&](SharingAudit audit, const AuditWords& words, const governance::User&) {
                           return governance::report(std::move(audit), rating, conclusion, words);
                         });
}

Result<SharingAudit> close_audit_action(Session& session, const std::string& id,
                                        const EvidenceInput& input) {
  return take_audit_step(session, id, "audit.evidence",
                         [&](SharingAudit audit, const AuditWords&, const governance::User& actor) {
                           return governance::close_action(
                               std::move(audit), input.finding, input.action, input.evidence,
                               actor.id.text(), session.workspace().now());
                         });
}

Result<SharingAudit> review_audit(Session& session, const std::string& id,
                                  const std::string& review, const std::string& rating) {
  return take_audit_step(session, id, "audit.closed",
                         [&](SharingAudit audit, const AuditWords& words, const governance::User&) {
                           return governance::close_audit(std::move(audit), review, rating, words,
                                                          session.workspace().now());
                         });
}

Result<std::vector<SharingAudit>> list_audits(Session& session, const std::string& agreement) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  std::string stem;
  if (!agreement.empty()) {
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    stem = reference.stem;
  }
  HDIS_TRY(all, audits_in(workspace.reader()));
  std::vector<SharingAudit> out;
  for (auto& kept : all) {
    HDIS_TRY(reference, governance::parse_agreement_reference(kept.audit.agreement));
    if (!stem.empty() && reference.stem != stem) continue;
    if (may_see(kept.audit, actor)) out.push_back(std::move(kept.audit));
  }
  return out;
}

Result<SharingAudit> show_audit(Session& session, const std::string& id) {
  auto& workspace = session.workspace();
  return audited(workspace, "audit.show", id, [&]() -> Result<SharingAudit> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(kept, audit_in(workspace.reader(), id));
    if (may_see(kept.audit, actor)) return std::move(kept.audit);
    return fail(ErrorCode::not_permitted, "audit.not_yours",
                fmt::format("{} may not see {}.", actor.id.text(), id),
                "people of the custodian see it and, once it is reported, those of the licensee");
  });
}

}  // namespace hdis::service
