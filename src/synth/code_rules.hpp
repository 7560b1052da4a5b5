#pragma once

#include "tables.hpp"

namespace hdis::synth {

/// Whether a person of a sex (0 male, 1 female) at a stage of life can have a diagnosis (ICD-10).
[[nodiscard]] bool diagnosis_fits(std::string_view code, std::size_t sex, std::size_t stage);
/// Whether a procedure (OPCS-4) can be done on a person of this sex.
[[nodiscard]] bool procedure_fits(std::string_view code, std::size_t sex);

}  // namespace hdis::synth
