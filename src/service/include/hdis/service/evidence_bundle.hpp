#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

/// Evidence for an auditor, verifiable without the system (M26, M29).
namespace hdis::service {

struct BundleReport {
  std::string agreement;  ///< Stem of the reference.
  std::uint64_t files = 0;
  std::uint64_t events = 0;  ///< Of the log, all of which is in it.
  std::string checksum;      ///< SHA-256 of SHA256SUMS.
  std::string public_key;    ///< That fits the signature; hexadecimal digits.
};

/// Writes what is on record about an agreement into a new folder: its versions, requests with decisions, outputs by digest, certificates,
/// audits, alerts, the review of its last year and the whole audit log, with SHA256SUMS, the store's Ed25519 signature of it, the public key in PEM
/// and a README that says how to verify all of it with sha256sum, openssl and b2sum. No released table is in it: a digest proves one.
///
/// For auditors and administrators, not through sudo. Errors: `not_found`; `not_permitted`; `conflict` if there is something in the folder;
/// `corrupt` if the log is not what was written; `unavailable`. After an error nothing that this made is left.
[[nodiscard]] Result<BundleReport> export_bundle(Session& session, const std::string& agreement,
                                                 const std::filesystem::path& folder);

}  // namespace hdis::service
