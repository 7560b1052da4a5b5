#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/binding.hpp"
#include "hdis/governance/checks.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/governance/obligations.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is kept: values of `governance` with what only a store needs to know of them.
namespace hdis::store {

/// Facts about a store that are set when it is made and never change.
struct StoreFacts {
  std::string id;  ///< Names the store and its audit log.
  Instant created_at{};
  governance::OrganisationCode custodian;
  std::string owner;           ///< Who made it: login and number.
  bool demonstration = false;  ///< Made for trying out; its owner may act as any user.
};

/// What is asked in one version of a request, and what the last check said of it.
struct RequestContent {
  std::string query_text;
  std::string purpose_text;
  std::vector<governance::CheckFinding> findings;
  std::optional<governance::Binding> checked;
  std::uint32_t repeats = 0;  ///< Version whose standing approvals it repeats; 0 for none.
};

struct RequestRecord {
  governance::Request request;
  Instant changed_at{};
  RequestContent content;  ///< Of the request's present version.
};

struct OutputRecord {
  governance::Output output;
  std::string agreement;             ///< Reference with version.
  std::vector<std::string> reasons;  ///< Why it is withheld.
  Instant produced_at{};
};

/// A table as the gate wrote it, with the digest that was recorded when it was released.
struct StoredTable {
  std::string content;
  Digest digest;
};

/// What is kept of an internal output beside its tables.
struct InternalRecord {
  governance::InternalOutput output;
  std::string agreement;  ///< Reference with version.
  Instant produced_at{};
  Digest key_fingerprint;  ///< Of the key that opens it, or opened it.
  std::vector<std::string>
      unsuppressed;  ///< Why there is no suppressed version of it; empty if there is one.
  std::optional<Instant> destroyed_at;
  std::string destroyed_why;
};

/// The tables of an internal output.
struct InternalContent {
  std::vector<std::string> sealed;      ///< Encrypted.
  std::vector<StoredTable> suppressed;  ///< Its suppressed version.
};

/// Something that is to be paid under an agreement.
struct ChargeDue {
  std::string agreement;  ///< Stem of the reference.
  governance::Charge charge;
  std::string subject;  ///< What it is for: "licence of ben, from asha".
  Instant at{};
};

/// That an output was shared with an organisation.
struct Share {
  governance::OutputId output;
  governance::OrganisationCode recipient;
  governance::UserId by;
  Instant at{};
  std::string agreement;  ///< Reference with version under which it was shared.
};

/// That an organisation has signed up to the service of an agreement, and may open its tools.
struct SignUp {
  std::string agreement;  ///< Stem of the reference.
  governance::OrganisationCode organisation;
  governance::UserId by;
  Instant at{};
};

/// A certificate of destruction as it was signed.
struct CertificateRecord {
  std::string agreement;  ///< Stem of the reference.
  std::string document;
  Instant issued_at{};
};

/// Records of the custodian's oversight, each a text that `governance` writes and reads.
enum class OversightKind : std::uint8_t {
  audit,  ///< `governance::SharingAudit`; numbered A-000001, ...
  alert,  ///< `governance::QueuedAlert`; numbered W-000001, ...
};
struct OversightRecord {
  OversightKind kind = OversightKind::audit;
  std::string id;
  std::string document;
  std::uint64_t revision = 0;  ///< Counts its changes.
};

/// That an organisation went over into another.
struct Succession {
  governance::OrganisationCode organisation;
  governance::OrganisationCode successor;
  Date since{std::chrono::sys_days()};  ///< First day of the successor.
};

/// A version of a dataset and year that was taken in.
struct DataVersion {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;
  std::string content_digest;
  std::uint64_t rows = 0;
  Instant taken_in_at{};
};

}  // namespace hdis::store
