#include "person.hpp"

#include "code_rules.hpp"

namespace hdis::synth {
namespace {

// Ethnic groups of residents, per thousand, in London and elsewhere: after the census of 2011, rounded.
const Alias& ethnic_groups(bool london) {
  static const Alias there({449, 22, 126, 15, 8, 12, 15, 66, 27, 27, 49, 42, 70, 21, 15, 36});
  static const Alias elsewhere({840, 8, 40, 8, 3, 6, 4, 22, 21, 6, 12, 8, 12, 3, 6, 1});
  return london ? there : elsewhere;
}

void name(Person& person, std::uint64_t seed) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  constexpr std::string_view mark = "SYNTH";
  auto random = Random::of(seed, Purpose::token, person.key);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < person.token.size(); ++i) {
    if (i % 12 == 0) bits = random.next();
    person.token[i] = i < mark.size() ? mark[i] : letters[bits & 31U];
    bits >>= 5U;
  }
}

}  // namespace

double deprivation_factor(int decile) { return 1.36 - 0.0655 * decile; }

void complete(Person& person, const Calibration& country, std::uint64_t seed, int age) {
  name(person, seed);
  auto random = Random::of(seed, Purpose::person, person.key, 1);
  static const Alias levels({45, 30, 17, 8});
  constexpr std::array frailties{0.42, 0.945, 1.575, 3.275};
  person.frailty = frailties[levels.pick(random)];
  const double burden =
      deprivation_factor(country.areas[person.area].decile) * (0.7 + 0.3 * person.frailty);
  const auto band = band_of(age);
  for (std::size_t i = 0; i < country.conditions.size(); ++i) {
    if (!random.chance(std::min(0.9, country.conditions[i].prevalence[band] * burden))) continue;
    const auto& condition = country.conditions[i];
    const Code code = condition.members[condition.codes.pick(random)];
    if (!diagnosis_fits(code.view(), person.sex, stage_of(age))) continue;
    person.conditions |= std::uint64_t{1} << i;
    person.condition_codes[i] = code;
  }
}

Person make_person(const Calibration& country, std::uint64_t seed, std::uint64_t index, Day start) {
  auto random = Random::of(seed, Purpose::person, index);
  Person person;
  person.key = index;
  const auto& ccg = country.ccgs[country.ccg_of_person.pick(random)];
  const auto band = ccg.bands.pick(random);
  const int age = band == 18 ? 90 + std::min(19, random.geometric(2.6))
                             : static_cast<int>(band) * 5 + random.between(0, 4);
  person.birth = start - static_cast<Day>(age * 365.2425) - random.between(1, 365);
  person.sex = random.chance(country.sex_share[band][0]) ? 0 : 1;
  person.area = ccg.first_area + random.below(ccg.areas);
  person.practice = ccg.first_practice + random.below(ccg.practices);
  person.ethnic = "ABCDEFGHJKLMNPRS"[ethnic_groups(ccg.london).pick(random)];
  complete(person, country, seed, age);
  return person;
}

Person make_baby(const Calibration& country, std::uint64_t seed, const Person& mother, Day birth,
                 int number) {
  Person baby = mother;
  baby.conditions = 0;
  baby.key = (mother.key & 0xffffffffffU) | (static_cast<std::uint64_t>(birth & 0xfffff) << 40U) |
             (static_cast<std::uint64_t>(number + 1) << 60U);
  baby.birth = birth;
  baby.death = INT32_MAX;
  baby.sex = Random::of(seed, Purpose::person, baby.key).chance(0.512) ? 0 : 1;
  complete(baby, country, seed, 0);
  return baby;
}

}  // namespace hdis::synth
