#include "hdis/service/obligations.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string agreement;
  std::string due;
  std::string reason;
};

boost::json::object to_json(const service::ObligationsView& view) {
  boost::json::array obligations;
  for (const auto& obligation : view.obligations) {
    obligations.push_back(
        boost::json::object{{"why", obligation.why},
                            {"due", obligation.due.to_text()},
                            {"urgency", governance::to_string(obligation.urgency)},
                            {"to_do", obligation.to_do}});
  }
  boost::json::array kept;
  for (const auto& output : view.kept_by_right) {
    kept.push_back(boost::json::object{{"id", output.id},
                                       {"state", output.state},
                                       {"downloads", output.downloads},
                                       {"shared_with", output.shared_with}});
  }
  boost::json::array internal;
  for (const auto& copy : view.internal) {
    internal.push_back(boost::json::object{{"id", copy.id},
                                           {"state", copy.state},
                                           {"downloads", copy.downloads},
                                           {"destroyed_at", copy.destroyed_at},
                                           {"why", copy.why},
                                           {"key_fingerprint", copy.key_fingerprint},
                                           {"proved_gone", copy.proved_gone}});
  }
  return {{"agreement", view.agreement},      {"organisation", view.organisation},
          {"ends", view.ends.to_text()},      {"obligations", std::move(obligations)},
          {"kept_by_right", std::move(kept)}, {"internal", std::move(internal)},
          {"certificates", view.certificates}};
}

void print_internal(const Context& context, const service::InternalCopy& copy) {
  if (copy.destroyed_at.empty()) {
    print(context.to.out,
          "  internal   {}  may hold small numbers; must be gone at the end; {} download(s)\n",
          copy.id, copy.downloads);
    return;
  }
  print(context.to.out,
        "  destroyed  {}  on {} ({}); {}; {} download(s) need the certificate\n"
        "             key {}\n",
        copy.id, copy.destroyed_at, copy.why,
        copy.proved_gone ? "neither key nor tables are in the system"
                         : "SOMETHING OF IT IS STILL THERE: see hdis doctor",
        copy.downloads, copy.key_fingerprint);
}

void show(const Context& context, const service::ObligationsView& view) {
  print(context.to.out, "{}  {}, ends {}\n", bold(context, view.agreement), view.organisation,
        view.ends.to_text());
  if (view.obligations.empty()) print(context.to.out, "  Nothing is owed.\n");
  for (const auto& obligation : view.obligations) {
    print(context.to.out, "  {:<10} due {}  certificate of destruction ({})\n",
          governance::to_string(obligation.urgency), obligation.due.to_text(), obligation.why);
    if (!obligation.to_do.empty())
      print(context.to.out, "             What to do: {}\n", obligation.to_do);
  }
  for (const auto& copy : view.internal) print_internal(context, copy);
  for (const auto& output : view.kept_by_right) {
    print(context.to.out,
          "  kept       {}  suppressed, may be kept beyond the end; {} download(s), shared "
          "with {}\n",
          output.id, output.downloads, output.shared_with);
  }
}

int list(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::list_obligations(session, options.agreement);
      },
      [&](const std::vector<service::ObligationsView>& views) {
        if (context.json) {
          boost::json::array items;
          for (const auto& view : views) items.push_back(to_json(view));
          return print(context, items);
        }
        if (views.empty()) print(context.to.out, "Nothing is owed.\n");
        for (const auto& view : views) show(context, view);
      });
}

int notice(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::issue_notice(session, options.agreement, options.due, options.reason);
      },
      [&](const governance::DestructionNotice& issued) {
        if (context.json) {
          return print(context, boost::json::object{{"agreement", issued.agreement},
                                                    {"due", issued.due.to_text()},
                                                    {"reason", issued.reason}});
        }
        print(context.to.out, "{}: a certificate of destruction is due by {}\n", issued.agreement,
              issued.due.to_text());
      });
}

}  // namespace

void add_obligations(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "obligations", "What is owed under agreements, what may be kept, and destruction notices.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis obligations list\n  hdis obligations notice DARS-NIC-99675-X5S7X --due "
      "2019-07-30 --reason 'Excessive use'");

  CLI::App* list_command = group->add_subcommand(
      "list", "Of all agreements that owe something or have ended, or of one.");
  list_command->add_option("REFERENCE", options->agreement, "Without version [all].");
  list_command->footer("Example:\n  hdis obligations list DARS-NIC-99675-X5S7X");
  list_command->callback([&action, options] {
    action = [options](Context& context) { return list(context, *options); };
  });

  CLI::App* notice_command = group->add_subcommand(
      "notice", "Ask for the destruction of what there is, by a day. For administrators.");
  notice_command->add_option("REFERENCE", options->agreement, "Without version.")->required();
  notice_command->add_option("--due", options->due, "YYYY-MM-DD.")->required();
  notice_command->add_option("--reason", options->reason, "Why; recorded.")->required();
  notice_command->footer(
      "Example:\n  hdis obligations notice DARS-NIC-99675-X5S7X --due 2019-07-30 --reason "
      "'Excessive use'");
  notice_command->callback([&action, options] {
    action = [options](Context& context) { return notice(context, *options); };
  });
}

}  // namespace hdis::cli
