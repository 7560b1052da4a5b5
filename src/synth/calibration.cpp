#include "calibration.hpp"

#include "hdis/core/text.hpp"

#include "code_rules.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

namespace hdis::synth {
namespace {

using Shapes = std::map<std::string, std::array<double, band_count>, std::less<>>;

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct Usage {
  std::vector<Code> codes;
  std::vector<double> counts;
};

Result<Usage> read_usage(const std::filesystem::path& file, const std::set<std::string>& reserved) {
  HDIS_TRY(table, read_table(file, 2));
  Usage usage;
  for (const auto& row : table) {
    if (reserved.contains(row[0])) continue;
    usage.codes.push_back(to_code(row[0]));
    usage.counts.push_back(number(row[1]));
  }
  return usage;
}

// Codes that begin with one of some prefixes, each as often as it is used.
struct Chosen {
  Alias alias;
  std::vector<Code> codes;
  std::vector<std::size_t> places;
  double total = 0;
};

Chosen choose(const Usage& usage, const std::vector<std::string>& prefixes) {
  Chosen chosen;
  std::vector<double> weights;
  for (std::size_t i = 0; i < usage.codes.size(); ++i) {
    for (const auto& prefix : prefixes) {
      if (!usage.codes[i].view().starts_with(prefix)) continue;
      chosen.codes.push_back(usage.codes[i]);
      chosen.places.push_back(i);
      weights.push_back(usage.counts[i]);
      chosen.total += usage.counts[i];
      break;
    }
  }
  chosen.alias = Alias(weights);
  return chosen;
}

void add_procedures(Picture& picture, const Usage& usage, const std::string& text) {
  std::vector<std::string> always;
  for (const auto& word : split(text, ' ')) {
    if (const auto plus = word.find('+'); plus != std::string::npos) {
      picture.together = true;
      for (const auto& part : split(word, '+')) {
        auto chosen = choose(usage, {part});
        picture.procedures.push_back({std::move(chosen.alias), std::move(chosen.codes), 1});
      }
    } else if (const auto colon = word.find(':'); colon != std::string::npos) {
      auto chosen = choose(usage, {word.substr(0, colon)});
      picture.procedures.push_back(
          {std::move(chosen.alias), std::move(chosen.codes), number(word.substr(colon + 1))});
    } else if (word != "-") {
      always.push_back(word);
    }
  }
  if (!always.empty()) {
    auto chosen = choose(usage, always);
    picture.procedures.push_back({std::move(chosen.alias), std::move(chosen.codes), 1});
  }
}

Result<Shapes> read_shapes(const std::filesystem::path& folder) {
  HDIS_TRY(table, read_table(folder / "shapes.csv", band_count + 1));
  Shapes shapes;
  for (const auto& row : table) {
    for (std::size_t band = 0; band < band_count; ++band)
      shapes[row[0]][band] = number(row[band + 1]);
  }
  return shapes;
}

class Loader {
 public:
  Loader(std::filesystem::path folder, const std::set<std::string>& reserved)
      : folder_(std::move(folder)), reserved_(reserved) {}

  Result<Calibration> load() {
    HDIS_CHECK(read_places());
    HDIS_TRY(shapes, read_shapes(folder_));
    shapes_ = std::move(shapes);
    HDIS_TRY(diagnoses, read_usage(folder_ / "icd10.csv", reserved_));
    HDIS_TRY(procedures, read_usage(folder_ / "opcs4.csv", reserved_));
    diagnoses_ = std::move(diagnoses);
    procedures_ = std::move(procedures);
    HDIS_CHECK(read_pictures());
    make_rates();
    HDIS_CHECK(read_conditions());
    make_others();
    made_.visits = relative(shapes_.find("visits")->second);
    made_.clinic = relative(shapes_.find("clinic")->second);
    made_.months = {Alias({31, 30, 31, 30, 31, 30, 31, 30, 31, 30, 31, 30}),
                    Alias({45, 41, 38, 32, 28, 24, 22, 20, 24, 29, 36, 48})};
    return std::move(made_);
  }

 private:
  Status read_places() {
    HDIS_TRY(ccgs, read_table(folder_ / "ccg.csv", band_count + 2));
    HDIS_TRY(sexes, read_table(folder_ / "sex.csv", 3));
    HDIS_TRY(providers, read_table(folder_ / "providers.csv", 4));
    HDIS_TRY(flows, read_table(folder_ / "flows.csv", 4));
    HDIS_TRY(areas, read_table(folder_ / "lsoa.csv", 6));
    if (sexes.size() != band_count) {
      return fail(ErrorCode::corrupt, "synth.calibration", "sex.csv does not have 19 bands.");
    }
    for (std::size_t band = 0; band < band_count; ++band) {
      const double male = number(sexes[band][1]);
      const double female = number(sexes[band][2]);
      made_.sex_share[band] = {male / (male + female), female / (male + female)};
    }
    add_ccgs(ccgs);
    add_providers(providers, flows);
    add_areas(areas);
    return {};
  }

  void add_ccgs(const Table& rows) {
    std::vector<double> sizes;
    std::uint32_t practices = 0;
    for (const auto& row : rows) {
      Ccg ccg;
      ccg.code = row[0];
      ccg.stp = row[1];
      ccg.london = row[1] >= "E54000027" && row[1] <= "E54000031";
      std::vector<double> bands;
      double size = 0;
      for (std::size_t band = 0; band < band_count; ++band) {
        bands.push_back(number(row[band + 2]));
        size += bands.back();
        made_.people[band] += bands.back();
      }
      ccg.bands = Alias(bands);
      ccg.first_practice = practices;
      ccg.practices = static_cast<std::uint32_t>(size / 7700) + 1;
      practices += ccg.practices;
      ccg_index_[ccg.code] = static_cast<std::uint32_t>(made_.ccgs.size());
      sizes.push_back(size);
      made_.ccgs.push_back(std::move(ccg));
    }
    made_.ccg_of_person = Alias(sizes);
  }

  void add_providers(const Table& rows, const Table& flows) {
    std::map<std::string, std::uint32_t, std::less<>> index;
    for (const auto& row : rows) {
      index[row[0]] = static_cast<std::uint32_t>(made_.providers.size());
      made_.providers.push_back({row[0], row[1]});
      made_.targets.attendances += number(row[2]);
      made_.targets.attendances_admitted += number(row[3]);
    }
    std::map<std::string, std::array<std::vector<double>, 2>, std::less<>> weights;
    const double share = made_.targets.attendances_admitted / made_.targets.attendances;
    for (const auto& row : flows) {
      made_.ccgs[ccg_index_[row[0]]].providers.push_back(index[row[1]]);
      // Those who attend and are not admitted: so that attended and admitted come out as published.
      weights[row[0]][0].push_back(std::max(0.0, number(row[2]) - share * number(row[3])));
      weights[row[0]][1].push_back(number(row[3]));
    }
    for (auto& [code, both] : weights) {
      made_.ccgs[ccg_index_[code]].attending = Alias(both[0]);
      made_.ccgs[ccg_index_[code]].admitted = Alias(both[1]);
    }
  }

  void add_areas(const Table& rows) {
    std::vector<std::vector<SmallArea>> by_ccg(made_.ccgs.size());
    const std::map<std::string, char, std::less<>> kinds{
        {"C2", '1'}, {"D1", '6'}, {"D2", '2'}, {"E1", '7'}, {"E2", '3'}};
    for (const auto& row : rows) {
      SmallArea area{row[0], row[2], row[3], row[4], ccg_index_[row[1]], 0, '5'};
      area.decile = 1 + (static_cast<int>(number(row[3])) - 1) * 10 / 32844;
      if (const auto kind = kinds.find(row[5]); kind != kinds.end())
        area.rural_urban = kind->second;
      by_ccg[area.ccg].push_back(std::move(area));
    }
    for (std::size_t i = 0; i < by_ccg.size(); ++i) {
      made_.ccgs[i].first_area = static_cast<std::uint32_t>(made_.areas.size());
      made_.ccgs[i].areas = static_cast<std::uint32_t>(by_ccg[i].size());
      for (auto& area : by_ccg[i]) made_.areas.push_back(std::move(area));
    }
  }

  Status read_pictures() {
    HDIS_TRY(table, read_table(folder_ / "pictures.csv", 16));
    HDIS_TRY(hrgs, read_table(folder_ / "hrg.csv", 3));
    primary_.assign(diagnoses_.codes.size(), 0);
    main_.assign(procedures_.codes.size(), 0);
    for (const auto& row : table) {
      Picture picture;
      picture.name = row[0];
      picture.kind = class_named(row[1]);
      picture.thousands = number(row[2]);
      picture.sexes = {row[3] != "F", row[3] != "M"};
      picture.shape = row[4];
      picture.specialty = row[5];
      auto chosen = choose(diagnoses_, split(row[6], ' '));
      if (picture.kind == class_count || !shapes_.contains(row[4]) || chosen.codes.empty()) {
        return fail(ErrorCode::corrupt, "synth.calibration",
                    fmt::format("pictures.csv: \"{}\" has an unknown class or shape, or a "
                                "diagnosis that nobody has.",
                                picture.name));
      }
      for (const auto place : chosen.places)
        primary_[place] += picture.thousands * 1000 * diagnoses_.counts[place] / chosen.total;
      picture.diagnosis = std::move(chosen.alias);
      picture.diagnoses = std::move(chosen.codes);
      add_procedures(picture, procedures_, row[7]);
      note_main(picture, row[7]);
      for (const auto& hrg : hrgs) {
        if (hrg[0].starts_with(row[8])) picture.hrgs.push_back(hrg[0]);
      }
      if (picture.hrgs.empty()) picture.hrgs.push_back(row[8]);
      picture.stay = number(row[9]);
      picture.same_day = number(row[10]);
      picture.death = number(row[11]);
      picture.critical = number(row[12]);
      picture.winter = number(row[13]);
      picture.series = static_cast<int>(number(row[14]));
      picture.days_apart = static_cast<int>(number(row[15]));
      made_.pictures.push_back(std::move(picture));
    }
    return {};
  }

  void note_main(const Picture& picture, const std::string& text) {
    for (const auto& word : split(text, ' ')) {
      if (word == "-") continue;
      const auto colon = word.find(':');
      auto all = choose(procedures_, split(word.substr(0, colon), '+'));
      const double chance = colon == std::string::npos ? 1 : number(word.substr(colon + 1));
      const double parts = static_cast<double>(split(text, ' ').size());
      for (const auto place : all.places)
        main_[place] += picture.thousands * 1000 * procedures_.counts[place] / all.total *
                        (colon == std::string::npos ? 1 / parts : chance);
    }
  }

  void make_rates() {
    const Targets& targets = made_.targets;
    const std::array<double, class_count> totals{
        targets.emergency,  targets.daycase,    targets.elective, targets.antenatal,
        targets.deliveries, targets.deliveries, targets.regular};
    std::array<double, class_count> sums{};
    for (const auto& picture : made_.pictures) sums[picture.kind] += picture.thousands;
    std::array<std::array<std::array<std::vector<double>, band_count>, 2>, class_count> weights;
    double england = 0;
    for (const double n : made_.people) england += n;
    for (const auto& picture : made_.pictures) {
      const auto& shape = shapes_.find(picture.shape)->second;
      double exposed = 0;
      for (std::size_t band = 0; band < band_count; ++band)
        for (std::size_t sex = 0; sex < 2; ++sex)
          exposed += picture.sexes[sex]
                         ? made_.people[band] * made_.sex_share[band][sex] * shape[band]
                         : 0;
      const double yearly =
          totals[picture.kind] * picture.thousands / sums[picture.kind] * england / Targets::people;
      for (std::size_t sex = 0; sex < 2; ++sex) {
        for (std::size_t band = 0; band < band_count; ++band) {
          const double rate = picture.sexes[sex] ? yearly * shape[band] / exposed : 0;
          auto& cell = weights[picture.kind][sex][band];
          cell.resize(made_.pictures.size());
          cell[static_cast<std::size_t>(&picture - made_.pictures.data())] = rate;
          made_.rate[picture.kind][sex][band] += rate;
          dying_[sex][band].resize(made_.pictures.size());
          if (picture.kind == 0)
            dying_[sex][band][static_cast<std::size_t>(&picture - made_.pictures.data())] =
                rate * picture.death;
        }
      }
    }
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t band = 0; band < band_count; ++band)
        made_.fatal[sex][band] = Alias(dying_[sex][band]);
    made_.picture_rates = weights;
    for (std::size_t kind = 0; kind < class_count; ++kind)
      for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t band = 0; band < band_count; ++band)
          made_.picture_of[kind][sex][band] = Alias(weights[kind][sex][band]);
  }

  Status read_conditions() {
    HDIS_TRY(table, read_table(folder_ / "conditions.csv", 5));
    for (const auto& row : table) {
      const auto shape = shapes_.find(row[2]);
      auto chosen = choose(diagnoses_, split(row[1], ' '));
      if (shape == shapes_.end() || chosen.codes.empty()) {
        return fail(ErrorCode::corrupt, "synth.calibration",
                    fmt::format("conditions.csv: \"{}\" has an unknown shape or code.", row[0]));
      }
      Condition condition{row[0], std::move(chosen.alias), std::move(chosen.codes),
                          relative(shape->second), number(row[4])};
      for (double& share : condition.prevalence) share = std::min(0.75, share * number(row[3]));
      for (const auto place : chosen.places) primary_[place] = diagnoses_.counts[place];
      made_.conditions.push_back(std::move(condition));
    }
    return {};
  }

  // What remains of the use of each code when pictures and conditions have had theirs.
  void make_others() {
    for (std::size_t sex = 0; sex < 2; ++sex) {
      for (std::size_t stage = 0; stage < 5; ++stage) {
        std::vector<double> weights;
        for (std::size_t i = 0; i < diagnoses_.codes.size(); ++i) {
          const bool fits = diagnosis_fits(diagnoses_.codes[i].view(), sex, stage);
          weights.push_back(fits ? std::max(0.0, diagnoses_.counts[i] - primary_[i]) : 0);
        }
        made_.other_diagnoses[sex][stage] = Alias(weights);
      }
      std::vector<double> weights;
      for (std::size_t i = 0; i < procedures_.codes.size(); ++i) {
        const bool fits =
            procedure_fits(procedures_.codes[i].view(), sex) && procedures_.codes[i].text[0] != 'R';
        weights.push_back(fits ? std::max(0.0, procedures_.counts[i] - main_[i]) : 0);
      }
      made_.other_procedures[sex] = Alias(weights);
    }
    made_.diagnoses = std::move(diagnoses_.codes);
    made_.procedures = std::move(procedures_.codes);
  }

  // A shape with mean 1 over the people of England.
  [[nodiscard]] std::array<double, band_count> relative(
      const std::array<double, band_count>& shape) const {
    double sum = 0;
    double people = 0;
    for (std::size_t band = 0; band < band_count; ++band) {
      sum += shape[band] * made_.people[band];
      people += made_.people[band];
    }
    auto result = shape;
    for (double& value : result) value *= people / sum;
    return result;
  }

  std::filesystem::path folder_;
  const std::set<std::string>& reserved_;
  Calibration made_;
  Shapes shapes_;
  Usage diagnoses_, procedures_;
  std::vector<double> primary_, main_;
  std::array<std::array<std::vector<double>, band_count>, 2> dying_;
  std::map<std::string, std::uint32_t, std::less<>> ccg_index_;
};

}  // namespace

std::string Calibration::practice(std::uint32_t index) const {
  return fmt::format("Q{:05}", 90000 + index);
}

Result<Calibration> load_calibration(const std::filesystem::path& folder,
                                     const std::set<std::string>& reserved) {
  return Loader(folder, reserved).load();
}

}  // namespace hdis::synth
