#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Data sharing audits: what the custodian finds at a licensee, what is to be done about it, and whether it was (M26).
namespace hdis::governance {

/// The words of audits: data of the custodian, with a version (catalogue/audits/audits.yaml; SRC-0036).
struct AuditWords {
  std::string version;
  std::vector<Term> scopes;
  std::vector<Term> classes;  ///< Of findings.
  std::vector<Term> ratings;  ///< Of risk, the worst first.
};
/// Reads the file. Errors: `invalid_input` with one reason per defect.
[[nodiscard]] Result<AuditWords> parse_audit_words(std::string_view yaml);

/// Something that the licensee is to do about a finding.
struct AuditAction {
  std::string what;
  std::string owner;  ///< Who does it: a name or a post.
  Date due{std::chrono::sys_days()};
  std::string evidence;  ///< By which it is known to be done; "" while it is open.
  std::string closed_by;
  Instant closed_at{};
};

struct AuditFinding {
  std::string kind;    ///< A word of `AuditWords::classes`.
  std::string rating;  ///< A word of `AuditWords::ratings`.
  std::string text;
  std::string evidence;
  std::vector<AuditAction> actions;
};

enum class AuditState : std::uint8_t {
  open,      ///< Findings are being written.
  reported,  ///< They stand; the action plan is being worked on.
  closed,    ///< The post-audit review found every action done.
};
[[nodiscard]] std::string_view to_string(AuditState state);

struct SharingAudit {
  std::string id;         ///< "A-000001".
  std::string agreement;  ///< Reference with version, as it was when the audit was opened.
  std::string organisation;
  std::vector<std::string> scope;  ///< Words of `AuditWords::scopes`.
  std::string occasion;            ///< Why: "routine", "alert W-000003".
  std::string words_version;
  AuditState state = AuditState::open;
  std::string opened_by;
  Instant opened_at{};
  std::string rating;      ///< Of the whole, once it is reported.
  std::string conclusion;  ///< Likewise.
  std::vector<AuditFinding> findings;
  std::string review;         ///< The post-audit review.
  std::string review_rating;  ///< Risk that is left.
  Instant closed_at{};
};

/// Actions not yet shown to be done.
[[nodiscard]] std::vector<AuditAction> open_actions(const SharingAudit& audit);

// Steps of an audit. Errors of each: `conflict` if the audit is not in a state for it; `invalid_input` with every defect.

/// Whether the scope of a new audit is of the words.
[[nodiscard]] Status check_scope(const SharingAudit& audit, const AuditWords& words);
/// Adds a finding to an audit that is open.
[[nodiscard]] Result<SharingAudit> add_finding(SharingAudit audit, AuditFinding finding,
                                               const AuditWords& words);
/// Adds an action to finding `number` (from 1), until the audit is closed.
[[nodiscard]] Result<SharingAudit> add_action(SharingAudit audit, std::size_t number,
                                              AuditAction action, Date today);
/// Ends the findings. Each that is a nonconformity needs an action first.
[[nodiscard]] Result<SharingAudit> report(SharingAudit audit, const std::string& rating,
                                          const std::string& conclusion, const AuditWords& words);
/// Notes that an action (finding and action from 1) is done, and by which evidence.
[[nodiscard]] Result<SharingAudit> close_action(SharingAudit audit, std::size_t finding,
                                                std::size_t number, const std::string& evidence,
                                                const std::string& by, Instant at);
/// The post-audit review, once every action is done.
[[nodiscard]] Result<SharingAudit> close_audit(SharingAudit audit, const std::string& review,
                                               const std::string& rating, const AuditWords& words,
                                               Instant at);

/// As one JSON text, which `parse_audit` reads.
[[nodiscard]] std::string to_document(const SharingAudit& audit);
/// Errors: `corrupt`.
[[nodiscard]] Result<SharingAudit> parse_audit(std::string_view document);

}  // namespace hdis::governance
