#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::governance {

/// Whether a reference has the form that is laid down, `DARS-NIC-nnnnnn-AAAAA`. A third of the references in published
/// registers do not, so one that does not is accepted as it is.
enum class ReferenceForm : std::uint8_t { regular, irregular };

/// What names a data sharing agreement: a stem that stays the same for its life, and a version.
struct AgreementReference {
  std::string stem;     ///< "DARS-NIC-99675-X5S7X"
  std::string version;  ///< "1.2"; empty if none was written.
  ReferenceForm form = ReferenceForm::regular;

  /// "DARS-NIC-99675-X5S7X-v1.2", or the stem alone.
  [[nodiscard]] std::string to_text() const;
  friend bool operator==(const AgreementReference&, const AgreementReference&) = default;
};

/// Reads a reference with or without version.
///
/// Errors: `invalid_input` if it is empty, longer than 60 characters or holds anything but letters, digits and `-_/.`.
[[nodiscard]] Result<AgreementReference> parse_agreement_reference(std::string_view text);

/// Whether `text` is a version of an agreement: two whole numbers with a dot, "1.2".
[[nodiscard]] bool is_agreement_version(std::string_view text);

/// Whether version `a` is older than `b`, by number: 1.9 is older than 1.10. Both satisfy `is_agreement_version`.
[[nodiscard]] bool is_older_version(std::string_view a, std::string_view b);

}  // namespace hdis::governance
