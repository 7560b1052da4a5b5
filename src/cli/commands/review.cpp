#include "hdis/service/reviews.hpp"

#include "commands.hpp"
#include "request_text.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string reason;
  std::string until;
  bool repeat = false;
};

// Until when an approval holds, and for what. Errors: `invalid_input`.
Result<governance::ApprovalTerms> terms_of(const Options& options) {
  governance::ApprovalTerms terms;
  if (options.repeat) terms.repeats = governance::Repeats::yes;
  if (options.until.empty()) return terms;
  terms.until = Date::parse(options.until);
  if (terms.until) return terms;
  return fail(ErrorCode::invalid_input, "review.until",
              fmt::format("\"{}\" is not a date.", options.until), "write it as YYYY-MM-DD");
}

int list(Context& context) {
  return with_session(
      context, service::list_waiting,
      [&](const std::vector<service::RequestLine>& lines) { show(context, lines); });
}

int show_one(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) { return service::review(session, id_of(options.id, 'R')); },
      [&](const service::RequestView& view) { show(context, view, WithQuery::yes); });
}

int decide(Context& context, const Options& options, governance::Verdict verdict) {
  const auto terms = terms_of(options);
  if (!terms) return report(context, terms.error());
  return with_session(
      context,
      [&](service::Session& session) {
        return service::decide(session, id_of(options.id, 'R'), verdict, options.reason, *terms);
      },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

}  // namespace

void add_review(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("review", "Decide on requests. For reviewers of the custodian.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis review list\n"
      "  hdis review show R-000001\n"
      "  hdis review approve R-000001 --reason 'Within the SLA of June'");

  CLI::App* list_command =
      group->add_subcommand("list", "Requests that wait for a decision, oldest first.");
  list_command->footer("Example:\n  hdis review list");
  list_command->callback([&action] { action = list; });

  CLI::App* show_command =
      group->add_subcommand("show", "What there is to decide on: purpose, query, findings.");
  show_command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
  show_command->footer("Example:\n  hdis review show R-000001");
  show_command->callback([&action, options] {
    action = [options](Context& context) { return show_one(context, *options); };
  });

  struct Choice {
    const char* name;
    const char* help;
    const char* reason;
    governance::Verdict verdict;
  };
  for (const Choice& choice :
       {Choice{"approve", "Let a request run.", "Within the SLA of June",
               governance::Verdict::approve},
        Choice{"return", "Ask its author for changes; needs a reason.",
               "Say which CCGs are compared", governance::Verdict::send_back},
        Choice{"reject", "Say no; needs a reason.", "Not what the agreement is for",
               governance::Verdict::reject}}) {
    CLI::App* command = group->add_subcommand(choice.name, choice.help);
    command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
    command->add_option("--reason", options->reason, "Why; its author is told.");
    command->footer(fmt::format("Example:\n  hdis review {} R-000001 --reason '{}'", choice.name,
                                choice.reason));
    if (choice.verdict == governance::Verdict::approve) {
      command->add_option("--until", options->until,
                          "Last day on which the approval holds, YYYY-MM-DD.");
      command->add_flag("--repeat", options->repeat,
                        "It holds for new data as well, until that day, as long as nothing else "
                        "changes.");
      command->footer(
          "Examples:\n  hdis review approve R-000001 --reason 'Within the SLA of June'\n"
          "  hdis review approve R-000001 --until 2019-03-31 --repeat");
    }
    command->callback([&action, options, verdict = choice.verdict] {
      action = [options, verdict](Context& context) { return decide(context, *options, verdict); };
    });
  }
}

}  // namespace hdis::cli
