#include "hdis/service/outputs.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string with;
};

boost::json::object to_json(const service::ShareLine& line) {
  return {{"output", line.output}, {"with", line.recipient}, {"name", line.recipient_name},
          {"by", line.by},         {"at", to_text(line.at)}, {"agreement", line.agreement}};
}

void show(const Context& context, const service::ShareLine& line) {
  print(context.to.out, "{}  with {} ({}) by {}, {}, under {}\n", line.output, line.recipient,
        line.recipient_name, line.by, to_text(line.at), line.agreement);
}

int share(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::share_output(session, options.id, options.with);
      },
      [&](const service::ShareLine& line) {
        if (context.json) return print(context, to_json(line));
        show(context, line);
      });
}

int list(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::list_shares(session, options.id); },
      [&](const std::vector<service::ShareLine>& lines) {
        if (context.json) {
          boost::json::array items;
          for (const auto& line : lines) items.push_back(to_json(line));
          return print(context, items);
        }
        if (lines.empty()) print(context.to.out, "With nobody.\n");
        for (const auto& line : lines) show(context, line);
      });
}

}  // namespace

void add_output_sharing(CLI::App& group, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* share_command = group.add_subcommand(
      "share", "Let the recipients of another organisation see an output; recorded.");
  share_command->add_option("ID", options->id, "The output, e.g. O-000001.")->required();
  share_command
      ->add_option("--with", options->with,
                   "Code of the organisation; its kind must be one that the agreement permits.")
      ->required();
  share_command->footer("Example:\n  hdis output share O-000001 --with 15N");
  share_command->callback([&action, options] {
    action = [options](Context& context) { return share(context, *options); };
  });

  CLI::App* list_command = group.add_subcommand("shares", "With whom an output was shared.");
  list_command->add_option("ID", options->id, "The output, e.g. O-000001.")->required();
  list_command->footer("Example:\n  hdis output shares O-000001");
  list_command->callback([&action, options] {
    action = [options](Context& context) { return list(context, *options); };
  });
}

}  // namespace hdis::cli
