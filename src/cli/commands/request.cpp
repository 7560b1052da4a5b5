#include "hdis/service/repetitions.hpp"

#include "commands.hpp"
#include "request_text.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string file;
  std::string agreement;
  std::string purpose;
  bool waiting = false;
};

// Which of the two files a reason is about: the rules of a purpose are called after it. Nothing is prefixed that is about neither.
std::function<std::string(const Reason&)> file_of(const Options& options) {
  return [&options](const Reason& reason) -> std::string {
    if (reason.rule.starts_with("purpose.")) return options.purpose;
    return reason.rule.starts_with("query.") && options.file != "-" ? options.file : "";
  };
}

// A new request: handed in at once, or kept as a draft.
int begin(Context& context, const Options& options, bool hand_in) {
  const auto query = read_text(context, options.file);
  if (!query) return report(context, query.error());
  const auto purpose = read_text(context, options.purpose);
  if (!purpose) return report(context, purpose.error());
  return with_session(
      context,
      [&](service::Session& session) {
        const service::DraftInput input{options.agreement, *query, *purpose};
        return hand_in ? service::submit_new(session, input) : service::draft(session, input);
      },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); },
      file_of(options));
}

int hand_in(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::submit(session, options.id); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

int check(Context& context, const Options& options) {
  bool forbidden = false;
  const int done = with_session(
      context, [&](service::Session& session) { return service::preview(session, options.id); },
      [&](const std::vector<governance::CheckFinding>& findings) {
        show(context, findings);
        forbidden = std::ranges::any_of(findings, [](const governance::CheckFinding& finding) {
          return finding.weight == governance::Weight::forbids;
        });
      });
  return forbidden ? exit_code(ErrorCode::refused) : done;
}

int revise(Context& context, const Options& options) {
  service::RevisionInput input;
  if (!options.file.empty()) {
    auto text = read_text(context, options.file);
    if (!text) return report(context, text.error());
    input.query_text = std::move(*text);
  }
  if (!options.purpose.empty()) {
    auto text = read_text(context, options.purpose);
    if (!text) return report(context, text.error());
    input.purpose_text = std::move(*text);
  }
  return with_session(
      context,
      [&](service::Session& session) { return service::revise(session, options.id, input); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); },
      file_of(options));
}

int withdraw(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::withdraw(session, options.id); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

int discard(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::discard(session, options.id); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

int repeat(Context& context, const Options& options) {
  return with_session(
      context, [&](service::Session& session) { return service::repeat(session, options.id); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

int list(Context& context, const Options& options) {
  if (options.waiting) {
    return with_session(
        context, service::list_waiting_for_anybody,
        [&](const std::vector<service::WaitingLine>& lines) { show(context, lines); });
  }
  return with_session(
      context, service::list_requests,
      [&](const std::vector<service::RequestLine>& lines) { show(context, lines); });
}

int show_one(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) { return service::show_request(session, options.id); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::yes); });
}

CLI::App* new_request_command(CLI::App& group, const char* name, const char* help,
                              const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("QUERY", options->file, "File with the query; \"-\" reads standard input.")
      ->required();
  command->add_option("--agreement", options->agreement, "Reference of the agreement.")->required();
  command
      ->add_option("--purpose", options->purpose,
                   "File with the purpose (YAML; see examples/purpose.yaml).")
      ->required();
  command->footer(
      fmt::format("Example:\n  hdis request {} admissions.sql --agreement DARS-NIC-99675-X5S7X "
                  "--purpose purpose.yaml",
                  name));
  return command;
}

CLI::App* id_command(CLI::App& group, const char* name, const char* help,
                     const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
  command->footer(fmt::format("Example:\n  hdis request {} R-000001", name));
  return command;
}

}  // namespace

void add_request(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("request", "Ask: a query with its purpose. For analysts.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis request submit admissions.sql --agreement DARS-NIC-99675-X5S7X --purpose "
      "purpose.yaml\n"
      "  hdis request show R-000001\n"
      "  hdis request revise R-000001 --query admissions2.sql && hdis request send R-000001");
  const auto on = [&action, options](CLI::App* command, auto function) {
    command->callback([&action, options, function] {
      action = [options, function](Context& context) {
        options->id = id_of(options->id, 'R');
        return function(context, *options);
      };
    });
  };

  on(new_request_command(
         *group, "submit",
         "Check a new request and hand it in for review; if refused, nothing is kept.", options),
     [](Context& context, const Options& given) { return begin(context, given, true); });
  on(new_request_command(*group, "draft", "Keep a new request without handing it in.", options),
     [](Context& context, const Options& given) { return begin(context, given, false); });
  on(id_command(*group, "send", "Hand a draft in for review.", options), hand_in);
  on(id_command(
         *group, "check",
         "What the automatic checks say of a request of yours as things are now (exit 2 if they "
         "forbid it). Changes nothing.",
         options),
     check);
  CLI::App* revise_command =
      id_command(*group, "revise",
                 "Change a draft, or begin a new version that needs a new decision.", options);
  revise_command->add_option("--query", options->file, "File with the new query.");
  revise_command->add_option("--purpose", options->purpose, "File with the new purpose.");
  revise_command->footer(
      "Example:\n  hdis request revise R-000001 --query admissions2.sql && hdis request send "
      "R-000001");
  on(revise_command, revise);
  on(id_command(*group, "withdraw", "Take a request back before it is decided.", options),
     withdraw);
  on(id_command(*group, "discard", "Give a draft up. It cannot be taken up again.", options),
     discard);
  on(id_command(*group, "rerun",
                "The same question for new data, under a standing approval: a new version, checked "
                "anew, ready to run.",
                options),
     repeat);
  on(id_command(*group, "show", "One request with everything about it.", options), show_one);
  add_request_talk(*group, action);
  CLI::App* list_command =
      group->add_subcommand("list", "Requests that you may see, newest first.");
  list_command->add_flag("--waiting", options->waiting,
                         "What waits, for whom and since when, longest first.");
  list_command->footer("Examples:\n  hdis request list --json\n  hdis request list --waiting");
  list_command->callback([&action, options] {
    action = [options](Context& context) { return list(context, *options); };
  });
}

}  // namespace hdis::cli
