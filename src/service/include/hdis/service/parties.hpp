#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/agreement_document.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/service/session.hpp"

#include <optional>
#include <string>
#include <vector>

/// Organisations, agreements, users and licences. What changes them is for administrators and is audited; the lists are
/// for every user of the store.
namespace hdis::service {

/// Errors: `invalid_input`; `conflict` if the code is taken; `not_permitted`.
[[nodiscard]] Result<governance::Organisation> add_organisation(Session& session,
                                                                const std::string& code,
                                                                const std::string& name,
                                                                const std::string& kind);
[[nodiscard]] Result<std::vector<governance::Organisation>> list_organisations(Session& session);

/// Adds a version of an agreement from the text of its file. A version of an agreement that is here already is an amendment: the custodian's
/// decision on it needs a reason, and what it changes is recorded field by field.
///
/// Errors: `invalid_input` with every defect, including names that the catalogue does not have, or an amendment without
/// a reason; `not_found` if the organisation is
/// not registered; `conflict` if this version is there already, or is not newer than the newest; `not_permitted`.
[[nodiscard]] Result<governance::Agreement> add_agreement(Session& session, const std::string& yaml,
                                                          const std::string& reason = {});

/// A version of an agreement with who holds its licences.
struct AgreementView {
  governance::Agreement agreement;
  bool in_force = false;
  bool newest = false;  ///< Of the versions of this reference.
  governance::Standing standing = governance::Standing::active;
  std::vector<governance::UserId> licensed;
};
/// All versions, by reference, oldest first.
[[nodiscard]] Result<std::vector<AgreementView>> list_agreements(Session& session);
/// The newest version, or the one that `reference` names. Errors: `not_found`.
[[nodiscard]] Result<AgreementView> show_agreement(Session& session, const std::string& reference);

/// What changed between two versions of an agreement.
struct AgreementComparison {
  governance::Agreement from;
  governance::Agreement to;
  std::vector<governance::FieldChange> changes;
};
/// Compares two versions of one agreement; without `to`, the newest. Errors: `not_found`; `invalid_input`.
[[nodiscard]] Result<AgreementComparison> compare_agreements(Session& session,
                                                             const std::string& reference,
                                                             const std::string& from,
                                                             const std::string& to);

struct UserInput {
  std::string id;
  std::string name;
  std::string os_user;  ///< Login; "" for one who cannot act yet.
  std::string organisation;
  std::vector<std::string> roles;
  std::optional<std::string> training_valid_until;  ///< YYYY-MM-DD
  std::optional<std::string> employment_attested_by;
  std::optional<std::string> licence{};  ///< Reference of an agreement of which to give a licence.
};
/// Adds a user, with a licence where one is wanted: both or neither.
///
/// Errors: `invalid_input` with every defect; `not_found` if the organisation is not registered; `conflict` if the id or the
/// login is taken; `not_permitted`; those of `grant_licence`.
[[nodiscard]] Result<governance::User> add_user(Session& session, const UserInput& input);
[[nodiscard]] Result<std::vector<governance::User>> list_users(Session& session);

/// What is to change about a user; empty: stays.
struct UserChange {
  std::optional<std::string> training_valid_until;
  std::optional<std::string> employment_attested_by;
  std::optional<std::string> os_user;
};
/// Errors: `invalid_input`, `not_found`, `conflict`, `not_permitted`.
[[nodiscard]] Result<governance::User> change_user(Session& session, const std::string& id,
                                                   const UserChange& change);

/// Why a standing is changed; recorded.
struct StandingReason {
  std::string why;
  /// What has been done since the suspension ("retrained on 3 May; finding 2 of audit A-14 closed"): a reinstatement must refer to it.
  std::string actions{};
};

/// Suspends a user, or lets them act again, at once. Errors: `invalid_input` without a reason, or, for a reinstatement, without the
/// actions taken; `conflict` if nothing would change or an administrator suspends themselves; `not_found`, `not_permitted`.
[[nodiscard]] Result<governance::User> set_user_standing(Session& session, const std::string& id,
                                                         governance::Standing standing,
                                                         const StandingReason& reason);
/// The same for an agreement in all its versions. Errors: as for a user.
[[nodiscard]] Status set_agreement_standing(Session& session, const std::string& reference,
                                            governance::Standing standing,
                                            const StandingReason& reason);
/// The same for an organisation with all its users. Errors: as for a user.
[[nodiscard]] Result<governance::Organisation> set_organisation_standing(
    Session& session, const std::string& code, governance::Standing standing,
    const StandingReason& reason);

/// Gives a user a licence of an agreement (reference without version). Errors: `conflict` if all licences are taken or the user has one;
/// `not_found`; `not_permitted`; `refused` if the user does not work for the licensee.
[[nodiscard]] Status grant_licence(Session& session, const std::string& agreement,
                                   const std::string& user);
/// Takes a licence back. Errors: `not_found`, `not_permitted`.
[[nodiscard]] Status end_licence(Session& session, const std::string& agreement,
                                 const std::string& user);

}  // namespace hdis::service
