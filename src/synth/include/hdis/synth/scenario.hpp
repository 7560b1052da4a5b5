#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::synth {

/// What a planted effect changes.
enum class EffectKind : std::uint8_t {
  admissions,    ///< `factor` times the admissions of a clinical picture (or kind of admission).
  readmissions,  ///< `factor` times the chance of an emergency readmission after a discharge.
  follow_ups,    ///< `factor` to the power of the months since the first day: a ratio that drifts.
  none           ///< Nothing: what is named is as everywhere, and a test must find no effect.
};

/// A planted effect; empty texts restrict nothing.
struct Effect {
  std::string id;
  EffectKind kind = EffectKind::none;
  std::string ccg;       ///< Of residence.
  std::string practice;  ///< As generated: Q90000 and on.
  std::string provider;  ///< Readmissions and follow-ups only.
  std::string picture;   ///< Clinical picture of data/calibration/pictures.csv; admissions only.
  std::string admission_class;  ///< emergency, daycase or elective; admissions only.
  std::vector<int> months;      ///< Calendar months 1 to 12 of the discharge; empty is all year.
  double factor = 1;
};

/// People planted beyond the population, who have one kind of admission and nothing else.
struct Pattern {
  std::string id;
  std::string ccg;
  std::string diagnosis;  ///< Primary diagnosis; nobody else in the records has it in any position.
  std::string year;       ///< Financial year as HES writes it: 1718.
  std::uint32_t people = 1;
  std::uint32_t admissions = 1;  ///< Of each.
  bool dialysis = false;         ///< Regular day attendances instead of emergencies.
};

struct Scenario {
  std::string title;
  std::vector<Effect> effects;
  std::vector<Pattern> patterns;
};

/// Reads a scenario (YAML; docs/synthetic-data.md).
///
/// Errors: `invalid_input` with every defect and its place. Whether codes and pictures exist is found when generating.
[[nodiscard]] Result<Scenario> parse_scenario(std::string_view yaml);

}  // namespace hdis::synth
