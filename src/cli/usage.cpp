#include "usage.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace hdis::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_name().empty(); });
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

const CLI::App* find_command(const CLI::App& app, const std::string& name) {
  const auto commands = commands_of(app);
  const auto found = std::ranges::find_if(
      commands, [&](const CLI::App* command) { return command->check_name(name); });
  return found == commands.end() ? nullptr : *found;
}

// The option with this name of the command or of those that it belongs to.
const CLI::Option* find_option(const CLI::App* app, const std::string& name) {
  for (; app != nullptr; app = app->get_parent()) {
    if (const CLI::Option* option = app->get_option_no_throw(name)) return option;
  }
  return nullptr;
}

std::vector<std::string> option_names(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

// "hdis request"
std::string path_of(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return parent == nullptr ? app.get_name() : path_of(*parent) + " " + app.get_name();
}

Reason unknown(const std::string& rule, const std::string& what, const std::string& typed,
               const std::vector<std::string>& names, const CLI::App& app) {
  const auto meant = nearest(typed, names, 1);
  const std::string guess =
      meant.empty() ? "." : fmt::format("; did you mean '{}'?", meant.front());
  return {rule,
          fmt::format("Unknown {} '{}'{}", what, typed, guess),
          fmt::format("{} --help lists what there is.", path_of(app)),
          {}};
}

Reason unknown_command(const CLI::App& app, const std::string& typed) {
  return unknown("cli.unknown_command", "command", typed, command_names(app), app);
}

bool is_option(const std::string& argument) {
  return argument.size() > 1 && argument.front() == '-';
}

// The first word that is neither a command nor an option where it stands.
std::optional<Reason> mistyped(const CLI::App& program, std::span<const std::string> arguments) {
  const CLI::App* at = &program;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") return std::nullopt;
    if (is_option(argument)) {
      const std::string name = argument.substr(0, argument.find('='));
      const CLI::Option* option = find_option(at, name);
      if (option == nullptr) {
        return unknown("cli.unknown_option", "option", name, option_names(at), *at);
      }
      const bool value_follows =
          option->get_items_expected_min() > 0 && name.size() == argument.size();
      if (value_follows) ++i;
    } else if (!commands_of(*at).empty()) {
      const CLI::App* command = find_command(*at, argument);
      if (command == nullptr) return unknown_command(*at, argument);
      at = command;
    }
  }
  return std::nullopt;
}

// The command that the arguments name, as far as they do.
const CLI::App& command_of(const CLI::App& program) {
  const auto given = program.get_subcommands();
  return given.empty() ? program : command_of(*given.front());
}

}  // namespace

Error usage_error(const CLI::App& program, std::span<const std::string> arguments,
                  const CLI::ParseError& error) {
  if (auto reason = mistyped(program, arguments)) {
    return {ErrorCode::invalid_input, *std::move(reason)};
  }
  const std::string path = path_of(command_of(program));
  std::string message = error.what();
  std::string suggestion = fmt::format("See {} --help.", path);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr &&
      !commands_of(command_of(program)).empty()) {
    message = fmt::format("{} needs a command.", path);
    suggestion = fmt::format("One of: {}. {} --help explains them.",
                             fmt::join(command_names(command_of(program)), ", "), path);
  }
  return {ErrorCode::invalid_input,
          Reason{"cli.usage", std::move(message), std::move(suggestion), {}}};
}

}  // namespace hdis::cli
