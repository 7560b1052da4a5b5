#include "any_tables.hpp"
#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string format = "csv";
  std::string to;
  std::size_t table = 1;
};

/// Outputs of both kinds that somebody may see.
struct Listed {
  std::vector<service::OutputLine> released;
  std::vector<service::InternalLine> internal;
};

Result<Listed> list_both(service::Session& session) {
  HDIS_TRY(released, service::list_outputs(session));
  HDIS_TRY(internal, service::list_internal_outputs(session));
  return Listed{std::move(released), std::move(internal)};
}

boost::json::object internal_json(const service::InternalLine& line) {
  return {{"id", line.output.id.text()},
          {"kind", "internal"},
          {"request", line.output.request.text()},
          {"request_version", line.output.request_version},
          {"state", governance::to_string(line.output.state)},
          {"agreement", line.agreement},
          {"produced_at", to_text(line.produced_at)},
          {"destroyed_at", line.destroyed_at ? to_text(*line.destroyed_at) : ""},
          {"why", line.destroyed_why}};
}

void print_internal(const Context& context, const std::vector<service::InternalLine>& lines) {
  for (const service::InternalLine& line : lines) {
    print(context.to.out, "{}  {:<9} {} v{}  {}  {}  internal: may hold small numbers\n",
          line.output.id.text(), governance::to_string(line.output.state),
          line.output.request.text(), line.output.request_version, line.agreement,
          to_text(line.produced_at));
    if (line.destroyed_at) {
      print(context.to.out, "          destroyed {}: {}\n", to_text(*line.destroyed_at),
            line.destroyed_why);
    }
  }
}

int list(Context& context) {
  return with_session(context, list_both, [&](const Listed& listed) {
    const auto& lines = listed.released;
    if (context.json) {
      boost::json::array items;
      for (const service::OutputLine& line : lines) {
        boost::json::array reasons;
        for (const std::string& reason : line.reasons) reasons.emplace_back(reason);
        items.push_back(boost::json::object{{"id", line.output.id.text()},
                                            {"kind", "suppressed"},
                                            {"request", line.output.request.text()},
                                            {"request_version", line.output.request_version},
                                            {"state", governance::to_string(line.output.state)},
                                            {"agreement", line.agreement},
                                            {"produced_at", to_text(line.produced_at)},
                                            {"reasons", std::move(reasons)}});
      }
      for (const auto& line : listed.internal) items.push_back(internal_json(line));
      print(context, items);
      return;
    }
    print_internal(context, listed.internal);
    if (lines.empty() && listed.internal.empty()) print(context.to.out, "None.\n");
    for (const service::OutputLine& line : lines) {
      print(context.to.out, "{}  {:<9} {} v{}  {}  {}\n", line.output.id.text(),
            governance::to_string(line.output.state), line.output.request.text(),
            line.output.request_version, line.agreement, to_text(line.produced_at));
      for (const std::string& reason : line.reasons)
        print(context.to.out, "          {}\n", reason);
    }
  });
}

// R-000001 is what was asked; its answer has a number of its own.
Status must_be_an_output(const std::string& id) {
  if (!id_of(id, 'R').starts_with("R-")) return {};
  return fail(ErrorCode::invalid_input, "output.is_request",
              fmt::format("{} is a request; answers are called O-000001 and so on.", id),
              fmt::format("hdis request show {} names its output.", id_of(id, 'R')));
}

int show(Context& context, const Options& options) {
  if (const auto is_one = must_be_an_output(options.id); !is_one)
    return report(context, is_one.error());
  return with_session(
      context,
      [&](service::Session& session) {
        return fetch_any(session, options.id, service::Use::view, context.json ? "json" : "text");
      },
      [&](const AnyTables& tables) {
        if (context.json) {
          print(context.to.out, "{}", as_json(tables));
          return;
        }
        for (std::size_t i = 0; i < how_many(tables); ++i) {
          print(context.to.out, "{}\n", as_text(tables, i));
        }
      });
}

Result<std::string> form_of(const AnyTables& tables, const Options& options) {
  if (options.format == "json") return as_json(tables);
  if (options.format == "html") return as_html(tables);
  if (options.table < 1 || options.table > how_many(tables)) {
    return fail(ErrorCode::not_found, "output.table",
                fmt::format("{} has {}; there is no table {}.", options.id,
                            how_many(tables) == 1 ? "one table"
                                                  : fmt::format("{} tables", how_many(tables)),
                            options.table),
                "Tables are numbered from 1; without --table, the first is meant.");
  }
  return as_csv(tables, options.table - 1);
}

int get(Context& context, const Options& options) {
  if (const auto is_one = must_be_an_output(options.id); !is_one)
    return report(context, is_one.error());
  std::error_code ignored;
  const bool replaces = !options.to.empty() && std::filesystem::exists(options.to, ignored);
  return with_session(
      context,
      [&](service::Session& session) -> Result<std::size_t> {
        HDIS_TRY(tables, fetch_any(session, options.id, service::Use::download, options.format));
        HDIS_TRY(bytes, form_of(tables, options));
        HDIS_CHECK(write_text(context, options.to, bytes));
        return how_many(tables);
      },
      [&](std::size_t tables) {
        const bool one_of_several = options.format == "csv" && tables > 1;
        if (options.to.empty() || options.to == "-") {
          // The output is the file itself; what is missing in it is said beside it.
          if (one_of_several)
            print(context.to.err, "This is table {} of {}; name another with --table.\n",
                  options.table, tables);
          return;
        }
        if (context.json) {
          print(context, boost::json::object{{"output", options.id},
                                             {"format", options.format},
                                             {"file", options.to},
                                             {"tables", tables}});
          return;
        }
        print(context.to.out, "Wrote {}{}\n", options.to,
              replaces ? ", in place of what was there" : "");
        if (one_of_several) {
          print(context.to.out, "It holds table {} of {}; name another with --table.\n",
                options.table, tables);
        }
      });
}

int suppress(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::suppress(session, options.id); },
      [&](const governance::Output& output) {
        const std::string& id = output.id.text();
        if (context.json) {
          print(context, boost::json::object{{"output", id},
                                             {"state", governance::to_string(output.state)},
                                             {"made_from", options.id}});
          return;
        }
        print(context.to.out,
              "Released as {0}, the suppressed version of {1}. See it with:\n  hdis output "
              "show {0}\n",
              id, options.id);
      });
}

/// The number of an output of either kind, as the store writes it.
std::string output_id_of(const std::string& typed) { return id_of(id_of(typed, 'O'), 'I'); }

}  // namespace

void add_output(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "output", "Released tables: see them, have them as files. Each look is recorded.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis output list\n"
      "  hdis output show O-000001\n"
      "  hdis output get O-000001 --format html --to admissions.html\n"
      "  hdis output share O-000001 --with 15N");

  CLI::App* list_command = group->add_subcommand("list", "Outputs that you may see, newest first.");
  list_command->footer("Example:\n  hdis output list --json");
  list_command->callback([&action] { action = list; });

  CLI::App* show_command = group->add_subcommand("show", "The tables of an output, here.");
  show_command->add_option("ID", options->id, "The output, e.g. O-000001.")->required();
  show_command->footer("Example:\n  hdis output show O-000001");
  show_command->callback([&action, options] {
    action = [options](Context& context) {
      options->id = output_id_of(options->id);
      return show(context, *options);
    };
  });

  CLI::App* suppress_command = group->add_subcommand(
      "suppress", "Release the suppressed version of an internal output, which may be shared.");
  suppress_command->add_option("ID", options->id, "The internal output, e.g. I-000001.")
      ->required();
  suppress_command->footer("Example:\n  hdis output suppress I-000001");
  suppress_command->callback([&action, options] {
    action = [options](Context& context) {
      options->id = output_id_of(options->id);
      return suppress(context, *options);
    };
  });

  add_output_sharing(*group, action);
  add_output_more(*group, action);

  CLI::App* get_command =
      group->add_subcommand("get", "An output as a file: CSV, JSON, or a page for a browser.");
  get_command->add_option("ID", options->id, "The output, e.g. O-000001.")->required();
  const CLI::Option* format =
      get_command
          ->add_option("--format", options->format, "csv (one table), json or html (all tables).")
          ->check(CLI::IsMember({"csv", "json", "html"}))
          ->capture_default_str();
  get_command->add_option("--to", options->to, "File to write [standard output].");
  get_command->add_option("--table", options->table, "Which table, for CSV.")
      ->capture_default_str();
  get_command->footer(
      "Examples:\n  hdis output get O-000001 > admissions.csv\n  hdis output get O-000001 --format "
      "html --to admissions.html");
  get_command->callback([&action, options, format] {
    action = [options, format](Context& context) {
      options->id = output_id_of(options->id);
      // Without a file, what is printed is the answer, and --json says in which form.
      if (context.json && options->to.empty() && format->empty()) options->format = "json";
      return get(context, *options);
    };
  });
}

}  // namespace hdis::cli
