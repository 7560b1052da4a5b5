#include "hdis/core/text.hpp"
#include "hdis/service/monitoring.hpp"

#include "audit_steps.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::uint32_t days = 30;
};

boost::json::object to_json(const service::MonitoringView& view) {
  boost::json::array use;
  for (const auto& one : view.use) {
    boost::json::object counts;
    for (const auto& [what, count] : one.counts) counts[governance::to_string(what)] = count;
    use.push_back(boost::json::object{{"of", governance::to_string(one.whose)},
                                      {"name", one.name},
                                      {"counts", std::move(counts)}});
  }
  boost::json::array alerts;
  for (const auto& alert : view.alerts) {
    alerts.push_back(boost::json::object{{"rule", alert.rule.id},
                                         {"level", governance::to_string(alert.rule.level)},
                                         {"of", governance::to_string(alert.rule.whose)},
                                         {"name", alert.name},
                                         {"counts", governance::to_string(alert.rule.what)},
                                         {"count", alert.count},
                                         {"more_than", alert.rule.more_than},
                                         {"within_hours", alert.rule.within_hours}});
  }
  return {{"rules_version", view.rules_version},
          {"since", to_text(view.since)},
          {"use", std::move(use)},
          {"alerts", std::move(alerts)}};
}

int show(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::monitor(session, options.days); },
      [&](const service::MonitoringView& view) {
        if (context.json) return print(context, to_json(view));
        print(context.to.out, "Use since {} (rules version {})\n", to_text(view.since),
              view.rules_version);
        for (const auto& one : view.use) {
          print(context.to.out, "  {:<12} {:<24}", governance::to_string(one.whose), one.name);
          for (const auto& [what, count] : one.counts)
            print(context.to.out, "  {} {}", count, governance::to_string(what));
          print(context.to.out, "\n");
        }
        if (view.alerts.empty()) print(context.to.out, "No alert.\n");
        for (const auto& alert : view.alerts) {
          print(context.to.out, "{:<9}  {} {}: {} {} within {} hours, more than {} [{}]\n",
                to_upper(governance::to_string(alert.rule.level)),
                governance::to_string(alert.rule.whose), alert.name, alert.count,
                governance::to_string(alert.rule.what), alert.rule.within_hours,
                alert.rule.more_than, alert.rule.id);
          print(context.to.out, "        What to do: look with `hdis audit log`; {}\n",
                alert.rule.level == governance::AlertLevel::held
                    ? fmt::format("suspend with `hdis {} suspend` until that is done",
                                  alert.rule.whose == governance::CountedFor::organisation
                                      ? "org"
                                      : governance::to_string(alert.rule.whose))
                    : "ask what it was for");
        }
      });
}

}  // namespace

void add_monitor(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "monitor",
      "Use by person, agreement and organisation, and alerts. For administrators and auditors.");
  command->add_option("--days", options->days, "Of how many days the counts are.")
      ->check(CLI::Range(1, 3660))
      ->capture_default_str();
  command->footer("Examples:\n  hdis monitor --days 7\n  hdis monitor check");
  add_alerts(*command, action);
  command->callback([&action, options, command] {
    if (!command->get_subcommands().empty()) return;
    action = [options](Context& context) { return show(context, *options); };
  });
}

}  // namespace hdis::cli
