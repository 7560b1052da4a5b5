#include "hdis/service/parties.hpp"
#include "hdis/service/people.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string reference;
  std::string reason;
  std::string actions;
};

int set_standing(Context& context, const Options& options, governance::Standing standing) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::set_agreement_standing(session, options.reference, standing,
                                               {options.reason, options.actions});
      },
      [&] {
        if (context.json) {
          print(context, boost::json::object{{"agreement", options.reference},
                                             {"standing", governance::to_string(standing)}});
        } else {
          print(context.to.out, "{} is {}\n", options.reference, governance::to_string(standing));
        }
      });
}

int charges(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) { return service::list_charges(session, options.reference); },
      [&](const std::vector<service::ChargeLine>& lines) {
        if (context.json) {
          boost::json::array items;
          for (const auto& line : lines) {
            items.push_back(boost::json::object{{"for", line.what},
                                                {"pounds", line.pounds},
                                                {"subject", line.subject},
                                                {"at", to_text(line.at)}});
          }
          print(context, items);
          return;
        }
        if (lines.empty()) print(context.to.out, "None.\n");
        for (const auto& line : lines) {
          print(context.to.out, "{}  {:>8} pounds  {}: {}\n", to_text(line.at), line.pounds,
                line.what, line.subject);
        }
      });
}

}  // namespace

void add_agreement_steps(CLI::App& group, Action& action) {
  auto options = std::make_shared<Options>();
  for (const bool suspend : {true, false}) {
    CLI::App* command =
        group.add_subcommand(suspend ? "suspend" : "reinstate",
                             suspend ? "Stop all use of an agreement at once. For administrators."
                                     : "Let an agreement be used again. For administrators.");
    command->add_option("REFERENCE", options->reference, "Without version.")->required();
    command->add_option("--reason", options->reason, "Why; recorded.")->required();
    if (!suspend) {
      command
          ->add_option("--actions", options->actions,
                       "What was done since the suspension, by whom and when; recorded.")
          ->required();
    }
    command->footer(fmt::format(
        "Example:\n  hdis agreement {} DARS-NIC-99675-X5S7X --reason 'Audit of July'{}",
        suspend ? "suspend" : "reinstate",
        suspend ? "" : " --actions 'All actions of the audit closed, report of 15 December'"));
    const auto standing = suspend ? governance::Standing::suspended : governance::Standing::active;
    command->callback([&action, options, standing] {
      action = [options, standing](Context& context) {
        return set_standing(context, *options, standing);
      };
    });
  }

  CLI::App* list = group.add_subcommand(
      "charges", "What has become due under an agreement. For administrators and auditors.");
  list->add_option("REFERENCE", options->reference, "Without version.")->required();
  list->footer("Example:\n  hdis agreement charges DARS-NIC-99675-X5S7X");
  list->callback([&action, options] {
    action = [options](Context& context) { return charges(context, *options); };
  });
}

}  // namespace hdis::cli
