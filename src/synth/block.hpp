#pragma once

#include "hdis/synth/synth.hpp"

#include "calibration.hpp"
#include "records.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hdis::synth {

enum Dataset : std::uint8_t { apc, ae, op, cc };
constexpr std::size_t dataset_count = 4;
constexpr std::array<std::string_view, dataset_count> dataset_names{"apc", "ae", "op", "cc"};

/// A year that is asked for.
struct Year {
  int starts = 0;  ///< Calendar year in which it begins.
  std::string code, extract;
  bool later_names = false;
};

/// An effect with its names looked up; -1 restricts nothing.
struct Planted {
  EffectKind kind = EffectKind::none;
  int ccg = -1, practice = -1, provider = -1, picture = -1, admission_class = -1;
  std::uint32_t months = 0xfff;
  double factor = 1;
};

/// What is the same for all blocks; only read.
struct Run {
  const Calibration& country;
  const Options& options;
  std::vector<Year> years;
  int first_year = 0, last_year = 0;  ///< Calendar years simulated: one before the first asked for.
  std::vector<std::string> practices;
  std::vector<Planted> planted;

  [[nodiscard]] int index_of(int year) const {
    for (std::size_t i = 0; i < years.size(); ++i)
      if (years[i].starts == year) return static_cast<int>(i);
    return -1;
  }
};

/// What an effect came to: of `base` things, `made` (see truth.cpp for what is counted for which kind).
struct Counted {
  std::uint64_t base = 0, made = 0;
};

/// What a block of people left: lines for each file, and counts.
struct Block {
  explicit Block(const Run& run, std::uint64_t number)
      : next_key(number * 10'000'000 + 1), counted(run.planted.size()) {
    for (auto& of_dataset : text) of_dataset.resize(run.years.size());
    for (auto& of_dataset : rows) of_dataset.resize(run.years.size());
  }
  std::uint64_t next_key;
  std::array<std::vector<std::string>, dataset_count> text;
  std::array<std::vector<std::uint64_t>, dataset_count> rows;
  std::vector<Counted> counted;

  /// Keys are spread over all twelve digits, each dataset in its own way, and never twice.
  std::uint64_t new_key(std::uint64_t multiplier) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>(static_cast<Wide>(next_key++) * multiplier %
                                      1'000'000'000'000U);
  }
  std::uint64_t new_episode() { return new_key(387'420'489'013U); }
  std::uint64_t new_attendance() { return new_key(617'283'950'617U); }
  std::uint64_t new_appointment() { return new_key(902'345'671'893U); }
  std::uint64_t new_spell() { return new_key(161'803'398'873U); }
  std::uint64_t new_record() { return 10'000'000'000'000U + new_key(271'828'182'847U); }
};

/// A stay in one hospital, before it is cut into episodes.
struct Stay {
  const Picture* picture = nullptr;
  std::uint32_t provider = 0;
  Day admission = 0, discharge = 0;
  std::string_view method, source = "19", destination = "19";
  char discharge_method = '1';
  std::uint64_t ae_key = 0;
  Day ae_arrival = no_day;
  Code fixed_diagnosis{};  ///< Of a planted person; empty otherwise.
  bool fixed = false;
  const Person* mother = nullptr;  ///< Of a birth.
  int babies = nothing, gestation = nothing, weight = nothing;
  char delivery = ' ';
  Code main_procedure{};
  /// Key of the first episode's record of the year of admission; set by write_stay.
  std::uint64_t first_episode = 0;
};

/// What a record of `person` says in common, at a provider in a year of `run`.
[[nodiscard]] Common common_of(const Run& run, const Person& person, std::uint32_t provider,
                               int year_index, char ethnic);
/// Ethnic category as recorded this time: now and then not stated or not known.
[[nodiscard]] char recorded_ethnic(const Person& person, int year, Random& random);

/// Cuts a stay into episodes and writes its records, critical care included.
void write_stay(const Run& run, Block& block, const Person& person, Stay& stay, Random& random);
/// Writes the attendance that led to `stay` and links both ways.
void write_admitted_attendance(const Run& run, Block& block, const Person& person, const Stay& stay,
                               Random& random);
/// Attendances of a year that did not lead to admission.
void write_visits(const Run& run, Block& block, const Person& person, int year);
/// Outpatient pathways that begin in a year.
void write_clinics(const Run& run, Block& block, const Person& person, int year);
/// A whole life as far as the years go, with the babies born in it.
void live(const Run& run, Block& block, Person& person);
/// The people whom the scenario plants.
void write_patterns(const Run& run, Block& block);

}  // namespace hdis::synth
