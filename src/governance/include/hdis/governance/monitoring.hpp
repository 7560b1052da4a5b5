#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How much is used by whom, and when that is worth a look (M25). Counts are of actions, never of patients.
namespace hdis::governance {

/// What is counted. The first six are actions; the others follow from them.
enum class Counted : std::uint8_t {
  requests,
  runs,
  views,
  downloads,
  shares,
  refusals,
  cells,        ///< Numbers in released tables.
  small_cells,  ///< Of which hidden: how often small numbers were met.
  repeats,      ///< Requests for what was asked before.
  near_repeats,  ///< Requests that differ from an earlier one only in conditions or years, as differencing would.
  hours,      ///< Different hours in which something was done.
  odd_hours,  ///< Of which at weekends, or before 6 or after 22 o'clock (UTC).
};
/// Whose actions are counted together.
enum class CountedFor : std::uint8_t { user, agreement, organisation };
/// What a match asks for.
enum class AlertLevel : std::uint8_t {
  quiet,      ///< Nothing: it is shown, and not queued.
  raised,     ///< A look.
  held,       ///< That the custodian stops access until there was one.
  suspended,  ///< The system stops access itself, at once.
};

[[nodiscard]] std::string_view to_string(Counted counted);
[[nodiscard]] std::string_view to_string(CountedFor whose);
[[nodiscard]] std::string_view to_string(AlertLevel level);

/// An action of the log that counts.
struct Happening {
  Instant at{};
  Counted what = Counted::requests;
  std::string user;
  std::string agreement;     ///< Stem of the reference; "" if it is not known.
  std::string organisation;  ///< Code; "" if it is not known.
  std::uint64_t amount = 1;  ///< Of cells, how many.
  std::uint64_t event = 0;   ///< Its number in the log.
  std::string
      question{};       ///< Of a request: what is asked, as a fingerprint; "" if it is not known.
  std::string shape{};  ///< Of a request: the same without conditions and years.
};

/// As what an action of the log counts; empty if it does not.
[[nodiscard]] std::optional<Counted> counted_as(std::string_view action);

/// A number of actions within some hours that is worth an alert.
struct MonitoringRule {
  std::string id;
  CountedFor whose = CountedFor::user;
  Counted what = Counted::requests;
  std::uint32_t within_hours = 24;
  std::uint32_t more_than = 0;
  AlertLevel level = AlertLevel::raised;
};

/// A version of the rules.
struct MonitoringRules {
  std::string version;
  Digest digest;  ///< Of the file.
  std::vector<MonitoringRule> rules;
};

/// Reads a file of rules (YAML; catalogue/monitoring/monitoring.yaml). Errors: `invalid_input` with one reason per defect.
[[nodiscard]] Result<MonitoringRules> parse_monitoring_rules(std::string_view yaml);

/// Actions of one user, agreement or organisation.
struct UseCount {
  CountedFor whose = CountedFor::user;
  std::string name;
  std::map<Counted, std::uint64_t> counts;
};
/// All that happened at or after `since`, by user, then agreement, then organisation, each by name.
[[nodiscard]] std::vector<UseCount> count_use(std::span<const Happening> happenings, Instant since);

/// That a rule matched, with the evidence.
struct Alert {
  MonitoringRule rule;
  std::string name;  ///< Of the user, agreement or organisation.
  std::uint64_t count = 0;
  /// Numbers of the newest events that were counted, oldest first, at most `most_evidence`.
  std::vector<std::uint64_t> events{};
};
constexpr std::size_t most_evidence = 20;
/// Every rule that matches now, those that ask for most first.
[[nodiscard]] std::vector<Alert> alerts(const MonitoringRules& rules,
                                        std::span<const Happening> happenings, Instant now);

}  // namespace hdis::governance
