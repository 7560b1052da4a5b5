#include "hdis/service/parties.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string name;
  std::string os_user;
  std::string organisation;
  std::vector<std::string> roles;
  std::string training;
  std::string attested_by;
  std::string agreement;
  std::string reason;
  std::string actions;
};

std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<std::string> role_names(const governance::User& user) {
  std::vector<std::string> names;
  for (const governance::Role role : user.roles) names.emplace_back(governance::to_string(role));
  return names;
}

boost::json::object to_json(const governance::User& user) {
  boost::json::array roles;
  for (const std::string& role : role_names(user)) roles.emplace_back(role);
  boost::json::value training;
  if (user.training_valid_until) training = user.training_valid_until->to_text();
  return {{"id", user.id.text()},
          {"name", user.name},
          {"os_user", user.os_user},
          {"organisation", user.organisation.text()},
          {"roles", std::move(roles)},
          {"training_valid_until", std::move(training)},
          {"employment_attested", user.employment.has_value()},
          {"standing", governance::to_string(user.standing)}};
}

void show(const Context& context, const governance::User& user) {
  if (context.json) {
    print(context, to_json(user));
    return;
  }
  print(context.to.out, "{}  {}, {}, {}; {}{}{}\n", user.id.text(), user.name,
        user.organisation.text(), fmt::join(role_names(user), " and "),
        governance::to_string(user.standing),
        user.training_valid_until ? "; trained until " + user.training_valid_until->to_text() : "",
        user.os_user.empty() ? "" : "; login " + user.os_user);
}

int add(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::add_user(
            session,
            {options.id, options.name, options.os_user, options.organisation, options.roles,
             given(options.training), given(options.attested_by), given(options.agreement)});
      },
      [&](const governance::User& user) { show(context, user); });
}

int list(Context& context) {
  return with_session(context, service::list_users, [&](const std::vector<governance::User>& all) {
    if (context.json) {
      boost::json::array items;
      for (const auto& user : all) items.push_back(to_json(user));
      print(context, items);
      return;
    }
    for (const auto& user : all) show(context, user);
  });
}

int change(Context& context, const Options& options) {
  if (options.training.empty() && options.attested_by.empty() && options.os_user.empty()) {
    return report(context,
                  Error(ErrorCode::invalid_input,
                        Reason{"cli.usage",
                               "Nothing was said that should change.",
                               "Give --trained-until, --employment-attested-by or --os-user.",
                               {}}));
  }
  return with_session(
      context,
      [&](service::Session& session) {
        return service::change_user(
            session, options.id,
            {given(options.training), given(options.attested_by), given(options.os_user)});
      },
      [&](const governance::User& user) { show(context, user); });
}

int set_standing(Context& context, const Options& options, governance::Standing standing) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::set_user_standing(session, options.id, standing,
                                          {options.reason, options.actions});
      },
      [&](const governance::User& user) { show(context, user); });
}

int license(Context& context, const Options& options, bool grant) {
  return with_session(
      context,
      [&](service::Session& session) {
        return grant ? service::grant_licence(session, options.agreement, options.id)
                     : service::end_licence(session, options.agreement, options.id);
      },
      [&] {
        if (context.json) {
          print(context,
                boost::json::object{
                    {"user", options.id}, {"agreement", options.agreement}, {"licensed", grant}});
        } else {
          print(context.to.out, "{} {} a licence of {}\n", options.id,
                grant ? "now has" : "no longer has", options.agreement);
        }
      });
}

}  // namespace

void add_user(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("user", "Named people, their training, standing and licences.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis user add asha --name 'Asha Patel' --org 0CX --role analyst --os-user "
      "apatel\n"
      "  hdis user license asha --agreement DARS-NIC-99675-X5S7X\n"
      "  hdis user list");

  CLI::App* add_command = group->add_subcommand("add", "Register a person. For administrators.");
  add_command
      ->add_option("ID", options->id, "Short name: lower case letters, digits, '.', '-', '_'.")
      ->required();
  add_command->add_option("--name", options->name, "Name.")->required();
  add_command->add_option("--org", options->organisation, "Code of their organisation.")
      ->required();
  add_command
      ->add_option("--role", options->roles,
                   "analyst, reviewer, administrator, auditor or recipient; may be repeated.")
      ->required();
  add_command->add_option("--os-user", options->os_user,
                          "Login on this machine, by which they are known.");
  add_command->add_option("--trained-until", options->training,
                          "Last day of their training, YYYY-MM-DD.");
  add_command->add_option("--employment-attested-by", options->attested_by,
                          "Who says that they are a substantive employee.");
  add_command->add_option("--licence", options->agreement,
                          "Give them a licence of this agreement.");
  add_command->footer(
      "Example:\n  hdis user add asha --name 'Asha Patel' --org 0CX --role analyst --os-user "
      "apatel \\\n"
      "      --trained-until 2027-03-31 --employment-attested-by 'HR, SCW CSU' --licence "
      "DARS-NIC-99675-X5S7X");
  add_command->callback([&action, options] {
    action = [options](Context& context) { return add(context, *options); };
  });

  CLI::App* list_command = group->add_subcommand("list", "All people.");
  list_command->footer("Example:\n  hdis user list --json");
  list_command->callback([&action] { action = list; });

  CLI::App* change_command =
      group->add_subcommand("change", "Record training, employment or login. For administrators.");
  change_command->add_option("ID", options->id, "Who.")->required();
  change_command->add_option("--trained-until", options->training,
                             "Last day of their training, YYYY-MM-DD.");
  change_command->add_option("--employment-attested-by", options->attested_by,
                             "Who says that they are a substantive employee.");
  change_command->add_option("--os-user", options->os_user, "Login on this machine.");
  change_command->footer("Example:\n  hdis user change asha --trained-until 2028-03-31");
  change_command->callback([&action, options] {
    action = [options](Context& context) { return change(context, *options); };
  });

  for (const bool suspend : {true, false}) {
    const char* name = suspend ? "suspend" : "reinstate";
    CLI::App* command =
        group->add_subcommand(name, suspend ? "Stop a person at once. For administrators."
                                            : "Let a person act again. For administrators.");
    command->add_option("ID", options->id, "Who.")->required();
    command->add_option("--reason", options->reason, "Why; recorded.")->required();
    if (!suspend) {
      command
          ->add_option("--actions", options->actions,
                       "What was done since the suspension, by whom and when; recorded.")
          ->required();
    }
    command->footer(
        fmt::format("Example:\n  hdis user {} asha --reason 'Unusual use, see audit 14'{}", name,
                    suspend ? "" : " --actions 'Retrained by IG on 3 May'"));
    const auto standing = suspend ? governance::Standing::suspended : governance::Standing::active;
    command->callback([&action, options, standing] {
      action = [options, standing](Context& context) {
        return set_standing(context, *options, standing);
      };
    });
  }

  add_user_steps(*group, action);

  for (const bool grant : {true, false}) {
    const char* name = grant ? "license" : "unlicense";
    CLI::App* command = group->add_subcommand(
        name, grant ? "Give a person a licence of an agreement. For administrators."
                    : "Take a licence back. For administrators.");
    command->add_option("ID", options->id, "Who.")->required();
    command->add_option("--agreement", options->agreement, "Reference of the agreement.")
        ->required();
    command->footer(
        fmt::format("Example:\n  hdis user {} asha --agreement DARS-NIC-99675-X5S7X", name));
    command->callback([&action, options, grant] {
      action = [options, grant](Context& context) { return license(context, *options, grant); };
    });
  }
}

}  // namespace hdis::cli
