#include "hdis/governance/monitoring.hpp"

#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace hdis::governance {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} * 1024;
constexpr std::uint32_t most_hours = 24U * 366U;
constexpr std::uint32_t most_actions = 1'000'000;

constexpr std::array counted_names{
    std::pair{Counted::requests, "requests"}, std::pair{Counted::runs, "runs"},
    std::pair{Counted::views, "views"},       std::pair{Counted::downloads, "downloads"},
    std::pair{Counted::shares, "shares"},     std::pair{Counted::refusals, "refusals"},
    std::pair{Counted::cells, "cells"},       std::pair{Counted::small_cells, "small_cells"},
    std::pair{Counted::repeats, "repeats"},   std::pair{Counted::near_repeats, "near_repeats"},
    std::pair{Counted::hours, "hours"},       std::pair{Counted::odd_hours, "odd_hours"},
};
constexpr std::array level_names{
    std::pair{AlertLevel::quiet, "quiet"},
    std::pair{AlertLevel::raised, "raised"},
    std::pair{AlertLevel::held, "held"},
    std::pair{AlertLevel::suspended, "suspended"},
};
constexpr std::array whose_names{
    std::pair{CountedFor::user, "user"},
    std::pair{CountedFor::agreement, "agreement"},
    std::pair{CountedFor::organisation, "organisation"},
};

/// Actions of the log that count; refusals are told by their ending.
constexpr std::array actions{
    std::pair{std::string_view("request.submitted"), Counted::requests},
    std::pair{std::string_view("request.started"), Counted::runs},
    std::pair{std::string_view("output.viewed"), Counted::views},
    std::pair{std::string_view("output.downloaded"), Counted::downloads},
    std::pair{std::string_view("output.shared"), Counted::shares},
};

const std::string& name_for(const Happening& happening, CountedFor whose) {
  switch (whose) {
    case CountedFor::agreement:
      return happening.agreement;
    case CountedFor::organisation:
      return happening.organisation;
    case CountedFor::user:
      break;
  }
  return happening.user;
}

/// Of which action an event is evidence of what a rule counts.
Counted action_of(Counted what) {
  const bool of_requests = what == Counted::repeats || what == Counted::near_repeats;
  return of_requests ? Counted::requests : what;
}

bool is_odd(Instant at) {
  constexpr std::chrono::hours first(6);
  constexpr std::chrono::hours last(22);
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::weekday weekday(day);
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  return weekend || at - day < first || at - day >= last;
}

/// What one user, agreement or organisation did, as it is added up.
class Tally {
 public:
  void add(const Happening& happening) {
    counts_[happening.what] += happening.amount;
    if (happening.what == Counted::cells || happening.what == Counted::small_cells) return;
    if (hours_.insert(std::chrono::floor<std::chrono::hours>(happening.at)).second) {
      ++counts_[Counted::hours];
      if (is_odd(happening.at)) ++counts_[Counted::odd_hours];
    }
    if (happening.what == Counted::requests && !happening.question.empty()) ask(happening);
  }

  [[nodiscard]] const std::map<Counted, std::uint64_t>& counts() const { return counts_; }

 private:
  void ask(const Happening& request) {
    const bool is_new = questions_.insert(request.question).second;
    const bool is_new_shape = shapes_.insert(request.shape).second;
    if (!is_new) {
      ++counts_[Counted::repeats];
    } else if (!is_new_shape) {
      ++counts_[Counted::near_repeats];
    }
  }

  std::map<Counted, std::uint64_t> counts_;
  std::set<std::chrono::sys_time<std::chrono::hours>> hours_;
  std::set<std::string> questions_;
  std::set<std::string> shapes_;
};

/// The newest events that a match of `rule` by `name` rests on.
std::vector<std::uint64_t> evidence(std::span<const Happening> happenings,
                                    const MonitoringRule& rule, const std::string& name,
                                    Instant since) {
  const auto action = action_of(rule.what);
  const bool any = action == Counted::hours || action == Counted::odd_hours;
  std::vector<std::uint64_t> out;
  for (auto it = happenings.rbegin(); it != happenings.rend() && out.size() < most_evidence; ++it) {
    const bool counts = (any || it->what == action) && it->at >= since;
    if (counts && name_for(*it, rule.whose) == name) out.push_back(it->event);
  }
  std::ranges::reverse(out);
  return out;
}

MonitoringRule read_rule(const YAML::Node& node, const std::string& path, Defects& defects) {
  Mapping entry(node, path, defects);
  MonitoringRule rule;
  rule.id = entry.text("id");
  rule.whose = entry.choice<CountedFor>("of", {{"user", CountedFor::user},
                                               {"agreement", CountedFor::agreement},
                                               {"organisation", CountedFor::organisation}});
  rule.what = entry.choice<Counted>("counts", {{"requests", Counted::requests},
                                               {"runs", Counted::runs},
                                               {"views", Counted::views},
                                               {"downloads", Counted::downloads},
                                               {"shares", Counted::shares},
                                               {"refusals", Counted::refusals},
                                               {"cells", Counted::cells},
                                               {"small_cells", Counted::small_cells},
                                               {"repeats", Counted::repeats},
                                               {"near_repeats", Counted::near_repeats},
                                               {"hours", Counted::hours},
                                               {"odd_hours", Counted::odd_hours}});
  rule.within_hours = entry.number("within_hours", 1, most_hours);
  rule.more_than = entry.number("more_than", 1, most_actions);
  rule.level = entry.choice<AlertLevel>("level", {{"quiet", AlertLevel::quiet},
                                                  {"raised", AlertLevel::raised},
                                                  {"held", AlertLevel::held},
                                                  {"suspended", AlertLevel::suspended}});
  entry.finish();
  return rule;
}

}  // namespace

std::string_view to_string(Counted counted) {
  return std::ranges::find(counted_names, counted, [](const auto& pair) { return pair.first; })
      ->second;
}
std::string_view to_string(CountedFor whose) {
  return std::ranges::find(whose_names, whose, [](const auto& pair) { return pair.first; })->second;
}
std::string_view to_string(AlertLevel level) {
  return std::ranges::find(level_names, level, [](const auto& pair) { return pair.first; })->second;
}

std::optional<Counted> counted_as(std::string_view action) {
  if (action.ends_with(".refused")) return Counted::refusals;
  for (const auto& [name, counted] : actions) {
    if (name == action) return counted;
  }
  return std::nullopt;
}

Result<MonitoringRules> parse_monitoring_rules(std::string_view yaml) {
  HDIS_TRY(document, load_document(yaml, "monitoring", most_bytes));
  Defects defects("monitoring");
  Mapping file(document, "", defects);
  MonitoringRules rules;
  rules.version = file.text("version");
  file.entries("rules", [&](const YAML::Node& node, const std::string& path) {
    auto rule = read_rule(node, path, defects);
    if (std::ranges::find(rules.rules, rule.id, &MonitoringRule::id) != rules.rules.end()) {
      defects.add(node, "repeated", fmt::format("The rule {} stands twice.", rule.id));
    }
    rules.rules.push_back(std::move(rule));
  });
  file.finish();
  if (!defects.empty()) return fail(std::move(defects).to_error());
  rules.digest = digest_of(yaml);
  return rules;
}

std::vector<UseCount> count_use(std::span<const Happening> happenings, Instant since) {
  std::map<std::pair<CountedFor, std::string>, Tally> tallies;
  for (const auto& happening : happenings) {
    if (happening.at < since) continue;
    for (const auto& [whose, ignored] : whose_names) {
      const auto& name = name_for(happening, whose);
      if (!name.empty()) tallies[{whose, name}].add(happening);
    }
  }
  std::vector<UseCount> out;
  out.reserve(tallies.size());
  for (auto& [key, tally] : tallies) out.push_back({key.first, key.second, tally.counts()});
  return out;
}

std::vector<Alert> alerts(const MonitoringRules& rules, std::span<const Happening> happenings,
                          Instant now) {
  // Counting is the work, and rules share their spans.
  std::map<std::uint32_t, std::vector<UseCount>> uses;
  std::vector<Alert> out;
  for (const auto& rule : rules.rules) {
    const auto since = now - std::chrono::hours(rule.within_hours);
    auto counted = uses.find(rule.within_hours);
    if (counted == uses.end()) {
      counted = uses.emplace(rule.within_hours, count_use(happenings, since)).first;
    }
    for (const auto& use : counted->second) {
      const auto found = use.counts.find(rule.what);
      if (use.whose != rule.whose || found == use.counts.end()) continue;
      if (found->second <= rule.more_than) continue;
      out.push_back({rule, use.name, found->second, evidence(happenings, rule, use.name, since)});
    }
  }
  std::ranges::stable_sort(out, std::greater<>(),
                           [](const Alert& alert) { return alert.rule.level; });
  return out;
}

}  // namespace hdis::governance
