#include "block.hpp"
#include "code_rules.hpp"
#include "columns.hpp"
#include "text_row.hpp"

#include <algorithm>

namespace hdis::synth {
namespace {

// One part of a stay under one consultant.
struct Episode {
  Day start = 0, end = 0;
};

std::vector<Episode> cut(const Stay& stay, Random& random) {
  const Day nights = stay.discharge - stay.admission;
  std::size_t parts = 1;
  if (nights > 0 && stay.picture->kind == class_index(Class::emergency))
    parts += static_cast<std::size_t>(random.geometric(0.95));
  if (nights > 3 && stay.picture->kind == class_index(Class::elective))
    parts += static_cast<std::size_t>(random.geometric(0.15));
  parts = std::min<std::size_t>({parts, 8, static_cast<std::size_t>(nights) + 1});
  std::vector<Episode> episodes{{stay.admission, stay.discharge}};
  while (episodes.size() < parts) {
    // The first ends early: assessment unit, then ward.
    const Day from = episodes.back().start;
    const Day change = from + random.geometric(0.8);
    if (change > stay.discharge) break;
    episodes.back().end = change;
    episodes.push_back({change, stay.discharge});
  }
  return episodes;
}

void add(ApcRow& row, Code code) {
  if (row.diagnosis_count >= 20) return;
  const auto end = row.diagnoses.begin() + row.diagnosis_count;
  if (std::find(row.diagnoses.begin(), end, code) != end) return;
  row.diagnoses[static_cast<std::size_t>(row.diagnosis_count++)] = code;
  if (!row.has_cause && code.text[0] >= 'V' && code.text[0] <= 'Y') {
    row.cause = code;
    row.has_cause = true;
  }
}

Code primary(const Stay& stay, const Person& person, std::size_t stage, Random& random) {
  if (stay.fixed) return stay.fixed_diagnosis;
  for (int i = 0; i < 12; ++i) {
    const Code code = stay.picture->diagnoses[stay.picture->diagnosis.pick(random)];
    // Causes of injury are never the first diagnosis.
    const bool cause = code.text[0] >= 'V' && code.text[0] <= 'Y';
    if (!cause && diagnosis_fits(code.view(), person.sex, stage)) return code;
  }
  return to_code("R69X");
}

void fill_diagnoses(const Run& run, const Person& person, const Stay& stay, Code first, ApcRow& row,
                    Random& random) {
  const auto& country = run.country;
  const int age = age_on(person.birth, stay.admission);
  const auto stage = stage_of(age);
  add(row, first);
  if (stay.fixed) return;
  const bool short_stay = stay.picture->kind == class_index(Class::daycase);
  const bool maternal = stay.picture->kind == class_index(Class::delivery);
  if (maternal) add(row, to_code(stay.babies > 1 ? "Z372" : "Z370"));
  const double other = stay.picture->kind == class_index(Class::regular) ? 0.3
                       : short_stay                                      ? 1.25
                       : age < 15                                        ? 1.0
                       : stay.picture->kind == class_index(Class::birth) ? 0.4
                                                                         : 1.6 + 0.045 * age;
  if (first.text[0] == 'S') {
    // What caused it is somewhere among the others.
    for (int i = 0; i < 40 && !row.has_cause; ++i) {
      const auto& pool = country.other_diagnoses[person.sex][stage];
      const Code code = country.diagnoses[pool.pick(random)];
      if (code.text[0] == 'W' || code.text[0] == 'V') add(row, code);
    }
  }
  for (std::size_t i = 0; i < country.conditions.size(); ++i) {
    const bool has = ((person.conditions >> i) & 1U) != 0;
    if (has && random.chance(country.conditions[i].recorded * (short_stay ? 0.75 : 1)))
      add(row, person.condition_codes[i]);
  }
  for (int n = random.poisson(other); n > 0; --n)
    add(row, country.diagnoses[country.other_diagnoses[person.sex][stage].pick(random)]);
}

void do_procedure(ApcRow& row, Code code, Day day) {
  if (row.procedure_count >= 24) return;
  row.procedures[static_cast<std::size_t>(row.procedure_count)] = code;
  row.procedure_days[static_cast<std::size_t>(row.procedure_count++)] = day;
}

void fill_procedures(const Run& run, const Person& person, const Stay& stay, ApcRow& row,
                     const Episode& episode, Random& random) {
  const auto& country = run.country;
  const Day day = episode.start + (episode.end > episode.start ? 1 : 0);
  if (stay.main_procedure.text[0] != 0)
    do_procedure(row, stay.main_procedure, day);
  else {
    for (const auto& procedure : stay.picture->procedures) {
      if (procedure.codes.empty() || !random.chance(procedure.chance)) continue;
      for (int i = 0; i < 12; ++i) {
        const Code code = procedure.codes[procedure.choice.pick(random)];
        if (!procedure_fits(code.view(), person.sex)) continue;
        do_procedure(row, code, day);
        break;
      }
    }
  }
  const double further = row.procedure_count > 0 ? 2.0 : 0.25;
  for (int n = random.poisson(further); n > 0 && !stay.fixed; --n)
    do_procedure(row, country.procedures[country.other_procedures[person.sex].pick(random)], day);
  // Sites and methods come after what was done.
  const auto end = row.procedures.begin() + row.procedure_count;
  if (row.procedure_count > 0 && row.procedures[0].text[0] >= 'Y') {
    const auto main =
        std::find_if(row.procedures.begin(), end, [](const Code& c) { return c.text[0] < 'Y'; });
    if (main == end)
      row.procedure_count = 0;
    else
      std::swap(row.procedures[0], *main);
  }
}

std::string_view severity(const Picture& picture, int diagnoses, Random& random) {
  const int n = static_cast<int>(picture.hrgs.size());
  const int burden = std::min(9, std::max(0, diagnoses - 2 + random.between(-1, 1)));
  return picture.hrgs[static_cast<std::size_t>(std::clamp((n - 1) * (9 - burden) / 9, 0, n - 1))];
}

template <class Row, class Columns>
void append(Block& block, Dataset dataset, int year, const Row& row, Columns columns) {
  RowSink sink(block.text[dataset][static_cast<std::size_t>(year)]);
  columns(sink, row);
  sink.end();
  ++block.rows[dataset][static_cast<std::size_t>(year)];
}

struct Critical {
  bool any = false;
  Day start = 0, end = 0;
  CcRow row;
};

Critical critical_care(const Run&, const Person& person, const Stay& stay, Random& random) {
  Critical made;
  if (stay.fixed || !random.chance(stay.picture->critical)) return made;
  const bool surgical = stay.picture->kind == class_index(Class::elective);
  const int age = age_on(person.birth, stay.admission);
  made.start = stay.admission + (stay.discharge > stay.admission && surgical ? 1 : 0);
  made.end = std::min<Day>(stay.discharge, made.start + 1 + random.geometric(surgical ? 1.0 : 3.2));
  made.any = true;
  CcRow& row = made.row;
  row.start = made.start;
  row.end = made.end;
  row.start_minute = random.between(0, 1439);
  row.end_minute =
      made.end == made.start ? std::min(1439, row.start_minute + 60) : random.between(600, 1200);
  row.kind = age < 1 ? "03" : age < 16 ? "02" : "01";
  row.admission_type = surgical ? "04" : "01";
  row.location = surgical ? "01" : random.chance(0.4) ? "05" : "03";
  row.unit = age < 1 ? "13" : age < 16 ? "04" : random.chance(0.7) ? "01" : "02";
  row.beds = random.chance(0.8) ? "05" : "02";
  const int days = made.end - made.start + 1;
  if (age >= 16) {
    const int advanced = surgical ? 0 : random.chance(0.4) ? random.between(1, days) : 0;
    row.support[0] = random.between(0, days - advanced);
    row.support[1] = advanced;
    row.support[3] = random.chance(0.15) ? random.between(1, days) : 0;
    row.support[2] = days - row.support[3];
    row.support[4] = random.chance(0.12) ? random.between(1, days) : 0;
    row.support[5] = random.chance(0.06) ? random.between(1, days) : 0;
    row.support[6] = random.chance(0.3) ? random.between(1, days) : 0;
    row.support[10] = advanced;
    row.support[9] = days - advanced;
    for (std::size_t i = 0; i < 8; ++i)
      row.organs += row.support[i] > 0 && i != 0 && i != 2 ? 1 : 0;
    row.organs = std::min(7, row.organs + 1);
  } else {
    row.support.fill(nothing);
    row.organs = nothing;
  }
  return made;
}

// A row for each day of a child's or baby's period, one for an adult's.
void write_critical(const Run& run, Block& block, const Critical& period, std::uint64_t record,
                    Day until, int year, bool best) {
  const int starts = run.years[static_cast<std::size_t>(year)].starts;
  // Adults from 2008/09, children and babies from 2017/18.
  if (starts < (period.row.kind == "01" ? 2008 : 2017)) return;
  CcRow row = period.row;
  row.sus_record = record;
  row.best = best;
  if (row.kind == "01") {
    append(block, cc, year, row, [](auto& sink, const CcRow& r) { cc_columns(sink, r); });
    return;
  }
  for (Day day = period.start; day <= std::min(until, period.end); ++day) {
    row.activity = day;
    append(block, cc, year, row, [](auto& sink, const CcRow& r) { cc_columns(sink, r); });
  }
}

}  // namespace

Common common_of(const Run& run, const Person& person, std::uint32_t provider, int year_index,
                 char ethnic) {
  const auto& area = run.country.areas[person.area];
  const auto& year = run.years[static_cast<std::size_t>(year_index)];
  return {&person,
          &area,
          &run.country.ccgs[area.ccg],
          &run.country.providers[provider],
          run.practices[person.practice],
          ethnic,
          year.code,
          year.extract,
          year.later_names};
}

char recorded_ethnic(const Person& person, int year, Random& random) {
  const double draw = random.uniform();
  if (draw < 0.07) return 'Z';
  if (draw < 0.10) return year < 2013 ? 'X' : '9';
  return person.ethnic;
}

void write_stay(const Run& run, Block& block, const Person& person, Stay& stay, Random& random) {
  const Picture& picture = *stay.picture;
  const auto episodes = cut(stay, random);
  const auto kind = static_cast<Class>(picture.kind);
  const int age = age_on(person.birth, stay.admission);
  const Code first = primary(stay, person, stage_of(age), random);
  const bool elective = kind == Class::daycase || kind == Class::elective || kind == Class::regular;
  const std::uint64_t spell = block.new_spell();
  const Critical critical = critical_care(run, person, stay, random);
  const int waited = elective ? random.geometric(stay.method == "13" ? 20 : 62) + 1 : nothing;
  bool critical_written = false;

  for (std::size_t i = 0; i < episodes.size(); ++i) {
    const Episode& episode = episodes[i];
    const int ends_in = run.index_of(financial_year_of(episode.end));
    const int starts_in = run.index_of(financial_year_of(episode.start));
    if (ends_in < 0 && starts_in < 0) continue;
    const bool last = i + 1 == episodes.size();
    ApcRow row;
    row.start = episode.start;
    row.admission = stay.admission;
    row.order = static_cast<int>(i) + 1;
    row.sus_record = block.new_record();
    row.sus_spell = spell;
    row.method = stay.method;
    row.source = stay.source;
    row.ae_key = stay.ae_key;
    row.link_rank = stay.ae_key != 0 ? (random.chance(0.95) ? 1 : 2) : nothing;
    row.emergency = stay.method[0] == '2';
    row.type = kind == Class::delivery ? 2 : kind == Class::birth ? 3 : 1;
    row.classification = kind == Class::daycase ? '2' : kind == Class::regular ? '3' : '1';
    row.management = kind == Class::daycase ? '2' : kind == Class::regular ? '4' : '1';
    row.age = hes_age(person.birth, episode.start);
    row.admission_age = std::max(0, age);
    if (episode.start - person.birth < 28) row.days_old = episode.start - person.birth;
    row.main_specialty = row.specialty = picture.specialty;
    row.spell_begin = i > 0 ? 0 : 2;
    if (elective) {
      row.decision = random.chance(0.04) ? null_day : stay.admission - waited;
      row.waited = row.decision == null_day ? nothing : std::min(waited, 8887);
    }
    if (kind == Class::delivery || kind == Class::birth) {
      row.babies = stay.babies;
      row.gestation = stay.gestation;
      row.weight = stay.weight;
      row.delivery = stay.delivery;
      if (stay.mother != nullptr) row.mother_age = age_on(stay.mother->birth, stay.admission);
      if (kind == Class::delivery) row.mother_age = age;
      row.well_baby = kind == Class::birth && !critical.any;
    }
    const char ethnic = recorded_ethnic(person, financial_year_of(episode.start), random);
    fill_diagnoses(run, person, stay, first, row, random);
    if (i == 0 || random.chance(0.2)) fill_procedures(run, person, stay, row, episode, random);
    row.hrg = row.spell_hrg = severity(picture, row.diagnosis_count, random);

    // (1) Finished: in the year in which it ends.
    if (ends_in >= 0) {
      const Day year_begins = first_day_of(run.years[static_cast<std::size_t>(ends_in)].starts);
      ApcRow finished = row;
      finished.common = common_of(run, person, stay.provider, ends_in, ethnic);
      finished.key = block.new_episode();
      finished.end = episode.end;
      finished.end_age = hes_age(person.birth, episode.end);
      finished.fce = true;
      finished.fae = i == 0;
      finished.fde = last;
      finished.spell_end = last;
      finished.bed_days = episode.end - std::max(episode.start, year_begins);
      if (i == 0 && stay.admission < year_begins) finished.spell_begin = 1;
      finished.discharge = last ? stay.discharge : no_day;
      finished.discharge_method = last ? stay.discharge_method : '8';
      finished.destination = last ? stay.destination : "98";
      finished.spell_days = last ? stay.discharge - stay.admission : nothing;
      if (i == 0 && starts_in == ends_in) stay.first_episode = finished.key;
      append(block, apc, ends_in, finished,
             [](auto& sink, const ApcRow& r) { apc_columns(sink, r); });
      if (critical.any && critical.start <= episode.end && critical.end >= episode.start) {
        write_critical(run, block, critical, row.sus_record, stay.discharge, ends_in,
                       !critical_written);
        critical_written = true;
      }
    }
    // (2) Unfinished: in the year in which it began, if that ended first.
    if (starts_in >= 0 && starts_in != ends_in) {
      const Day year_ends =
          first_day_of(run.years[static_cast<std::size_t>(starts_in)].starts + 1) - 1;
      ApcRow open = row;
      open.common = common_of(run, person, stay.provider, starts_in, ethnic);
      open.key = block.new_episode();
      open.status = 1;
      open.destination = "98";
      open.spell_end = false;
      open.end_age = hes_age(person.birth, year_ends);
      open.bed_days = year_ends - episode.start + 1;
      open.diagnosis_count = 0;
      open.procedure_count = 0;
      open.has_cause = false;
      open.hrg = open.spell_hrg = {};
      if (i == 0) stay.first_episode = open.key;
      append(block, apc, starts_in, open,
             [](auto& sink, const ApcRow& r) { apc_columns(sink, r); });
    }
  }
}

}  // namespace hdis::synth
