#include "block.hpp"
#include "code_rules.hpp"
#include "columns.hpp"
#include "text_row.hpp"

#include <algorithm>
#include <cmath>

namespace hdis::synth {
namespace {

// Appointments that follow from one referral, on average; measured (docs/synthetic-data.md).
constexpr double appointments_a_pathway = 3.43;
constexpr double follow_ups = 2.1;
constexpr double missed = 0.068, cancelled_by_patient = 0.062, cancelled_by_hospital = 0.066;

struct Specialty {
  std::string_view code;
  double share;
  double follow;  ///< Follow-ups relative to the mean.
  double young, old;
};
// Share of first attendances by treatment specialty: our own assumptions, in the order of size of the published tables.
constexpr std::array<Specialty, 16> specialties{{{"110", 13, 1.1, 0.8, 1.0},
                                                 {"130", 9, 1.5, 0.5, 2.0},
                                                 {"330", 7, 0.8, 1.0, 1.1},
                                                 {"100", 7, 0.6, 0.8, 1.0},
                                                 {"120", 6, 0.7, 1.2, 1.0},
                                                 {"320", 6, 0.8, 0.4, 1.6},
                                                 {"502", 6, 0.7, 1.3, 0.6},
                                                 {"301", 5, 0.8, 0.9, 1.0},
                                                 {"101", 5, 0.9, 0.5, 1.5},
                                                 {"501", 6, 1.6, 2.5, 0.0},
                                                 {"420", 5, 0.9, 0.0, 0.0},
                                                 {"410", 3, 1.8, 0.7, 1.2},
                                                 {"370", 3, 3.0, 0.4, 1.5},
                                                 {"340", 4, 0.9, 0.5, 1.5},
                                                 {"650", 9, 1.2, 1.0, 1.0},
                                                 {"300", 6, 0.9, 0.7, 1.2}}};

const Alias& specialty_table(int age, std::size_t sex) {
  static const auto tables = [] {
    std::array<std::array<Alias, 3>, 2> made;
    for (std::size_t s = 0; s < 2; ++s) {
      for (std::size_t stage = 0; stage < 3; ++stage) {
        std::vector<double> weights;
        for (const auto& each : specialties) {
          const bool women = each.code == "501" || each.code == "502";
          double weight = each.share * (stage == 0   ? (each.code == "420" ? 8
                                                        : women            ? 0
                                                                           : each.young)
                                        : stage == 1 ? each.young
                                                     : each.old);
          if (women && s == 0) weight = 0;
          weights.push_back(weight);
        }
        made[s][stage] = Alias(weights);
      }
    }
    return made;
  }();
  return tables[sex][age < 16 ? 0U : age < 50 ? 1U : 2U];
}

struct Pathway {
  std::size_t specialty = 0;
  std::uint32_t provider = 0;
  Day requested = 0;
  char priority = '1';
  std::string_view referral;
};

bool written(const Run& run, Day day) { return run.index_of(financial_year_of(day)) >= 0; }

void write_appointment(const Run& run, Block& block, const Person& person, const Pathway& path,
                       Day day, bool first, char attended, Day last_missed, Random& random) {
  const int year = run.index_of(financial_year_of(day));
  if (year < 0) return;
  OpRow row;
  row.common =
      common_of(run, person, path.provider, year,
                recorded_ethnic(person, run.years[static_cast<std::size_t>(year)].starts, random));
  row.key = block.new_appointment();
  row.appointment = day;
  const bool referral_known = !random.chance(0.05);
  row.requested = referral_known ? path.requested : null_day;
  row.missed = last_missed;
  row.attended = attended;
  const bool by_telephone = random.chance(0.025);
  row.first = first ? (by_telephone ? '3' : '1') : (by_telephone ? '4' : '2');
  const int status = attended == '5' || attended == '6' ? 0
                     : attended == '3'                  ? 3
                     : attended == '2'                  ? 6
                     : attended == '4'                  ? 9
                                                        : -1;
  row.kind = status < 0 ? 13 : status + (first ? 1 : 2) + (by_telephone ? 20 : 0);
  row.outcome = status == 0 ? (random.chance(0.33) ? '1' : '2') : random.chance(0.1) ? '9' : '3';
  row.priority = path.priority;
  row.referral = path.referral;
  row.age = hes_age(person.birth, day);
  row.specialty = specialties[path.specialty].code;
  row.waiting = first && referral_known ? day - std::max(path.requested, last_missed) : nothing;
  row.waiting_known = referral_known ? '0' : '1';
  if (status == 0 && random.chance(0.12)) {
    row.has_procedure = true;
    row.procedure = run.country.procedures[run.country.other_procedures[person.sex].pick(random)];
    if (row.procedure.text[0] >= 'Y') row.has_procedure = false;
  }
  if (random.chance(0.04)) {
    row.has_diagnosis = true;
    row.diagnosis =
        run.country
            .diagnoses[run.country.other_diagnoses[person.sex][stage_of(age_on(person.birth, day))]
                           .pick(random)];
  }
  row.hrg = status != 0 ? std::string_view() : first ? "WF01B" : "WF01A";
  RowSink sink(block.text[op][static_cast<std::size_t>(year)]);
  op_columns(sink, row);
  sink.end();
  ++block.rows[op][static_cast<std::size_t>(year)];
}

Day working(Day day) { return weekday_of(day) >= 5 ? day + 7 - weekday_of(day) : day; }

// How many more follow-ups there are by drift; and counts what comes of it.
double drift(const Run& run, Block& block, const Person& person, const Pathway& path, Day day,
             int follow) {
  double factor = 1;
  const auto ccg = static_cast<int>(run.country.areas[person.area].ccg);
  for (std::size_t i = 0; i < run.planted.size(); ++i) {
    const Planted& effect = run.planted[i];
    if (effect.kind != EffectKind::follow_ups) continue;
    if (effect.ccg >= 0 && effect.ccg != ccg) continue;
    if (effect.practice >= 0 && effect.practice != static_cast<int>(person.practice)) continue;
    if (effect.provider >= 0 && effect.provider != static_cast<int>(path.provider)) continue;
    const double months = std::max(0, day - first_day_of(run.years.front().starts)) / 30.44;
    factor *= std::pow(effect.factor, months);
    if (follow >= 0 && written(run, day)) {
      ++block.counted[i].base;
      block.counted[i].made += static_cast<std::uint64_t>(follow);
    }
  }
  return factor;
}

void follow_pathway(const Run& run, Block& block, const Person& person, const Pathway& path,
                    Random& random) {
  Day day = working(path.requested + 5 +
                    random.geometric(path.priority == '3'   ? 6
                                     : path.priority == '2' ? 18
                                                            : 48));
  const Day begins = day;
  Day last_missed = no_day;
  const int follow = random.poisson(follow_ups * specialties[path.specialty].follow *
                                    drift(run, block, person, path, begins, -1));
  drift(run, block, person, path, begins, follow);
  for (int seen = 0; seen <= follow && day < begins + 365 && day < person.death;) {
    const double draw = random.uniform();
    char attended = random.chance(0.06) ? '6' : '5';
    if (draw < missed)
      attended = '3';
    else if (draw < missed + cancelled_by_patient)
      attended = '2';
    else if (draw < missed + cancelled_by_patient + cancelled_by_hospital)
      attended = '4';
    else if (draw < missed + cancelled_by_patient + cancelled_by_hospital + 0.003)
      attended = '7';
    write_appointment(run, block, person, path, day, seen == 0, attended, last_missed, random);
    const bool was_seen = attended == '5' || attended == '6';
    if (was_seen) {
      ++seen;
    } else {
      if (attended != '4') last_missed = day;
      // Not everybody who stays away gets another appointment.
      if (attended == '3' && random.chance(0.35)) break;
    }
    day = working(day + (was_seen ? 14 + random.geometric(60) : 7 + random.geometric(20)));
  }
}

}  // namespace

void write_clinics(const Run& run, Block& block, const Person& person, int year) {
  const Day begins = std::max(first_day_of(year), person.birth);
  const Day ends = std::min(first_day_of(year + 1) - 1, person.death - 1);
  if (begins > ends) return;
  Random random =
      Random::of(run.options.seed, Purpose::clinic, person.key, static_cast<std::uint64_t>(year));
  const int age = age_on(person.birth, begins);
  const double mean = Targets::appointments / Targets::people / appointments_a_pathway *
                      run.country.clinic[band_of(age)] * (0.45 + 0.55 * person.frailty) *
                      static_cast<double>(ends - begins + 1) / 365.0;
  static const Alias referrals({520, 90, 200, 40, 60, 30, 60});
  constexpr std::array<std::string_view, 7> sources{"03", "04", "05", "06", "11", "13", "97"};
  const Ccg& ccg = run.country.ccgs[run.country.areas[person.area].ccg];
  for (int n = random.poisson(mean); n > 0; --n) {
    Pathway path;
    path.requested = begins + random.between(0, ends - begins);
    path.specialty = specialty_table(age, person.sex).pick(random);
    path.provider = ccg.providers[ccg.admitted.pick(random)];
    path.priority = random.chance(0.08) ? '3' : random.chance(0.17) ? '2' : '1';
    path.referral = sources[referrals.pick(random)];
    follow_pathway(run, block, person, path, random);
  }
}

namespace {

void write_attendance(Block& block, int year, const AeRow& row) {
  RowSink sink(block.text[ae][static_cast<std::size_t>(year)]);
  ae_columns(sink, row);
  sink.end();
  ++block.rows[ae][static_cast<std::size_t>(year)];
}

// Arrivals by hour: quiet before six, busiest late in the morning, long evenings. Our own assumption.
int arrival_minute(Random& random) {
  static const Alias hours({22, 17, 14, 12, 11, 11, 13, 20, 36, 52, 60, 60,
                            57, 55, 54, 54, 55, 56, 57, 55, 51, 45, 37, 29});
  return static_cast<int>(hours.pick(random)) * 60 + random.between(0, 59);
}

void fill_times(AeRow& row, bool admitted, Random& random) {
  row.assessed = std::min(120, random.geometric(14));
  row.treated = row.assessed + random.geometric(50);
  // Most leave just before four hours, as the standard of the time asked.
  const bool in_time = random.chance(admitted ? 0.74 : 0.93);
  const int most = in_time ? 239 : 900;
  const int least = in_time ? (admitted ? 100 : 30) : 241;
  row.departed = admitted && in_time && random.chance(0.4)
                     ? random.between(205, 239)
                     : random.between(least, std::min(most, least + 200));
  row.treated = std::min(row.treated, row.departed);
  row.assessed = std::min(row.assessed, row.treated);
  row.concluded = random.between(row.treated, row.departed);
}

void fill_reason(AeRow& row, int age, Random& random) {
  static const Alias groups({2, 2, 2, 2, 20, 68, 4});
  constexpr std::array<std::string_view, 7> group_codes{"10", "20", "30", "40", "60", "80", "99"};
  constexpr std::array<std::string_view, 10> diagnoses{"01", "02", "05", "08", "20",
                                                       "23", "24", "25", "26", "38"};
  constexpr std::array<std::string_view, 6> investigations{"24", "01", "02", "03", "05", "06"};
  constexpr std::array<std::string_view, 6> treatments{"22", "01", "09", "16", "21", "30"};
  constexpr std::array<std::string_view, 6> areas{"02", "12", "15", "22", "25", "28"};
  row.group = group_codes[groups.pick(random)];
  if (age < 16 && row.group == "30") row.group = "60";
  row.place = random.chance(0.55) ? "10" : random.chance(0.6) ? "91" : "60";
  row.referral = random.chance(0.64)  ? "01"
                 : random.chance(0.4) ? "03"
                 : random.chance(0.5) ? "00"
                                      : "08";
  if (!random.chance(0.1)) row.diagnosis = diagnoses[random.below(10)];
  if (!row.diagnosis.empty()) row.area_code = areas[random.below(6)];
  row.investigation = investigations[random.below(6)];
  row.treatment = treatments[random.below(6)];
}

}  // namespace

void write_admitted_attendance(const Run& run, Block& block, const Person& person, const Stay& stay,
                               Random& random) {
  const int year = run.index_of(financial_year_of(stay.ae_arrival));
  if (year < 0) return;
  AeRow row;
  row.common =
      common_of(run, person, stay.provider, year,
                recorded_ethnic(person, run.years[static_cast<std::size_t>(year)].starts, random));
  row.key = stay.ae_key;
  row.episode = stay.first_episode;
  row.arrival = stay.ae_arrival;
  row.arrival_minute = arrival_minute(random);
  const int age = age_on(person.birth, row.arrival);
  row.age = hes_age(person.birth, row.arrival);
  fill_times(row, true, random);
  fill_reason(row, age, random);
  row.mode = random.chance(0.35 + 0.005 * age) ? '1' : '2';
  row.disposal = "01";
  row.department = "01";
  row.hrg = random.chance(0.5) ? "VB04Z" : "VB07Z";
  write_attendance(block, year, row);
}

void write_visits(const Run& run, Block& block, const Person& person, int year) {
  const int index = run.index_of(year);
  if (index < 0) return;
  const Day begins = std::max(first_day_of(year), person.birth);
  const Day ends = std::min(first_day_of(year + 1) - 1, person.death - 1);
  if (begins > ends) return;
  Random random =
      Random::of(run.options.seed, Purpose::visits, person.key, static_cast<std::uint64_t>(year));
  const auto& targets = run.country.targets;
  const auto& area = run.country.areas[person.area];
  const Ccg& ccg = run.country.ccgs[area.ccg];
  const double mean = (targets.attendances - targets.attendances_admitted) / Targets::people *
                      run.country.visits[band_of(age_on(person.birth, begins))] *
                      deprivation_factor(area.decile) * (0.5 + 0.5 * person.frailty) *
                      static_cast<double>(ends - begins + 1) / 365.0;
  static const Alias disposals({30, 40, 2, 4, 5, 1, 0.1, 4, 4, 1, 5, 1.5});
  constexpr std::array<std::string_view, 12> ends_as{"02", "03", "04", "05", "06", "07",
                                                     "10", "11", "12", "13", "14", "99"};
  static const Alias departments({64, 3, 28, 5});
  constexpr std::array<std::string_view, 4> kinds{"01", "02", "03", "04"};
  constexpr std::array<std::string_view, 4> hrgs{"VB11Z", "VB09Z", "VB08Z", "VB06Z"};
  for (int n = random.poisson(mean); n > 0; --n) {
    AeRow row;
    row.common = common_of(run, person, ccg.providers[ccg.attending.pick(random)], index,
                           recorded_ethnic(person, year, random));
    row.key = block.new_attendance();
    row.arrival = begins + random.between(0, ends - begins);
    row.arrival_minute = arrival_minute(random);
    const int age = age_on(person.birth, row.arrival);
    row.age = hes_age(person.birth, row.arrival);
    fill_times(row, false, random);
    fill_reason(row, age, random);
    row.mode = random.chance(0.08 + 0.004 * age) ? '1' : '2';
    row.category = random.chance(0.05) ? '2' : random.chance(0.03) ? '3' : '1';
    row.disposal = ends_as[disposals.pick(random)];
    if (row.disposal == "10") row.disposal = "14";
    row.department = kinds[departments.pick(random)];
    row.hrg = hrgs[random.below(4)];
    write_attendance(block, index, row);
  }
}

}  // namespace hdis::synth
