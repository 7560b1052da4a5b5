#pragma once

#include "random.hpp"
#include "tables.hpp"

#include <array>
#include <string>
#include <vector>

namespace hdis::synth {

/// Kinds of admission, in the words of pictures.csv.
enum class Class : std::uint8_t {
  emergency,
  daycase,
  elective,
  antenatal,
  delivery,
  birth,
  regular
};
constexpr std::size_t class_count = 7;
[[nodiscard]] std::size_t class_index(Class value);
/// Errors: none; `class_count` for an unknown word.
[[nodiscard]] std::size_t class_named(std::string_view word);

/// One way in which people come to hospital: who, with what, for how long (a row of pictures.csv).
struct Picture {
  std::string name, specialty;
  std::size_t kind = 0;
  double thousands = 0;
  std::array<bool, 2> sexes{true, true};  ///< Male, female.
  std::string shape;
  Alias diagnosis;
  std::vector<Code> diagnoses;
  struct Procedure {
    Alias choice;
    std::vector<Code> codes;
    double chance = 1;
  };
  std::vector<Procedure> procedures;  ///< One of them; or, if `together`, all.
  bool together = false;
  std::vector<std::string> hrgs;  ///< From the most to the least severe.
  double stay = 0, same_day = 0, death = 0, critical = 0, winter = 1;
  int series = 1, days_apart = 0;  ///< So many admissions follow from one decision.
};

}  // namespace hdis::synth
