#include "hdis/service/monitoring.hpp"

#include "audit_steps.hpp"
#include "print.hpp"
#include "session.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

using governance::AlertState;
using governance::QueuedAlert;

struct Options {
  std::string id;
  std::string how;
  bool all = false;
};

void show(const Context& context, const QueuedAlert& queued) {
  const auto& alert = queued.alert;
  print(context.to.out,
        "{}  {:<9} {} {}: {} {} within {} hours, more than {} [{}]\n          {} since {}, last "
        "seen {}; events {}\n",
        bold(context, queued.id), to_string(alert.rule.level), to_string(alert.rule.whose),
        alert.name, alert.count, to_string(alert.rule.what), alert.rule.within_hours,
        alert.rule.more_than, alert.rule.id, to_string(queued.state), to_text(queued.raised_at),
        to_text(queued.seen_at), fmt::join(alert.events, ", "));
  if (!queued.how.empty()) {
    print(context.to.out, "          {}: {}\n",
          queued.handled_by.empty() ? "system" : queued.handled_by, in_line(queued.how));
  }
}

void show(const Context& context, const std::vector<QueuedAlert>& alerts) {
  if (context.json) {
    boost::json::array items;
    for (const auto& alert : alerts) items.push_back(boost::json::parse(to_document(alert)));
    return print(context, items);
  }
  if (alerts.empty()) print(context.to.out, "No alert waits.\n");
  for (const auto& alert : alerts) show(context, alert);
}

void add_handling(CLI::App& group, Action& action, const std::shared_ptr<Options>& options,
                  const char* name, const char* help, const char* option, const char* meaning,
                  AlertState state) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("ALERT", options->id, "e.g. W-000001")->required();
  command->add_option(option, options->how, meaning)->required();
  command->footer(fmt::format("Example:\n  hdis monitor {} W-000001 {} '...'", name, option));
  command->callback([&action, options, state] {
    action = [options, state](Context& context) {
      return with_session(
          context,
          [&](service::Session& session) {
            return service::handle_alert(session, options->id, state, options->how);
          },
          [&](const QueuedAlert& alert) {
            if (context.json) return print(context, boost::json::parse(to_document(alert)));
            show(context, alert);
          });
    };
  });
}

}  // namespace

void add_alerts(CLI::App& group, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* check = group.add_subcommand(
      "check", "Queue what the rules find, and stop at once what they say. To be run every hour.");
  check->footer("Example:\n  hdis monitor check");
  check->callback([&action] {
    action = [](Context& context) {
      return with_session(context, service::check_use,
                          [&](const std::vector<QueuedAlert>& alerts) { show(context, alerts); });
    };
  });

  CLI::App* list = group.add_subcommand("alerts", "The alerts that wait.");
  list->add_flag("--all", options->all, "Those that were dealt with, too.");
  list->footer("Example:\n  hdis monitor alerts --all --json");
  list->callback([&action, options] {
    action = [options](Context& context) {
      const auto handled = options->all ? service::Handled::also : service::Handled::no;
      return with_session(
          context,
          [&](service::Session& session) { return service::list_alerts(session, handled); },
          [&](const std::vector<QueuedAlert>& alerts) { show(context, alerts); });
    };
  });

  add_handling(group, action, options, "explain", "Close an alert that had a reason.", "--reason",
               "The reason; recorded.", AlertState::explained);
  add_handling(group, action, options, "act", "Close an alert about which something was done.",
               "--action", "What was done; recorded.", AlertState::acted_on);
}

}  // namespace hdis::cli
