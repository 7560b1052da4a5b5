#pragma once

#include "calibration.hpp"
#include "day.hpp"

#include <array>
#include <cstdint>

namespace hdis::synth {

/// Somebody, as far as records tell.
struct Person {
  std::uint64_t key = 0;  ///< Different for everybody; babies have their mother's with a mark.
  Day birth = 0;
  Day death = INT32_MAX;
  std::uint8_t sex = 0;  ///< 0 male, 1 female.
  char ethnic = 'A';
  std::uint32_t area = 0, practice = 0;
  std::uint64_t conditions = 0;  ///< A bit for each of Calibration::conditions.
  double frailty = 1;            ///< Use of care relative to others of that age; mean 1.
  std::array<char, 32> token{};
  std::array<Code, 32> condition_codes{};
};

/// Person `index` of the population on `start`; the same for the same seed.
[[nodiscard]] Person make_person(const Calibration& country, std::uint64_t seed,
                                 std::uint64_t index, Day start);
/// A baby born to `mother`.
[[nodiscard]] Person make_baby(const Calibration& country, std::uint64_t seed, const Person& mother,
                               Day birth, int number);
/// Gives what follows from key, age and area: token, conditions, frailty.
void complete(Person& person, const Calibration& country, std::uint64_t seed, int age);
/// How much more or less the deprived go to hospital unplanned.
[[nodiscard]] double deprivation_factor(int decile);

}  // namespace hdis::synth
