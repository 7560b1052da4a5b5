#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/signature.hpp"

#include <string>
#include <string_view>

namespace hdis::governance {

/// That copies were destroyed, and how (M27). The official form is not published; these are the facts that the register asks for.
struct DestructionCertificate {
  std::string store;         ///< Identifier of the store that issues it.
  std::string agreement;     ///< Reference with version.
  std::string organisation;  ///< Code of the licensee.
  std::string what;          ///< What was destroyed.
  Date destroyed_on{std::chrono::sys_days()};
  std::string how;
  std::string backups;                            ///< What backups there are; "none".
  Date backups_gone_by{std::chrono::sys_days()};  ///< Last day on which a backup may exist.
  std::string signatory;                          ///< Name of who signs for the licensee.
  std::string signatory_id;                       ///< Their user here.
  Instant issued_at{};
  friend bool operator==(const DestructionCertificate&, const DestructionCertificate&) = default;
};

/// Whether it says everything, and nothing that cannot be: destruction in the future, backups that outlive no longer than it.
///
/// Errors: `invalid_input` with every defect.
[[nodiscard]] Status check_certificate(const DestructionCertificate& certificate);

/// The certificate with the signature of the store's key, as one JSON text.
[[nodiscard]] std::string sign_certificate(const DestructionCertificate& certificate,
                                           const SigningKey& key);

/// A certificate whose signature fits, and the public key that it fits.
struct VerifiedCertificate {
  DestructionCertificate certificate;
  std::string public_key;
};

/// Reads a certificate and verifies its signature; needs nothing but the text. Whose key it is must be known from elsewhere: with
/// `expected_key` (hexadecimal digits; "" for any) another key is an error.
///
/// Errors: `invalid_input` for what is no certificate; `corrupt` if its signature does not fit or its key is another.
[[nodiscard]] Result<VerifiedCertificate> verify_certificate(std::string_view text,
                                                             std::string_view expected_key = {});

}  // namespace hdis::governance
