#pragma once

#include "hdis/governance/monitoring.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// A year of use of 40 agreements, invented: how much is done by whom is ours, in the absence of published figures, and is said in
/// docs/monitoring.md. Everything follows from the seed.
namespace hdis::testing {

/// SplitMix64 (SRC-0071): the same numbers on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// From `low` to `high`, both included.
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + next() % (high - low + 1);
  }
  bool happens(unsigned percent) { return next() % 100 < percent; }

 private:
  std::uint64_t state_;
};

struct Analyst {
  std::string id;
  std::string agreement;
  std::string organisation;
  bool heavy = false;  ///< Of an agreement with long days before its deadlines.
};

/// Forty agreements of 36 organisations with two analysts each; six of them are used heavily.
inline std::vector<Analyst> simulated_analysts() {
  constexpr int agreements = 40;
  constexpr int organisations = 36;
  constexpr int heavy = 6;
  std::vector<Analyst> out;
  for (int i = 0; i < agreements; ++i) {
    for (const auto* which : {"a", "b"}) {
      out.push_back({"analyst-" + std::to_string(i + 1) + which,
                     "AGREEMENT-" + std::to_string(i + 1),
                     "ORG-" + std::to_string(i % organisations + 1), i < heavy});
    }
  }
  return out;
}

/// Writes down what people do in one day, in order of time.
class Diary {
 public:
  Diary(Chance& chance, Date day) : chance_(&chance), day_(day) {}

  void add(const Analyst& who, governance::Counted what, Instant at, std::uint64_t amount = 1) {
    governance::Happening happening{at, what, who.id, who.agreement, who.organisation};
    happening.amount = amount;
    happenings_.push_back(std::move(happening));
  }

  /// A question with what follows when it is answered: run, look, often a file, sometimes a sharing.
  void ask(const Analyst& who, Instant at, const std::string& question, const std::string& shape,
           unsigned percent_downloaded, unsigned percent_shared) {
    using governance::Counted;
    add(who, Counted::requests, at);
    happenings_.back().question = question;
    happenings_.back().shape = shape;
    if (!chance_->happens(90)) return;
    const auto later = at + std::chrono::minutes(5);
    add(who, Counted::runs, later);
    add(who, Counted::views, later);
    const auto cells = chance_->between(20, 400);
    add(who, Counted::cells, later, cells);
    add(who, Counted::small_cells, later, cells * chance_->between(2, 25) / 100);
    if (chance_->happens(percent_downloaded)) add(who, Counted::downloads, later);
    if (chance_->happens(percent_shared)) add(who, Counted::shares, later);
  }

  [[nodiscard]] Instant at(std::uint64_t hour, std::uint64_t minute = 0) const {
    return day_.days() + std::chrono::hours(hour) + std::chrono::minutes(minute);
  }
  /// Some time in the hours from `first` to before `last`.
  [[nodiscard]] Instant some_time(std::uint64_t first, std::uint64_t last) {
    return at(chance_->between(first, last - 1), chance_->between(0, 54));
  }
  [[nodiscard]] Date day() const { return day_; }
  [[nodiscard]] Chance& chance() { return *chance_; }

  [[nodiscard]] std::vector<governance::Happening> take() {
    std::ranges::stable_sort(happenings_, {}, &governance::Happening::at);
    return std::move(happenings_);
  }

 private:
  Chance* chance_;
  Date day_;
  std::vector<governance::Happening> happenings_;
};

inline bool is_weekend(Date day) {
  const std::chrono::weekday weekday(day.days());
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// The last two weeks of the quarters that planning and contracts fall into: December, March, June.
inline bool is_before_deadline(Date day) {
  const auto month = static_cast<unsigned>(day.ymd().month());
  return (month == 12 || month == 3 || month == 6) && static_cast<unsigned>(day.ymd().day()) >= 14;
}

/// What somebody does on a day, as people do who keep to their agreement.
inline void live_a_day(const Analyst& who, Diary& diary) {
  auto& chance = diary.chance();
  const bool busy = who.heavy && is_before_deadline(diary.day());
  if (is_weekend(diary.day()) && !(busy && chance.happens(40))) return;
  if (!busy && !chance.happens(60)) return;
  const auto text = diary.day().to_text();
  const auto questions = busy ? chance.between(8, 22) : chance.between(1, 4);
  // A benchmark asks the same of one group after another: near-repeats, and what the system is for.
  const auto benchmark = busy && chance.happens(50) ? chance.between(5, 11) : 0;
  for (std::uint64_t i = 0; i < questions; ++i) {
    const bool of_benchmark = i < benchmark;
    const auto shape = of_benchmark ? who.id + text : who.id + text + std::to_string(i);
    const auto question =
        chance.happens(8) ? who.id + " standing question" : shape + "/" + std::to_string(i);
    diary.ask(who, diary.some_time(busy ? 7 : 9, busy ? 21 : 17), question, shape, 70, 15);
  }
  const auto slips = chance.happens(20) ? chance.between(1, busy ? 6 : 3) : 0;
  for (std::uint64_t i = 0; i < slips; ++i) {
    diary.add(who, governance::Counted::refusals, diary.some_time(9, 17));
  }
  // The first working days of a month: standing reports are run again.
  if (static_cast<unsigned>(diary.day().ymd().day()) > 2) return;
  for (std::uint64_t i = 0; i < 6; ++i) {
    const auto report = who.id + " report " + std::to_string(i);
    diary.ask(who, diary.some_time(9, 12), report, report, 90, 40);
  }
}

/// A misuse that is planted: who does it, from when, for how many days, and by which measure it is to be found.
struct Misuse {
  std::string name;
  std::size_t analyst = 0;  ///< Index into `simulated_analysts`.
  Date begins{std::chrono::sys_days()};
  int days = 1;
  void (*act)(const Analyst& who, Diary& diary);
};

inline const std::vector<Misuse>& planted_misuses() {
  using governance::Counted;
  static const std::vector<Misuse> misuses{
      {"works a number out by differences: one question with a hundred conditions in a day", 21,
       *Date::make(2018, 5, 15), 1,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t i = 0; i < 100; ++i) {
           diary.ask(who, diary.at(9 + i / 15, i % 15 * 3), "probe " + std::to_string(i), "probe",
                     5, 0);
         }
       }},
      {"lets a program ask three hundred conditions in a day", 45, *Date::make(2018, 9, 12), 1,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t i = 0; i < 300; ++i) {
           diary.ask(who, diary.at(8 + i / 30, i % 30), "robot " + std::to_string(i), "robot", 0,
                     0);
         }
       }},
      {"tries what the agreement forbids, again and again", 33, *Date::make(2018, 7, 4), 1,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t i = 0; i < 80; ++i) {
           diary.add(who, Counted::refusals, diary.at(10 + i / 30, i % 30));
         }
       }},
      {"takes everything home: downloads all outputs over three weeks", 52,
       *Date::make(2018, 10, 8), 21,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t i = 0; i < 45; ++i) {
           diary.add(who, Counted::downloads, diary.at(9 + i / 8, i % 8 * 5));
         }
       }},
      {"lends the licence: somebody is there day and night", 60, *Date::make(2018, 11, 5), 5,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t hour = 2; hour < 24; ++hour) {
           diary.add(who, Counted::views, diary.at(hour, 20));
         }
       }},
      {"works at night and at weekends", 67, *Date::make(2019, 1, 14), 14,
       [](const Analyst& who, Diary& diary) {
         for (const std::uint64_t hour : {0U, 1U, 2U, 3U, 23U}) {
           diary.add(who, Counted::downloads, diary.at(hour, 30));
         }
       }},
      {"looks for small numbers: tables that are mostly hidden", 75, *Date::make(2019, 2, 4), 5,
       [](const Analyst& who, Diary& diary) {
         for (std::uint64_t i = 0; i < 20; ++i) {
           const auto at = diary.at(9 + i / 4, i % 4 * 10);
           diary.add(who, Counted::runs, at);
           diary.add(who, Counted::cells, at, 400);
           diary.add(who, Counted::small_cells, at, 320);
         }
       }},
  };
  return misuses;
}

}  // namespace hdis::testing
