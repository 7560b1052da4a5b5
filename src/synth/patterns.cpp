#include "block.hpp"

#include <algorithm>

namespace hdis::synth {
namespace {

const Picture& picture_for(const Calibration& country, bool dialysis) {
  const auto kind = class_index(dialysis ? Class::regular : Class::emergency);
  return *std::find_if(country.pictures.begin(), country.pictures.end(),
                       [&](const Picture& picture) { return picture.kind == kind; });
}

}  // namespace

void write_patterns(const Run& run, Block& block) {
  std::uint64_t index = run.options.people;
  for (const auto& pattern : run.options.scenario.patterns) {
    const auto ccg = std::find_if(run.country.ccgs.begin(), run.country.ccgs.end(),
                                  [&](const Ccg& each) { return each.code == pattern.ccg; });
    const auto year = FinancialYear::parse(pattern.year);
    if (ccg == run.country.ccgs.end() || !year) continue;  // checked before anything is written
    const Day begins = first_day_of(year->first_calendar_year());
    for (std::uint32_t n = 0; n < pattern.people; ++n, ++index) {
      Person person = make_person(run.country, run.options.seed, index, begins - 365 * 30);
      person.birth -= 365 * 10;
      person.area = ccg->first_area + n % ccg->areas;
      person.practice = ccg->first_practice + n % ccg->practices;
      person.conditions = 0;
      Random random = Random::of(run.options.seed, Purpose::stay, index, 1);
      const std::uint32_t gap = std::max(1U, 364U / pattern.admissions);
      for (std::uint32_t i = 0; i < pattern.admissions; ++i) {
        Stay stay;
        stay.picture = &picture_for(run.country, pattern.dialysis);
        stay.provider = ccg->providers.front();
        stay.admission = stay.discharge = begins + static_cast<Day>(std::min(360U, i * gap));
        stay.method = pattern.dialysis ? "13" : "22";
        stay.fixed = true;
        stay.fixed_diagnosis = to_code(pattern.diagnosis);
        write_stay(run, block, person, stay, random);
      }
    }
  }
}

}  // namespace hdis::synth
