#include "hdis/governance/monitoring.hpp"

#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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
                                               {"refusals", Counted::refusals}});
  rule.within_hours = entry.number("within_hours", 1, most_hours);
  rule.more_than = entry.number("more_than", 1, most_actions);
  rule.level = entry.choice<AlertLevel>(
      "level", {{"raised", AlertLevel::raised}, {"held", AlertLevel::held}});
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
  return level == AlertLevel::held ? "held" : "raised";
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
  std::map<std::pair<CountedFor, std::string>, std::map<Counted, std::uint64_t>> counted;
  for (const auto& happening : happenings) {
    if (happening.at < since) continue;
    for (const auto& [whose, ignored] : whose_names) {
      const auto& name = name_for(happening, whose);
      if (!name.empty()) ++counted[{whose, name}][happening.what];
    }
  }
  std::vector<UseCount> out;
  out.reserve(counted.size());
  for (auto& [key, counts] : counted) out.push_back({key.first, key.second, std::move(counts)});
  return out;
}

std::vector<Alert> alerts(const MonitoringRules& rules, std::span<const Happening> happenings,
                          Instant now) {
  std::vector<Alert> out;
  for (const auto& rule : rules.rules) {
    const auto since = now - std::chrono::hours(rule.within_hours);
    for (const auto& use : count_use(happenings, since)) {
      const auto found = use.counts.find(rule.what);
      if (use.whose != rule.whose || found == use.counts.end()) continue;
      if (found->second > rule.more_than) out.push_back({rule, use.name, found->second});
    }
  }
  std::ranges::stable_sort(out, std::greater<>(),
                           [](const Alert& alert) { return alert.rule.level; });
  return out;
}

}  // namespace hdis::governance
