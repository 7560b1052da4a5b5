#include "hdis/service/parties.hpp"
#include "hdis/service/successions.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string code;
  std::string name;
  std::string kind;
  std::string reason;
  std::string actions;
  std::string successor;
  std::string since;
};

/// Organisations with what became of them.
struct Register {
  std::vector<governance::Organisation> organisations;
  std::vector<service::SuccessionLine> successions;
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
    print(context.to.out, "{}  {} ({}), {}\n", organisation.code.text(), organisation.name,
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

const service::SuccessionLine* successor_of(const Register& all, const std::string& code) {
  const auto found =
      std::ranges::find(all.successions, code, &service::SuccessionLine::organisation);
  return found == all.successions.end() ? nullptr : &*found;
}

void show(const Context& context, const Register& all) {
  boost::json::array items;
  for (const auto& organisation : all.organisations) {
    const auto* succession = successor_of(all, organisation.code.text());
    if (context.json) {
      auto item = to_json(organisation);
      item["successor"] = succession == nullptr ? "" : succession->successor;
      item["succeeded_on"] = succession == nullptr ? "" : succession->since.to_text();
      items.push_back(std::move(item));
      continue;
    }
    show(context, organisation);
    if (succession != nullptr) {
      print(context.to.out, "     from {} on: {}\n", succession->since.to_text(),
            succession->successor);
    }
  }
  if (context.json) print(context, items);
}

int list(Context& context) {
  return with_session(
      context,
      [](service::Session& session) -> Result<Register> {
        HDIS_TRY(organisations, service::list_organisations(session));
        HDIS_TRY(successions, service::list_successions(session));
        return Register{std::move(organisations), std::move(successions)};
      },
      [&](const Register& all) { show(context, all); });
}

int succeed(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::record_succession(session, options.code, options.successor, options.since);
      },
      [&](const service::SuccessionLine& line) {
        if (context.json) {
          return print(context, boost::json::object{{"code", line.organisation},
                                                    {"successor", line.successor},
                                                    {"succeeded_on", line.since.to_text()}});
        }
        print(context.to.out, "{} goes over into {} on {}.\n", line.organisation, line.successor,
              line.since.to_text());
      });
}

void add_succession(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(
      "succeed", "Record that an organisation goes over into another. For administrators.");
  command->add_option("CODE", options->code, "Code of the one that ends.")->required();
  command->add_option("--by", options->successor, "Code of its successor.")->required();
  command->add_option("--since", options->since, "First day of the successor, YYYY-MM-DD.")
      ->required();
  command->footer("Example:\n  hdis org succeed 99P --by 15N --since 2019-04-01");
  command->callback([&action, options] {
    action = [options](Context& context) { return succeed(context, *options); };
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

  add_succession(*group, action, options);
  add_standing_command(*group, action, options, "suspend",
                       "Stop everybody of an organisation at once. For administrators.",
                       governance::Standing::suspended);
  add_standing_command(*group, action, options, "reinstate",
                       "Let an organisation act again. For administrators.",
                       governance::Standing::active);
}

}  // namespace hdis::cli
