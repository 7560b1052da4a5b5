#pragma once

#include "day.hpp"
#include "person.hpp"
#include "tables.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace hdis::synth {

constexpr int nothing = INT32_MIN;  ///< A number that is not there: an empty field.

/// What every record says of the patient and of the places.
struct Common {
  const Person* person = nullptr;
  const SmallArea* area = nullptr;
  const Ccg* ccg = nullptr;
  const Provider* provider = nullptr;
  std::string_view practice;
  char ethnic = 'Z';
  std::string_view year;     ///< 1718
  std::string_view extract;  ///< 201799
  bool later_names = false;  ///< From 2021/22 persons are TOKEN_PERSON_ID.
};

struct ApcRow {
  Common common;
  std::uint64_t key = 0, ae_key = 0, sus_record = 0, sus_spell = 0;
  int link_rank = nothing;
  Day start = no_day, end = no_day, admission = no_day, discharge = no_day, decision = no_day;
  int order = 1, status = 3, type = 1, bed_days = nothing;
  int spell_begin = 2;
  bool spell_end = true;
  int spell_days = nothing;
  bool fae = false, fce = false, fde = false, emergency = false;
  std::string_view method, source, destination;
  char classification = '1', management = '1', discharge_method = '8';
  int waited = nothing, age = 0, end_age = 0, admission_age = 0, days_old = nothing;
  std::array<Code, 20> diagnoses;
  int diagnosis_count = 0;
  std::array<Code, 24> procedures;
  std::array<Day, 24> procedure_days{};
  int procedure_count = 0;
  Code cause{};
  bool has_cause = false, well_baby = false;
  std::string_view main_specialty, specialty, hrg, spell_hrg;
  int babies = nothing, mother_age = nothing, gestation = nothing, weight = nothing;
  char delivery = ' ';
};

struct AeRow {
  Common common;
  std::uint64_t key = 0, episode = 0;
  Day arrival = no_day;
  int arrival_minute = 0, assessed = 0, treated = 0, concluded = 0,
      departed = 0;  ///< After arrival.
  int age = 0;
  char mode = '2', category = '1';
  std::string_view disposal, department, place, group, referral, hrg, diagnosis, area_code,
      investigation, treatment;
};

struct OpRow {
  Common common;
  std::uint64_t key = 0;
  Day appointment = no_day, requested = no_day, missed = no_day;
  char attended = '5', first = '1', outcome = '1', priority = '1';
  int kind = 1, waiting = nothing, age = 0;
  char waiting_known = '0';
  std::string_view referral, specialty, hrg;
  Code procedure{};
  bool has_procedure = false;
  Code diagnosis{};
  bool has_diagnosis = false;
};

struct CcRow {
  std::uint64_t sus_record = 0;
  Day start = no_day, end = no_day, activity = no_day;
  int start_minute = 0, end_minute = 0;
  std::string_view admission_type, source, unit, beds, kind, location;
  bool best = true;
  std::array<int, 11> support{};  ///< Order of the columns, BRESSUPDAYS to CCLEV3DAYS.
  int organs = 0;
};

}  // namespace hdis::synth
