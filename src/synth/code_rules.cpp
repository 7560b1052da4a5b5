#include "code_rules.hpp"

namespace hdis::synth {
namespace {

bool within(std::string_view code, std::string_view low, std::string_view high) {
  const auto category = code.substr(0, 3);
  return category >= low && category <= high;
}

bool of_women(std::string_view code) {
  return code[0] == 'O' || within(code, "N70", "N98") || within(code, "C51", "C58") ||
         within(code, "D25", "D28") || within(code, "Z32", "Z37") || within(code, "Z39", "Z39") ||
         within(code, "D06", "D07") || within(code, "Z30", "Z31") || within(code, "A34", "A34") ||
         within(code, "F53", "F53") || within(code, "Z64", "Z64") || code == "Z875" ||
         code == "M800" || code == "M810" || code == "E280" || code == "E282" || code == "E283" ||
         code == "T833" || within(code, "Q50", "Q52") || code == "S374" || code == "S375" ||
         code == "Z124" || code == "R87X" || within(code, "R87", "R87");
}

bool of_men(std::string_view code) {
  return within(code, "N40", "N51") || within(code, "C60", "C63") || code == "D291" ||
         code == "D290" || within(code, "D29", "D29") || within(code, "Q53", "Q55") ||
         within(code, "B26", "B26") || code == "Z125" || within(code, "R86", "R86") ||
         code == "Z412";
}

}  // namespace

bool diagnosis_fits(std::string_view code, std::size_t sex, std::size_t stage) {
  if (sex == 0 && of_women(code)) return false;
  if (sex == 1 && of_men(code)) return false;
  if (code[0] == 'P' || within(code, "Z38", "Z38")) return stage == 0;
  // Of child-bearing age; stage 3 (45 to 64) is left out though some are older than 44.
  if (code[0] == 'O' || within(code, "Z32", "Z39")) return stage == 2;
  if (within(code, "F00", "F09") || within(code, "G20", "G32") || within(code, "N40", "N40") ||
      within(code, "H25", "H26") || within(code, "M15", "M19") || within(code, "M80", "M81"))
    return stage >= 3;
  if (within(code, "C00", "C69") || within(code, "I10", "I25") || within(code, "I60", "I79") ||
      within(code, "J40", "J44") || within(code, "E11", "E11") || within(code, "F10", "F19") ||
      within(code, "Z80", "Z99") || code[0] == 'F' || within(code, "M00", "M79"))
    return stage >= 2;
  return true;
}

bool procedure_fits(std::string_view code, std::size_t sex) {
  if (sex == 0 && (code[0] == 'P' || code[0] == 'Q' || code[0] == 'R')) return false;
  if (sex == 1 && (code[0] == 'N' || within(code, "M61", "M70") || within(code, "Z43", "Z43")))
    return false;
  return true;
}

}  // namespace hdis::synth
