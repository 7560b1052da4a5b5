#include "hdis/core/assert.hpp"
#include "hdis/governance/alert_queue.hpp"

#include "fixed_clock.hpp"
#include "simulated_use.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

std::string contents_of(const std::string& file) {
  std::ifstream stream(std::string(HDIS_SOURCE_DIR) + "/" + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// A year from 1 April 2018, day by day under a clock that is set; the custodian looks at each alert on the day on which it is raised.
class Year {
 public:
  Year(std::uint64_t seed, bool with_misuse) : analysts_(simulated_analysts()) {
    const auto rules = parse_monitoring_rules(contents_of("catalogue/monitoring/monitoring.yaml"));
    HDIS_ASSERT(rules);
    rules_ = *rules;
    Chance chance(seed);
    for (auto day = first_day(); day <= last_day(); day = Date(day.days() + std::chrono::days(1))) {
      live(day, chance, with_misuse);
      check(day);
    }
  }

  static Date first_day() { return *Date::make(2018, 4, 1); }
  static Date last_day() { return *Date::make(2019, 3, 31); }

  [[nodiscard]] const std::vector<Analyst>& analysts() const { return analysts_; }
  [[nodiscard]] const std::vector<QueuedAlert>& queue() const { return queue_; }
  [[nodiscard]] const MonitoringRules& rules() const { return rules_; }
  /// Of agreements that are used heavily, and of others.
  [[nodiscard]] std::uint64_t total(Counted what, bool heavy) const {
    const auto found = totals_.find({heavy, what});
    return found == totals_.end() ? 0 : found->second;
  }
  /// The highest number of one analyst, agreement or organisation that any rule met without matching, by rule.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& highest() const { return highest_; }

 private:
  void live(Date day, Chance& chance, bool with_misuse) {
    Diary diary(chance, day);
    for (const auto& who : analysts_) live_a_day(who, diary);
    for (const auto& misuse : planted_misuses()) {
      const auto since = (day.days() - misuse.begins.days()).count();
      if (with_misuse && since >= 0 && since < misuse.days)
        misuse.act(analysts_[misuse.analyst], diary);
    }
    for (auto& happening : diary.take()) {
      happening.event = ++events_;
      const auto who = std::ranges::find(analysts_, happening.user, &Analyst::id);
      totals_[{who->heavy, happening.what}] += happening.amount;
      lately_.push_back(std::move(happening));
    }
  }

  void check(Date day) {
    clock_.set(day.days() + std::chrono::hours(24) - std::chrono::seconds(1));
    constexpr std::chrono::hours longest_span(168);
    const auto begins = clock_.now() - longest_span;
    while (!lately_.empty() && lately_.front().at < begins) lately_.pop_front();
    const std::vector<Happening> lately(lately_.begin(), lately_.end());
    note_highest(lately);
    for (const auto& alert : alerts(rules_, lately, clock_.now())) {
      if (alert.rule.level == AlertLevel::quiet) continue;
      if (same_alert(queue_, alert, clock_.now()) != nullptr) continue;
      QueuedAlert queued;
      queued.id = fmt::format("W-{:06}", queue_.size() + 1);
      queued.alert = alert;
      queued.raised_at = clock_.now();
      const auto handled =
          handle(std::move(queued), AlertState::explained, "custodian", "looked at", clock_.now());
      HDIS_ASSERT(handled);
      queue_.push_back(*handled);
    }
  }

  void note_highest(const std::vector<Happening>& lately) {
    std::map<std::uint32_t, std::vector<UseCount>> uses;
    for (const auto& rule : rules_.rules) {
      auto& counted = uses[rule.within_hours];
      if (counted.empty()) {
        counted = count_use(lately, clock_.now() - std::chrono::hours(rule.within_hours));
      }
      for (const auto& use : counted) {
        const auto found = use.counts.find(rule.what);
        if (use.whose != rule.whose || found == use.counts.end()) continue;
        highest_[rule.id] = std::max(highest_[rule.id], found->second);
      }
    }
  }

  std::vector<Analyst> analysts_;
  MonitoringRules rules_;
  FixedClock clock_{Instant()};
  std::uint64_t events_ = 0;
  std::deque<Happening> lately_;
  std::map<std::pair<bool, Counted>, std::uint64_t> totals_;
  std::map<std::string, std::uint64_t> highest_;
  std::vector<QueuedAlert> queue_;
};

constexpr std::uint64_t seed_of_the_page = 20180401;

const Year& ordinary_year() {
  static const Year year(seed_of_the_page, false);
  return year;
}
const Year& year_with_misuse() {
  static const Year year(seed_of_the_page, true);
  return year;
}
/// Alerts in years like it, without misuse, that the rules were not set with.
std::size_t alerts_in_other_years() {
  static const std::size_t alerts =
      Year(1, false).queue().size() + Year(2, false).queue().size() + Year(3, false).queue().size();
  return alerts;
}

/// The first alert about an analyst at or after a day.
const QueuedAlert* first_alert(const Year& year, const Misuse& misuse) {
  const auto& who = year.analysts()[misuse.analyst];
  const auto found = std::ranges::find_if(year.queue(), [&](const QueuedAlert& queued) {
    return queued.alert.name == who.id && date_of(queued.raised_at) >= misuse.begins;
  });
  return found == year.queue().end() ? nullptr : &*found;
}

std::string use_table(const Year& year) {
  std::string out = "| a year's | 34 ordinary agreements | 6 heavy agreements |\n|---|---:|---:|\n";
  for (const auto what :
       {Counted::requests, Counted::runs, Counted::views, Counted::downloads, Counted::shares,
        Counted::refusals, Counted::cells, Counted::small_cells}) {
    out += fmt::format("| {} | {} | {} |\n", to_string(what), year.total(what, false),
                       year.total(what, true));
  }
  return out;
}

std::string highest_table(const Year& year) {
  std::string out =
      "| rule | counts | level | more than | highest in ordinary and heavy use "
      "|\n|---|---|---|---:|---:|\n";
  for (const auto& rule : year.rules().rules) {
    const auto found = year.highest().find(rule.id);
    out +=
        fmt::format("| {} | {} of one {} in {} h | {} | {} | {} |\n", rule.id, to_string(rule.what),
                    to_string(rule.whose), rule.within_hours, to_string(rule.level), rule.more_than,
                    found == year.highest().end() ? 0 : found->second);
  }
  return out;
}

std::string misuse_table(const Year& year) {
  std::string out =
      "| planted misuse | days | first alert | level | on day |\n|---|---:|---|---|---:|\n";
  for (const auto& misuse : planted_misuses()) {
    const auto* alert = first_alert(year, misuse);
    out += alert == nullptr
               ? fmt::format("| {} | {} | none | | |\n", misuse.name, misuse.days)
               : fmt::format("| {} | {} | {} | {} | {} |\n", misuse.name, misuse.days,
                             alert->alert.rule.id, to_string(alert->alert.rule.level),
                             (date_of(alert->raised_at).days() - misuse.begins.days()).count() + 1);
  }
  return out;
}

std::string report() {
  const auto& ordinary = ordinary_year();
  const auto& misused = year_with_misuse();
  return fmt::format(
      "{}\nRules of version {}: {} alert(s) in 40 agreement-years without misuse, which is {:.2f} "
      "false alarm(s) for each agreement and year; {} in 120 agreement-years with other seeds, "
      "with which the rules were not set.\n\n{}\n{}",
      use_table(ordinary), ordinary.rules().version, ordinary.queue().size(),
      static_cast<double>(ordinary.queue().size()) / 40, alerts_in_other_years(),
      highest_table(ordinary), misuse_table(misused));
}

TEST(SimulatedYear, OrdinaryAndHeavyUseRaisesNothing) {
  for (const auto& alert : ordinary_year().queue()) {
    ADD_FAILURE() << alert.alert.rule.id << " " << alert.alert.name << " " << alert.alert.count;
  }
  // It is a year of use, and some of it is heavy: six agreements ask for a fifth or more of everything.
  const auto heavy = ordinary_year().total(Counted::requests, true);
  const auto others = ordinary_year().total(Counted::requests, false);
  EXPECT_GT(heavy + others, 30'000U);
  EXPECT_GT(heavy * 5, heavy + others);
}

/// A limit that only just fits one year would be none.
TEST(SimulatedYear, OtherYearsRaiseHardlyAnything) { EXPECT_LE(alerts_in_other_years(), 3U); }

TEST(SimulatedYear, EveryPlantedMisuseIsFoundWhileItLasts) {
  const auto& year = year_with_misuse();
  for (const auto& misuse : planted_misuses()) {
    const auto* alert = first_alert(year, misuse);
    ASSERT_NE(alert, nullptr) << misuse.name;
    EXPECT_LT((date_of(alert->raised_at).days() - misuse.begins.days()).count(), misuse.days)
        << misuse.name;
  }
}

TEST(SimulatedYear, NobodyElseIsSuspectedThen) {
  const auto& year = year_with_misuse();
  std::set<std::string> culprits;
  for (const auto& misuse : planted_misuses()) {
    const auto& who = year.analysts()[misuse.analyst];
    culprits.insert({who.id, who.agreement, who.organisation});
  }
  for (const auto& alert : year.queue()) {
    EXPECT_TRUE(culprits.contains(alert.alert.name))
        << alert.alert.rule.id << " " << alert.alert.name;
  }
}

TEST(SimulatedYear, AProgramThatAsksIsStoppedByTheSystem) {
  const auto& year = year_with_misuse();
  const auto* alert = first_alert(year, planted_misuses()[1]);
  ASSERT_NE(alert, nullptr);
  EXPECT_EQ(alert->alert.rule.level, AlertLevel::suspended);
}

/// The page holds the numbers of this year. HDIS_UPDATE_GOLDEN=1 writes them instead: look at the difference before committing it.
TEST(SimulatedYear, IsWhatThePageSays) {
  const std::string page = "docs/monitoring.md";
  constexpr std::string_view begin = "<!-- simulated year -->\n";
  constexpr std::string_view end = "<!-- end -->";
  auto text = contents_of(page);
  const auto from = text.find(begin);
  const auto to = text.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const auto said = text.substr(from + begin.size(), to - from - begin.size());
  const auto actual = "\n" + report() + "\n";
  if (std::getenv("HDIS_UPDATE_GOLDEN") != nullptr) {
    text.replace(from + begin.size(), said.size(), actual);
    std::ofstream(std::string(HDIS_SOURCE_DIR) + "/" + page) << text;
    return;
  }
  EXPECT_EQ(said, actual);
}

}  // namespace
}  // namespace hdis::governance
