#include "hdis/cli/program.hpp"

#include "commands/commands.hpp"
#include "context.hpp"
#include "terminal.hpp"
#include "usage.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace hdis::cli {
namespace {

constexpr const char* description =
    "OpenHDIS: ask questions of hospital records that nobody is handed.\n\n"
    "An analyst writes a query and its purpose, the custodian decides, the system counts and "
    "releases\n"
    "only tables in which small numbers are hidden.";

constexpr const char* examples =
    "Examples:\n"
    "  hdis query check admissions.sql          what would be computed, or why not\n"
    "  hdis dataset fields apc --like diag      which fields there are and what they mean\n"
    "  hdis request submit admissions.sql --agreement DARS-NIC-99675-X5S7X --purpose purpose.yaml\n"
    "  hdis review approve R-000001             (as a reviewer)\n"
    "  hdis run R-000001\n"
    "  hdis output get O-000001 --format html --to admissions.html\n\n"
    "Exit codes: 0 done, 1 something outside failed, 2 refused or mistaken, 3 not permitted, 4 not "
    "found,\n"
    "5 not in a state for it, 6 withheld, 7 timed out or cancelled, 8 stored data is damaged.";

using AddCommand = void (*)(CLI::App&, Action&);
constexpr AddCommand commands[] = {
    add_query,       add_init,    add_dataset, add_ingest, add_org,    add_agreement,
    add_user,        add_request, add_review,  add_run,    add_output, add_obligations,
    add_certificate, add_monitor, add_audit,   add_doctor, add_backup, add_restore,
    add_protect,     add_synth,   add_tool};

// Options such as --json may stand before the command or after it, which the help of each command says.
void let_options_fall_through(CLI::App& app) {
  app.fallthrough();
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    command->footer(command->get_footer() +
                    "\n\nWith every command: --json, --store FOLDER (hdis --help).");
    let_options_fall_through(*command);
  }
}

// What was to be printed and could not be is lost, whatever the command had done: `> FILE` is a way to have files.
int end(const Context& context, int code) {
  if (context.to.out.flush()) return code;
  Context in_words = context;  // The output takes nothing more.
  in_words.json = false;
  return report(in_words,
                {ErrorCode::unavailable,
                 {"cli.output_lost",
                  "The output could not be written to its end.",
                  "Check the space on the disk to which it goes, delete what is there of it, and "
                  "repeat the command.",
                  {}}});
}

}  // namespace

int run(std::span<const std::string> arguments, const Surroundings& surroundings) {
  Terminal out(surroundings.out, surroundings.out_is_terminal);
  Terminal err(surroundings.err, surroundings.err_is_terminal);
  Surroundings plain{surroundings.in, out.stream(), err.stream(), surroundings.out_is_terminal,
                     surroundings.err_is_terminal};
  Context context{plain, surroundings.err, false, {}, {}};
  Action action;

  CLI::App app(description, "hdis");
  app.set_version_flag("--version", std::string("hdis ") + HDIS_VERSION);
  app.require_subcommand(1);
  app.add_flag("--json", context.json, "Answer in JSON.");
  app.add_option("--store", context.store_option,
                 "The store's folder [HDIS_STORE, else ./hdis-store].")
      ->envname("HDIS_STORE");
  app.add_option("--as", context.act_as,
                 "Act as this user; only in a store made with --demo, by its owner.");
  for (const AddCommand add : commands) add(app, action);
  let_options_fall_through(app);
  app.footer(examples);  // Last: commands begin with the footer that the program has then.

  // CLI11 takes the arguments from the last to the first.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      return end(context, app.exit(error, context.to.out, context.to.err));
    }
    // What came before the mistake may not have been read yet.
    context.json = context.json || std::ranges::find(arguments, "--json") != arguments.end();
    return end(context, report(context, usage_error(app, arguments, error)));
  }
  return end(context, action ? action(context) : 2);
}

}  // namespace hdis::cli
