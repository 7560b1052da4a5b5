#include "hdis/service/parties.hpp"

#include "commands.hpp"
#include "session.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string code;
  std::string name;
  std::string kind;
  std::string reason;
  std::string actions;
};

boost::json::object to_json(const governance::Organisation& organisation) {
  return {{"code", organisation.code.text()},
          {"name", organisation.name},
          {"kind", organisation.kind},
          {"standing", governance::to_string(organisation.standing)}};
}

void show(const Context& context, const governance::Organisation& organisation) {
  if (context.json) {
    print(context, to_json(organisation));
  } else {
    fmt::print(context.to.out, "{}  {} ({}), {}\n", organisation.code.text(), organisation.name,
               organisation.kind, governance::to_string(organisation.standing));
  }
}

int add(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::add_organisation(session, options.code, options.name, options.kind);
      },
      [&](const governance::Organisation& organisation) { show(context, organisation); });
}

int list(Context& context) {
  return with_session(context, service::list_organisations,
                      [&](const std::vector<governance::Organisation>& all) {
                        if (context.json) {
                          boost::json::array items;
                          for (const auto& organisation : all)
                            items.push_back(to_json(organisation));
                          print(context, items);
                          return;
                        }
                        for (const auto& organisation : all) show(context, organisation);
                      });
}

int set_standing(Context& context, const Options& options, governance::Standing standing) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::set_organisation_standing(session, options.code, standing,
                                                  {options.reason, options.actions});
      },
      [&](const governance::Organisation& organisation) { show(context, organisation); });
}

void add_standing_command(CLI::App& group, Action& action, const std::shared_ptr<Options>& options,
                          const char* name, const char* help, governance::Standing standing) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("CODE", options->code, "Code of the organisation.")->required();
  command->add_option("--reason", options->reason, "Why; recorded.")->required();
  const bool suspend = standing == governance::Standing::suspended;
  if (!suspend) {
    command
        ->add_option("--actions", options->actions,
                     "What was done since the suspension, by whom and when; recorded.")
        ->required();
  }
  command->footer(
      fmt::format("Example:\n  hdis org {} 0CX --reason 'Use under review'{}", name,
                  suspend ? "" : " --actions 'Findings 1 to 3 of audit A-14 closed on 3 May'"));
  command->callback([&action, options, standing] {
    action = [options, standing](Context& context) {
      return set_standing(context, *options, standing);
    };
  });
}

}  // namespace

void add_org(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("org", "Organisations: licensees, customers, the custodian.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis org add --code 15N --name 'NHS Devon CCG' --kind ccg\n"
      "  hdis org list");

  CLI::App* add_command =
      group->add_subcommand("add", "Register an organisation. For administrators.");
  add_command->add_option("--code", options->code, "ODS code, or your own.")->required();
  add_command->add_option("--name", options->name, "Name.")->required();
  add_command
      ->add_option("--kind", options->kind,
                   "Kind, e.g. ccg, nhs_trust, commissioning_support_unit.")
      ->required();
  add_command->footer("Example:\n  hdis org add --code 15N --name 'NHS Devon CCG' --kind ccg");
  add_command->callback([&action, options] {
    action = [options](Context& context) { return add(context, *options); };
  });

  CLI::App* list_command = group->add_subcommand("list", "All organisations.");
  list_command->footer("Example:\n  hdis org list --json");
  list_command->callback([&action] { action = list; });

  add_standing_command(*group, action, options, "suspend",
                       "Stop everybody of an organisation at once. For administrators.",
                       governance::Standing::suspended);
  add_standing_command(*group, action, options, "reinstate",
                       "Let an organisation act again. For administrators.",
                       governance::Standing::active);
}

}  // namespace hdis::cli
