#include "block.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hdis::synth {
namespace {

// Deaths a year per thousand, by band; England about 2017, rounded.
constexpr std::array<double, band_count> deaths_per_thousand{
    0.9, 0.08, 0.1, 0.25, 0.4, 0.5, 0.7, 1.0, 1.5, 2.3, 3.4, 5.2, 8.2, 13, 21, 36, 66, 118, 225};
constexpr double dies_in_hospital = 0.46;
// What of all emergency admissions is not a consequence of another stay or of dying; measured (docs/synthetic-data.md).
constexpr double of_their_own = 0.797;
constexpr double readmitted_after_emergency = 0.118, readmitted_after_elective = 0.045,
                 readmitted_after_daycase = 0.009, readmitted_after_birth = 0.02;
constexpr double transferred = 0.032;
// Sessions of a course that meet another stay do not take place; so many more are planned. Measured.
constexpr double lost_sessions = 1.17;

struct Plan {
  Day day = 0;
  std::size_t picture = 0;
  int effect = -1;
  bool dying = false;
};

class Life {
 public:
  Life(const Run& run, Block& block, Person& person)
      : run_(run),
        country_(run.country),
        block_(block),
        person_(person),
        ccg_(country_.areas[person.area].ccg) {}

  void run() {
    decide_death();
    for (int year = run_.first_year; year <= run_.last_year; ++year) {
      if (!live_through(year)) break;
      write_visits(run_, block_, person_, year);
      write_clinics(run_, block_, person_, year);
    }
  }

 private:
  bool live_through(int year) {
    const Day begins = first_day_of(year);
    const Day ends = first_day_of(year + 1) - 1;
    if (person_.birth > ends) return true;
    if (person_.death < begins) return false;
    Random random =
        Random::of(run_.options.seed, Purpose::year, person_.key, static_cast<std::uint64_t>(year));
    from_ = std::max(begins, person_.birth);
    to_ = ends;
    const int age = age_on(person_.birth, from_);
    band_ = band_of(age);
    share_ = static_cast<double>(to_ - from_ + 1) / 365.0;
    plans_.clear();
    plan(random);
    if (dies_in_hospital_ && person_.death <= to_) plan_death(random);
    std::sort(plans_.begin(), plans_.end(), [](const Plan& a, const Plan& b) {
      return std::tie(a.day, a.picture, a.effect) < std::tie(b.day, b.picture, b.effect);
    });
    for (const Plan& each : plans_) carry_out(each, random);
    return true;
  }

  // First of all: appointments are made for years to come, and are not kept by the dead.
  void decide_death() {
    Random random = Random::of(run_.options.seed, Purpose::death, person_.key);
    for (int year = run_.first_year; year <= run_.last_year; ++year) {
      const Day begins = std::max(first_day_of(year), person_.birth);
      const Day days = first_day_of(year + 1) - begins;
      if (days <= 0) continue;
      const double hazard =
          deaths_per_thousand[band_of(age_on(person_.birth, begins))] / 1000 * days / 365.0;
      if (!random.chance(hazard * (0.6 + 0.4 * person_.frailty))) continue;
      person_.death = begins + random.between(0, days - 1);
      dies_in_hospital_ = random.chance(dies_in_hospital);
      return;
    }
  }

  // ---- what is to come in this year
  void plan(Random& random) {
    const double deprived = deprivation_factor(country_.areas[person_.area].decile);
    const double often = 0.5 + 0.5 * person_.frailty;
    plan_class(Class::emergency, person_.frailty * deprived * of_their_own, random);
    plan_class(Class::daycase, often, random);
    plan_class(Class::elective, often, random);
    plan_class(Class::regular, lost_sessions, random);
    plan_class(Class::antenatal, deprived, random);
    if (person_.sex == 1 && random.chance(rate(Class::delivery) * share_))
      plans_.push_back({random_day(random), one_of(Class::delivery, random), -1, false});
  }

  [[nodiscard]] double rate(Class kind) const {
    return country_.rate[class_index(kind)][person_.sex][band_];
  }
  std::size_t one_of(Class kind, Random& random) const {
    return country_.picture_of[class_index(kind)][person_.sex][band_].pick(random);
  }

  void plan_class(Class kind, double factor, Random& random) {
    const double mean = rate(kind) * share_ * factor;
    for (int n = random.poisson(mean); n > 0; --n) plan_one(one_of(kind, random), -1, random);
    for (std::size_t i = 0; i < run_.planted.size(); ++i)
      plan_extra(static_cast<int>(i), kind, factor, random);
  }

  [[nodiscard]] bool concerns(const Planted& effect) const {
    return (effect.ccg < 0 || effect.ccg == static_cast<int>(ccg_)) &&
           (effect.practice < 0 || effect.practice == static_cast<int>(person_.practice));
  }

  [[nodiscard]] bool matches(const Planted& effect, std::size_t picture) const {
    if (effect.picture >= 0) return effect.picture == static_cast<int>(picture);
    return effect.admission_class == static_cast<int>(country_.pictures[picture].kind);
  }

  void plan_extra(int index, Class kind, double factor, Random& random) {
    const Planted& effect = run_.planted[static_cast<std::size_t>(index)];
    if (effect.kind != EffectKind::admissions || effect.factor <= 1 || !concerns(effect)) return;
    double extra = 0;
    if (effect.picture >= 0) {
      const auto picture = static_cast<std::size_t>(effect.picture);
      if (country_.pictures[picture].kind != class_index(kind)) return;
      const auto& rates = country_.picture_rates[class_index(kind)][person_.sex][band_];
      extra = rates.empty() ? 0 : rates[picture];
    } else if (effect.admission_class == static_cast<int>(class_index(kind))) {
      extra = rate(kind);
    }
    for (int n = random.poisson(extra * share_ * factor * (effect.factor - 1)); n > 0; --n)
      plan_one(
          effect.picture >= 0 ? static_cast<std::size_t>(effect.picture) : one_of(kind, random),
          index, random);
  }

  void plan_one(std::size_t picture, int effect, Random& random) {
    const Picture& what = country_.pictures[picture];
    if (effect < 0 && dropped(picture, random)) return;
    if (what.series <= 1) {
      const bool planned =
          what.kind != class_index(Class::emergency) && what.kind != class_index(Class::antenatal);
      plans_.push_back(
          {planned ? working(random_day(random)) : random_day(random, what.winter > 1.15), picture,
           effect, false});
      return;
    }
    // A course of treatment; its parts are counted in the rate.
    if (!random.chance(1.0 / what.series)) return;
    Day day = working(random_day(random));
    for (int i = 0; i < what.series;
         ++i, day += what.days_apart + (what.days_apart < 7 ? i % 3 / 2 : 0))
      plans_.push_back({working(day), picture, effect, false});
  }

  bool dropped(std::size_t picture, Random& random) const {
    return std::any_of(run_.planted.begin(), run_.planted.end(), [&](const Planted& effect) {
      return effect.kind == EffectKind::admissions && effect.factor < 1 && concerns(effect) &&
             matches(effect, picture) && !random.chance(effect.factor);
    });
  }

  Day random_day(Random& random, bool winter = false) const {
    for (int i = 0; i < 8 && winter; ++i) {
      const auto month = country_.months[1].pick(random);  // 0 is January
      const int since_april = (static_cast<int>(month) + 9) % 12;
      const Day day =
          first_day_of(financial_year_of(from_)) + since_april * 30 + random.between(0, 30);
      if (day >= from_ && day <= to_) return day;
    }
    return from_ + random.between(0, to_ - from_);
  }

  static Day working(Day day) { return weekday_of(day) >= 5 ? day + 7 - weekday_of(day) : day; }

  void plan_death(Random& random) {
    const auto& fatal = country_.fatal[person_.sex][band_];
    if (fatal.empty()) return;
    const Day last = person_.death;
    plans_.push_back({std::max(from_, last - random.geometric(8.5)), fatal.pick(random), -1, true});
  }

  // ---- what happens
  void carry_out(const Plan& plan, Random& random) {
    const Day day = std::max(plan.day, free_from_);
    if (plan.dying ? day > person_.death : day >= person_.death) return;
    const Picture& picture = country_.pictures[plan.picture];
    // A planned admission that meets an unplanned one is put off, not lost; one of a course is left out.
    if (picture.series > 1 && day != plan.day) return;
    Stay stay;
    stay.picture = &picture;
    stay.admission = day;
    stay.provider = usual_provider(random);
    set_length(stay, plan, random);
    set_method(stay, random);
    if (plan.dying) {
      stay.discharge_method = '4';
      stay.destination = "79";
    } else if (random.chance(0.012) && stay.method[0] == '2') {
      stay.discharge_method = '2';
    } else if (stay.discharge - stay.admission > 12 && age_on(person_.birth, day) > 78 &&
               random.chance(0.2)) {
      stay.destination = "54";
    }
    if (static_cast<Class>(picture.kind) == Class::delivery) prepare_delivery(stay, random);
    const bool moves = !plan.dying && picture.kind == class_index(Class::emergency) &&
                       stay.discharge - stay.admission >= 2 && random.chance(transferred);
    if (moves) stay.destination = "51";
    finish(stay, plan.effect, plan.picture, random);
    if (static_cast<Class>(picture.kind) == Class::delivery) deliver(stay, random);
    if (moves) transfer(stay, random);
    if (!plan.dying) perhaps_readmit(stay, plan.picture, random);
  }

  void finish(Stay& stay, int effect, std::size_t picture, Random& random) {
    if (stay.method == "21") {
      stay.ae_key = block_.new_attendance();
      stay.ae_arrival = stay.admission;
    }
    write_stay(run_, block_, person_, stay, random);
    if (stay.ae_key != 0) write_admitted_attendance(run_, block_, person_, stay, random);
    free_from_ = stay.discharge + 1;
    count_admission(stay, effect, picture);
  }

  void count_admission(const Stay& stay, int effect, std::size_t picture) {
    if (run_.planted.empty() || run_.index_of(financial_year_of(stay.discharge)) < 0) return;
    for (std::size_t i = 0; i < run_.planted.size(); ++i) {
      const Planted& planted = run_.planted[i];
      if (planted.kind != EffectKind::admissions && planted.kind != EffectKind::none) continue;
      if (!concerns(planted) || !matches(planted, picture)) continue;
      if (effect == static_cast<int>(i))
        ++block_.counted[i].made;
      else
        ++block_.counted[i].base;
    }
  }

  std::uint32_t usual_provider(Random& random) const {
    const Ccg& ccg = country_.ccgs[ccg_];
    // Most go to the same hospital each time.
    Random own = Random::of(run_.options.seed, Purpose::stay, person_.key);
    return ccg.providers[ccg.admitted.pick(random.chance(0.85) ? own : random)];
  }

  void set_length(Stay& stay, const Plan& plan, Random& random) const {
    const Picture& picture = *stay.picture;
    Day nights = 0;
    if (plan.dying) {
      nights = person_.death - stay.admission;
    } else if (!random.chance(picture.same_day)) {
      const double old = picture.kind == class_index(Class::emergency)
                             ? 0.75 + 0.05 * static_cast<double>(band_) / 2
                             : 1;
      nights = 1 + random.geometric(std::max(0.0, picture.stay * old / (1 - picture.same_day) - 1));
    }
    nights = std::min<Day>(nights, 300);
    stay.discharge = stay.admission + nights;
    if (!plan.dying && stay.discharge >= person_.death)
      stay.discharge = std::max(stay.admission, person_.death - 1);
  }

  void set_method(Stay& stay, Random& random) const {
    static const Alias other_emergencies({38, 10, 22, 2, 12, 4, 12});
    constexpr std::array<std::string_view, 7> others{"22", "23", "24", "25", "28", "2A", "2D"};
    static const Alias electives({58, 27, 15});
    constexpr std::array<std::string_view, 3> waits{"11", "12", "13"};
    const double by_department = country_.targets.attendances_admitted / Targets::emergency;
    switch (static_cast<Class>(stay.picture->kind)) {
      case Class::emergency:
        stay.method = random.chance(by_department) ? "21" : others[other_emergencies.pick(random)];
        break;
      case Class::delivery:
      case Class::antenatal:
        stay.method = "31";
        break;
      case Class::birth:
        stay.method = "82";
        stay.source = "79";
        break;
      default:
        stay.method = stay.picture->series > 1 ? "13" : waits[electives.pick(random)];
    }
  }

  void prepare_delivery(Stay& stay, Random& random) const {
    stay.babies = random.chance(0.015) ? 2 : 1;
    stay.gestation = std::clamp(40 - random.geometric(0.9), 24, 42);
    stay.weight =
        std::clamp(3400 - (40 - stay.gestation) * 160 + random.between(-550, 550), 500, 5500);
    const auto& procedure = stay.picture->procedures.front();
    stay.main_procedure = procedure.codes[procedure.choice.pick(random)];
    const std::string_view code = stay.main_procedure.category();
    stay.delivery = code == "R17"   ? '7'
                    : code == "R18" ? '8'
                    : code == "R21" ? '3'
                    : code == "R22" ? '4'
                                    : '0';
  }

  void deliver(const Stay& mothers, Random& random) {
    const auto& births = country_.pictures;
    const auto picture = std::find_if(births.begin(), births.end(), [](const Picture& p) {
      return p.kind == class_index(Class::birth);
    });
    for (int number = 0; number < mothers.babies; ++number) {
      Person baby = make_baby(country_, run_.options.seed, person_, mothers.admission, number);
      Stay stay;
      stay.picture = &*picture;
      stay.provider = mothers.provider;
      stay.admission = mothers.admission;
      stay.discharge =
          std::max(mothers.discharge,
                   mothers.admission + (mothers.gestation < 34 ? random.between(5, 40) : 0));
      stay.method = "82";
      stay.source = "79";
      stay.babies = mothers.babies;
      stay.gestation = mothers.gestation;
      stay.weight = mothers.weight;
      stay.delivery = mothers.delivery;
      stay.mother = &person_;
      write_stay(run_, block_, baby, stay, random);
      babies_.emplace_back(baby, stay.discharge + 1);
    }
  }

  // To another hospital, where the stay goes on: one continuous inpatient spell.
  void transfer(const Stay& before, Random& random) {
    const Ccg& ccg = country_.ccgs[ccg_];
    Stay stay;
    stay.picture = before.picture;
    stay.admission = before.discharge;
    stay.provider = ccg.providers[random.below(static_cast<std::uint32_t>(ccg.providers.size()))];
    if (stay.provider == before.provider) {
      const auto place = std::find(ccg.providers.begin(), ccg.providers.end(), stay.provider);
      stay.provider = ccg.providers[static_cast<std::size_t>(place - ccg.providers.begin() + 1) %
                                    ccg.providers.size()];
    }
    stay.discharge = std::min<Day>(stay.admission + 1 + random.geometric(6),
                                   std::max(stay.admission, person_.death - 1));
    stay.method = random.chance(0.4) ? "2B" : "81";
    stay.source = "51";
    write_stay(run_, block_, person_, stay, random);
    free_from_ = stay.discharge + 1;
  }

  void perhaps_readmit(const Stay& stay, std::size_t picture, Random& random) {
    const auto kind = static_cast<Class>(stay.picture->kind);
    if (kind == Class::regular || stay.destination == "51") return;
    double chance = kind == Class::emergency
                        ? readmitted_after_emergency * (0.6 + 0.4 * person_.frailty)
                    : kind == Class::daycase  ? readmitted_after_daycase
                    : kind == Class::elective ? readmitted_after_elective
                                              : readmitted_after_birth;
    const double usual = chance;
    std::vector<std::size_t> observed;
    for (std::size_t i = 0; i < run_.planted.size(); ++i) {
      const Planted& effect = run_.planted[i];
      if (effect.kind != EffectKind::readmissions || !concerns(effect)) continue;
      if (effect.provider >= 0 && effect.provider != static_cast<int>(stay.provider)) continue;
      if (((effect.months >> (month_of(stay.discharge) - 1)) & 1U) == 0) continue;
      chance *= effect.factor;
      if (run_.index_of(financial_year_of(stay.discharge)) >= 0) observed.push_back(i);
    }
    // Without the effect this many would have come back; with it, as many as do.
    const double draw = random.uniform();
    const bool comes_back = draw < std::min(0.9, chance);
    const Day day = stay.discharge + 1 + std::min(28, random.geometric(9));
    if (day >= person_.death) return;
    for (const auto i : observed) {
      if (draw < usual) ++block_.counted[i].base;
      if (comes_back) ++block_.counted[i].made;
    }
    if (!comes_back) return;
    const bool same = kind == Class::emergency && random.chance(0.5);
    carry_out({day, same ? picture : one_of(Class::emergency, random), -2, false}, random);
  }

 public:
  std::vector<std::pair<Person, Day>> babies_;
  Day free_from_ = INT32_MIN;

 private:
  const Run& run_;
  const Calibration& country_;
  Block& block_;
  Person& person_;
  std::uint32_t ccg_;
  Day from_ = 0, to_ = 0;
  std::size_t band_ = 0;
  double share_ = 1;
  bool dies_in_hospital_ = false;
  std::vector<Plan> plans_;
};

}  // namespace

void live(const Run& run, Block& block, Person& person) {
  Life life(run, block, person);
  life.run();
  for (auto& [baby, home] : life.babies_) {
    Life next(run, block, baby);
    next.free_from_ = home;
    next.run();
  }
}

}  // namespace hdis::synth
