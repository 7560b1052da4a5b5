#include "hdis/service/tools.hpp"

#include "any_tables.hpp"
#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string title;
  std::string parameter;
  std::string value;
  std::string format;
  std::string organisation;
  bool end = false;
};

boost::json::object to_json(const service::ToolLine& line) {
  return {{"id", line.tool.id.text()},
          {"title", line.tool.title},
          {"request", line.tool.request.text()},
          {"agreement", line.tool.agreement},
          {"parameter", line.tool.parameter},
          {"output", line.output},
          {"refreshed_at", hdis::to_text(line.refreshed_at)}};
}

void print_tool(const Context& context, const service::ToolLine& line) {
  print(context.to.out, "{}  {}  refreshed {} ({}){}\n", line.tool.id.text(),
        in_line(line.tool.title), hdis::to_text(line.refreshed_at), line.output,
        line.tool.parameter.empty() ? "" : ", by " + line.tool.parameter);
}

int publish(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::publish_tool(session,
                                     {id_of(options.id, 'R'), options.title, options.parameter});
      },
      [&](const service::ToolLine& line) {
        if (context.json) return print(context, to_json(line));
        print_tool(context, line);
      });
}

int list(Context& context) {
  return with_session(context, service::list_tools,
                      [&](const std::vector<service::ToolLine>& lines) {
                        if (context.json) {
                          boost::json::array items;
                          for (const auto& line : lines) items.push_back(to_json(line));
                          return print(context, items);
                        }
                        if (lines.empty()) print(context.to.out, "None.\n");
                        for (const auto& line : lines) print_tool(context, line);
                      });
}

// A table on the screen is a look; a form that is a file is a download.
int open(Context& context, const Options& options) {
  const bool looks = options.format.empty();
  const std::string form = looks ? (context.json ? "json" : "text") : options.format;
  return with_session(
      context,
      [&](service::Session& session) {
        return service::open_tool(session,
                                  {id_of(options.id, 'T'), options.value,
                                   looks ? service::Use::view : service::Use::download, form});
      },
      [&](const std::vector<released::Table>& opened) {
        const AnyTables tables(opened);
        if (form == "json") {
          print(context.to.out, "{}", as_json(tables));
        } else if (form == "html") {
          print(context.to.out, "{}", as_html(tables));
        } else if (form == "csv") {
          print(context.to.out, "{}", as_csv(tables, 0));
        } else {
          for (std::size_t i = 0; i < how_many(tables); ++i) {
            print(context.to.out, "{}\n", as_text(tables, i));
          }
        }
      });
}

int sign_up(Context& context, const Options& options) {
  if (options.end) {
    return with_session(
        context,
        [&](service::Session& session) {
          return service::end_sign_up(session, options.id, options.organisation);
        },
        [&] {
          if (context.json) {
            return print(context, boost::json::object{{"organisation", options.organisation},
                                                      {"signed_up", false}});
          }
          print(context.to.out, "{} is no longer signed up.\n", options.organisation);
        });
  }
  return with_session(
      context,
      [&](service::Session& session) {
        return service::sign_up(session, options.id, options.organisation);
      },
      [&](const service::SignUpLine& line) {
        if (context.json) {
          return print(context, boost::json::object{{"organisation", line.organisation},
                                                    {"name", line.name},
                                                    {"signed_up", true}});
        }
        print(context.to.out, "{} {} has signed up.\n", line.organisation, line.name);
      });
}

int list_sign_ups(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) { return service::list_sign_ups(session, options.id); },
      [&](const std::vector<service::SignUpLine>& lines) {
        if (context.json) {
          boost::json::array items;
          for (const auto& line : lines) {
            items.push_back(boost::json::object{{"organisation", line.organisation},
                                                {"name", line.name},
                                                {"by", line.by},
                                                {"at", hdis::to_text(line.at)}});
          }
          return print(context, items);
        }
        if (lines.empty()) print(context.to.out, "None.\n");
        for (const auto& line : lines) {
          print(context.to.out, "{}  {}  since {}, by {}\n", line.organisation, line.name,
                hdis::to_text(line.at), line.by);
        }
      });
}

void add_opening(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand("open", "The newest answer of a tool.");
  command->add_option("ID", options->id, "The tool, e.g. T-000001.")->required();
  command->add_option("--value", options->value, "Only the rows with this value of its parameter.");
  command
      ->add_option("--format", options->format,
                   "As a file on the output: csv (its first table), json or html.")
      ->check(CLI::IsMember({"csv", "json", "html"}));
  command->footer(
      "Examples:\n  hdis tool open T-000001 --value 15N\n  hdis tool open T-000001 --format html > "
      "tool.html");
  command->callback([&action, options] {
    action = [options](Context& context) { return open(context, *options); };
  });
}

void add_sign_ups(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* sign_up_command = group.add_subcommand(
      "sign-up", "Enter that an organisation has signed up to the service of an agreement.");
  sign_up_command->add_option("AGREEMENT", options->id, "Reference of the agreement.")->required();
  sign_up_command
      ->add_option("--org", options->organisation,
                   "Its code; its kind must be one that the agreement permits.")
      ->required();
  sign_up_command->add_flag("--end", options->end, "It is no longer signed up.");
  sign_up_command->footer("Example:\n  hdis tool sign-up DARS-NIC-99675-X5S7X --org 15N");
  sign_up_command->callback([&action, options] {
    action = [options](Context& context) { return sign_up(context, *options); };
  });
  CLI::App* list_command = group.add_subcommand("sign-ups", "Who has signed up.");
  list_command->add_option("AGREEMENT", options->id, "Reference of the agreement.")->required();
  list_command->footer("Example:\n  hdis tool sign-ups DARS-NIC-99675-X5S7X");
  list_command->callback([&action, options] {
    action = [options](Context& context) { return list_sign_ups(context, *options); };
  });
}

}  // namespace

void add_tool(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "tool", "Saved analyses for organisations that have signed up to the service.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis tool publish R-000001 --title 'Emergency admissions' --parameter ccg\n"
      "  hdis tool sign-up DARS-NIC-99675-X5S7X --org 15N\n  hdis tool open T-000001 --value 15N");

  CLI::App* publish_command =
      group->add_subcommand("publish", "Make a tool of a request that has a released answer.");
  publish_command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
  publish_command->add_option("--title", options->title, "What it shows, in a few words.")
      ->required();
  publish_command->add_option("--parameter", options->parameter,
                              "A column of its first table by whose values it can be narrowed.");
  publish_command->footer(
      "Example:\n  hdis tool publish R-000001 --title 'Emergency admissions' --parameter ccg");
  publish_command->callback([&action, options] {
    action = [options](Context& context) { return publish(context, *options); };
  });

  CLI::App* list_command = group->add_subcommand("list", "Tools that you may open.");
  list_command->footer("Example:\n  hdis tool list");
  list_command->callback([&action] { action = list; });
  add_opening(*group, action, options);
  add_sign_ups(*group, action, options);
}

}  // namespace hdis::cli
