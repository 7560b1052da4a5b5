#include "hdis/governance/alert_queue.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hdis::governance {
namespace {

namespace json = boost::json;

constexpr std::array states{std::pair{AlertState::open, "open"},
                            std::pair{AlertState::explained, "explained"},
                            std::pair{AlertState::acted_on, "acted on"}};
constexpr std::array all_counted{Counted::requests,     Counted::runs,        Counted::views,
                                 Counted::downloads,    Counted::shares,      Counted::refusals,
                                 Counted::cells,        Counted::small_cells, Counted::repeats,
                                 Counted::near_repeats, Counted::hours,       Counted::odd_hours};
constexpr std::array all_whose{CountedFor::user, CountedFor::agreement, CountedFor::organisation};
constexpr std::array all_levels{AlertLevel::quiet, AlertLevel::raised, AlertLevel::held,
                                AlertLevel::suspended};

/// The value that is written as `text`; throws for none, which `parse_alert` catches.
template <class Values>
auto named(const Values& values, const json::value& text) {
  const std::string name(text.as_string());
  const auto found =
      std::ranges::find_if(values, [&](auto value) { return to_string(value) == name; });
  if (found == values.end()) throw std::invalid_argument("name");
  return *found;
}

Instant instant_at(const json::value& text) {
  const auto instant = parse_instant(std::string(text.as_string()));
  if (!instant) throw std::invalid_argument("instant");
  return *instant;
}

json::value text_of(std::string_view text) { return json::string(text.data(), text.size()); }

Alert alert_of(const json::object& object) {
  Alert alert;
  alert.rule.id = object.at("rule").as_string();
  alert.rule.whose = named(all_whose, object.at("of"));
  alert.rule.what = named(all_counted, object.at("counts"));
  alert.rule.within_hours = json::value_to<std::uint32_t>(object.at("within_hours"));
  alert.rule.more_than = json::value_to<std::uint32_t>(object.at("more_than"));
  alert.rule.level = named(all_levels, object.at("level"));
  alert.name = object.at("name").as_string();
  alert.count = json::value_to<std::uint64_t>(object.at("count"));
  alert.events = json::value_to<std::vector<std::uint64_t>>(object.at("events"));
  return alert;
}

AlertState state_of(const json::value& text) {
  constexpr std::array values{AlertState::open, AlertState::explained, AlertState::acted_on};
  return named(values, text);
}

}  // namespace

std::string_view to_string(AlertState state) {
  return std::ranges::find(states, state, [](const auto& pair) { return pair.first; })->second;
}

const QueuedAlert* same_alert(std::span<const QueuedAlert> queue, const Alert& alert, Instant now) {
  const auto found = std::ranges::find_if(queue, [&](const QueuedAlert& queued) {
    const bool same = queued.alert.rule.id == alert.rule.id && queued.alert.name == alert.name;
    const auto quiet_until = queued.handled_at + std::chrono::hours(alert.rule.within_hours);
    return same && (queued.state == AlertState::open || now < quiet_until);
  });
  return found == queue.end() ? nullptr : &*found;
}

Result<QueuedAlert> handle(QueuedAlert alert, AlertState state, const std::string& by,
                           const std::string& how, Instant at) {
  HDIS_ASSERT(state != AlertState::open);
  if (alert.state != AlertState::open) {
    return fail(
        ErrorCode::conflict, "alert.handled",
        fmt::format("{} is {} already, by {}.", alert.id, to_string(alert.state), alert.handled_by),
        "see `hdis monitor alerts --all`");
  }
  if (trim(how).empty() || !is_plain(how, Lines::many)) {
    return fail(ErrorCode::invalid_input, "alert.how", "It is not said what became of the alert.",
                "say how it is explained, or what was done; it is recorded");
  }
  alert.state = state;
  alert.handled_by = by;
  alert.handled_at = at;
  alert.how = how;
  return alert;
}

std::string to_document(const QueuedAlert& alert) {
  json::array events;
  for (const auto event : alert.alert.events) events.emplace_back(event);
  const auto& rule = alert.alert.rule;
  return json::serialize(json::object{{"id", alert.id},
                                      {"rule", rule.id},
                                      {"rules_version", alert.rules_version},
                                      {"level", text_of(to_string(rule.level))},
                                      {"of", text_of(to_string(rule.whose))},
                                      {"name", alert.alert.name},
                                      {"counts", text_of(to_string(rule.what))},
                                      {"count", alert.alert.count},
                                      {"more_than", rule.more_than},
                                      {"within_hours", rule.within_hours},
                                      {"events", std::move(events)},
                                      {"raised_at", to_text(alert.raised_at)},
                                      {"seen_at", to_text(alert.seen_at)},
                                      {"state", text_of(to_string(alert.state))},
                                      {"handled_by", alert.handled_by},
                                      {"handled_at", to_text(alert.handled_at)},
                                      {"how", alert.how}});
}

Result<QueuedAlert> parse_alert(std::string_view document) {
  try {
    const auto value = json::parse(json::string_view(document.data(), document.size()));
    const auto& object = value.as_object();
    QueuedAlert alert;
    alert.id = object.at("id").as_string();
    alert.alert = alert_of(object);
    alert.rules_version = object.at("rules_version").as_string();
    alert.raised_at = instant_at(object.at("raised_at"));
    alert.seen_at = instant_at(object.at("seen_at"));
    alert.state = state_of(object.at("state"));
    alert.handled_by = object.at("handled_by").as_string();
    alert.handled_at = instant_at(object.at("handled_at"));
    alert.how = object.at("how").as_string();
    return alert;
  } catch (const std::exception&) {
    return fail(ErrorCode::corrupt, "alert.unreadable",
                "The store holds an alert that cannot be read.",
                "keep the file for an investigation and restore a backup");
  }
}

}  // namespace hdis::governance
