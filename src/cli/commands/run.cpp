#include "hdis/service/repetitions.hpp"
#include "hdis/service/runs.hpp"

#include "any_tables.hpp"
#include "commands.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "session.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hdis::cli {
namespace {

constexpr std::size_t preview_rows = 20;

/// Whether in some table more than a fifth of the numbers is suppressed.
bool hides_much(const std::vector<released::Table>& tables) {
  return std::ranges::any_of(tables, [](const released::Table& table) {
    return 5 * table.certificate().suppressed > table.certificate().cells;
  });
}

// For somebody who may run a request and not read its answer.
void show_released(const Context& context, const governance::Output& output) {
  const std::string& id = output.id.text();
  if (context.json) {
    print(context, boost::json::object{{"output", id},
                                       {"state", governance::to_string(output.state)},
                                       {"tables", boost::json::array{}}});
    return;
  }
  print(context.to.out, "Released as {}; the analyst can see it with:\n  hdis output show {}\n", id,
        id);
}

/// An internal answer: its tables, for who may see them, and what may be done with it.
void show_internal(const Context& context, const service::InternalResult& result) {
  const std::string& id = result.output.id.text();
  const AnyTables tables(result.tables);
  if (context.json) {
    auto rendered = boost::json::parse(as_json(tables));
    print(context, boost::json::object{{"output", id},
                                       {"kind", "internal"},
                                       {"state", governance::to_string(result.output.state)},
                                       {"tables", std::move(rendered.as_object()["tables"])}});
    return;
  }
  for (std::size_t i = 0; i < how_many(tables); ++i) {
    print(context.to.out, "\n{}", as_text(tables, i, preview_rows));
  }
  print(context.to.out,
        "\nKept encrypted as {0}, an internal output: for licensed analysts of the licensee "
        "only.\nTo release its suppressed version, which may be shared:\n  hdis output "
        "suppress {0}\n",
        id);
}

int run_request(Context& context, const std::string& id) {
  return with_session(
      context,
      [&](service::Session& session) {
        Progress progress(context, "Counting");
        return service::run(session, {id, progress.callback(), progress.stop()});
      },
      [&](const service::RunResult& result) {
        if (result.internal) return show_internal(context, *result.internal);
        if (result.tables.empty()) return show_released(context, result.output);
        if (context.json) {
          boost::json::object answer{{"output", result.output.id.text()},
                                     {"state", governance::to_string(result.output.state)}};
          auto rendered = boost::json::parse(as_json(AnyTables(result.tables)));
          answer["tables"] = std::move(rendered.as_object()["tables"]);
          print(context, answer);
          return;
        }
        for (std::size_t i = 0; i < result.tables.size(); ++i) {
          print(context.to.out, "\n{}", as_text(AnyTables(result.tables), i, preview_rows));
        }
        const std::string& output = result.output.id.text();
        // Through sudo the program writes no file for anybody.
        print(context.to.out,
              "\nReleased as {0}. To have it as a file:\n  hdis output get {0} --format html "
              "{1} {0}.html\n",
              output, through_sudo() ? ">" : "--to");
        if (hides_much(result.tables))
          print(context.to.out, "What to ask so that less is suppressed:\n  hdis output more {}\n",
                output);
      });
}

std::string output_of(const service::DueRun& due) {
  if (!due.result) return "";
  return due.result->internal ? due.result->internal->output.id.text()
                              : due.result->output.id.text();
}

void show_due(const Context& context, const std::vector<service::DueRun>& runs) {
  if (context.json) {
    boost::json::array items;
    for (const service::DueRun& due : runs) {
      boost::json::array reasons;
      for (const Reason& reason : due.reasons) reasons.push_back(to_json(reason));
      items.push_back(boost::json::object{
          {"request", due.request}, {"output", output_of(due)}, {"reasons", std::move(reasons)}});
    }
    return print(context, items);
  }
  if (runs.empty()) print(context.to.out, "Nothing is due.\n");
  for (const service::DueRun& due : runs) {
    print(context.to.out, "{}  {}\n", due.request,
          due.result ? "answered as " + output_of(due) : "not run");
    for (const Reason& reason : due.reasons) {
      print(context.to.out, "          {} [{}]\n", in_line(reason.message), reason.rule);
    }
  }
}

// Ends with 2 if something that was due could not be run, so that whoever scheduled it is told.
int run_due(Context& context) {
  bool failed = false;
  const int done = with_session(
      context,
      [&](service::Session& session) {
        Progress progress(context, "Counting");
        return service::run_due(session, {progress.callback(), progress.stop()});
      },
      [&](const std::vector<service::DueRun>& runs) {
        show_due(context, runs);
        failed = std::ranges::any_of(runs, [](const auto& due) { return !due.result; });
      });
  return failed ? exit_code(ErrorCode::refused) : done;
}

}  // namespace

void add_run(CLI::App& program, Action& action) {
  auto id = std::make_shared<std::string>();
  auto due = std::make_shared<bool>(false);
  CLI::App* command =
      program.add_subcommand("run", "Run an approved request and release its tables.");
  CLI::Option* request = command->add_option("ID", *id, "The request, e.g. R-000001.");
  command
      ->add_flag("--due", *due,
                 "Run every request with a standing approval for which new data have arrived; for "
                 "a timer. Exit 2 if one of them could not be run.")
      ->excludes(request);
  command->footer(
      "Examples:\n  hdis run R-000001\n  hdis run --due\n\nCtrl-C stops it; nothing is released "
      "then and it can be run again.");
  command->callback([&action, id, due] {
    if (id->empty() && !*due) throw CLI::RequiredError("ID, or --due");
    action = [id, due](Context& context) {
      return *due ? run_due(context) : run_request(context, id_of(*id, 'R'));
    };
  });
}

}  // namespace hdis::cli
