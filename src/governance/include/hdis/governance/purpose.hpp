#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/output.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::governance {

enum class MandateKind : std::uint8_t { specific_request, service_level_agreement };

/// That for which a piece of work is done.
struct Mandate {
  MandateKind kind = MandateKind::specific_request;
  std::string reference;  ///< The customer's or the licensee's own, e.g. "SLA-2018-07 section 2.4".
  friend bool operator==(const Mandate&, const Mandate&) = default;
};

/// Why a question is asked, and for whom (M5).
struct Purpose {
  std::string work_area;  ///< Id of a work area of the agreement.
  std::vector<std::string>
      questions;  ///< Ids of commissioning questions of the agreement; at least one.
  OrganisationCode customer;
  std::optional<Mandate> mandate;
  OutputKind output = OutputKind::suppressed;  ///< Which kind of answer is wanted.
  std::string justification;                   ///< In the author's words; at least ten characters.
  friend bool operator==(const Purpose&, const Purpose&) = default;
};

/// Reads a purpose file (YAML, at most 64 KiB; the keys are explained in docs/governance.md).
///
/// Errors: `invalid_input` with one reason per defect.
[[nodiscard]] Result<Purpose> parse_purpose(std::string_view yaml);

/// "RightCare, 2.4: how do we compare?" with the titles that the vocabulary has.
[[nodiscard]] std::string summarise(const Purpose& purpose);

}  // namespace hdis::governance
