#pragma once

#include "hdis/core/result.hpp"

#include "clinical_picture.hpp"
#include "random.hpp"
#include "tables.hpp"

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace hdis::synth {

struct SmallArea {
  std::string lsoa, lad, imd_rank, imd_score;
  std::uint32_t ccg = 0;
  int decile = 0;  ///< 1 is the most deprived.
  char rural_urban = '5';
};

struct Ccg {
  std::string code, stp;
  Alias bands;
  std::uint32_t first_area = 0, areas = 0;
  std::uint32_t first_practice = 0, practices = 0;
  std::vector<std::uint32_t> providers;
  Alias attending, admitted;  ///< Which of `providers` these go to.
  bool london = false;
};

struct Provider {
  std::string code, stp;
};

struct Condition {
  std::string name;
  Alias codes;
  std::vector<Code> members;
  std::array<double, band_count> prevalence{};
  double recorded = 1;
};

/// Yearly totals for 55.6 million people that the records are made to have. Sources: docs/synthetic-data.md.
struct Targets {
  static constexpr double people = 55.6e6;
  static constexpr double emergency = 5.3e6, daycase = 6.0e6, elective = 1.42e6, antenatal = 0.5e6;
  static constexpr double deliveries = 0.655e6, regular = 0.75e6, appointments = 92e6;
  double attendances = 0, attendances_admitted = 0;  ///< Of trusts with a full department, 2017/18.
};

/// Everything that the generator knows of the country; built once, then only read.
struct Calibration {
  std::vector<SmallArea> areas;
  std::vector<Ccg> ccgs;
  Alias ccg_of_person;
  std::vector<Provider> providers;
  std::array<std::array<double, 2>, band_count> sex_share{};  ///< Male, female.
  std::array<double, band_count> people{};                    ///< England, by band.
  std::vector<Picture> pictures;
  std::vector<Condition> conditions;
  std::vector<Code> diagnoses, procedures;
  std::array<std::array<Alias, 5>, 2> other_diagnoses;  ///< By sex and stage of life.
  std::array<Alias, 2> other_procedures;
  std::array<double, band_count> visits{}, clinic{};  ///< Relative use, mean 1 over people.
  Targets targets;
  std::array<std::array<std::array<Alias, band_count>, 2>, class_count> picture_of;
  std::array<std::array<std::array<double, band_count>, 2>, class_count> rate{};  ///< Per year.
  std::array<std::array<Alias, band_count>, 2> fatal;  ///< Pictures of those who die in hospital.
  /// Admissions a year by class, sex, band and picture; empty where there are none.
  std::array<std::array<std::array<std::vector<double>, band_count>, 2>, class_count> picture_rates;
  std::array<Alias, 2> months;  ///< Of emergencies; in winter illness too.

  [[nodiscard]] std::string practice(std::uint32_t index) const;
};

/// Reads the folder data/calibration. `reserved`: diagnoses that the scenario plants, which nobody else may have.
/// Errors: `not_found`, `corrupt` (a file that is not as this program needs it).
[[nodiscard]] Result<Calibration> load_calibration(const std::filesystem::path& folder,
                                                   const std::set<std::string>& reserved);

}  // namespace hdis::synth
