#include "hdis/service/request_comparison.hpp"
#include "hdis/service/requests.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "request_text.hpp"
#include "session.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string text;
  std::optional<std::uint32_t> from;
  std::optional<std::uint32_t> to;
};

boost::json::array to_json(const std::vector<governance::ComparedLine>& lines) {
  boost::json::array out;
  for (const auto& line : lines) {
    out.push_back(
        boost::json::object{{"fate", governance::to_string(line.fate)}, {"text", line.text}});
  }
  return out;
}

std::string mark(governance::LineFate fate) {
  switch (fate) {
    case governance::LineFate::removed:
      return "-";
    case governance::LineFate::added:
      return "+";
    case governance::LineFate::kept:
      break;
  }
  return " ";
}

void print_lines(const Context& context, const char* title,
                 const std::vector<governance::ComparedLine>& lines) {
  print(context.to.out, "\n{}\n", title);
  for (const auto& line : lines) {
    print(context.to.out, "  {} {}\n", mark(line.fate), in_line(line.text));
  }
}

void show_comparison(const Context& context, const service::RequestComparison& found) {
  if (context.json) {
    print(context, boost::json::object{{"request", found.request},
                                       {"from", found.from},
                                       {"to", found.to},
                                       {"decided", found.decided},
                                       {"query", to_json(found.query)},
                                       {"purpose", to_json(found.purpose)},
                                       {"computes_the_same", found.computes_the_same},
                                       {"computed_before", found.computed_before},
                                       {"computed_now", found.computed_now}});
    return;
  }
  std::ostream& out = context.to.out;
  print(out, "{}  v{} and v{}\n", bold(context, found.request), found.from, found.to);
  if (!found.decided.empty()) {
    print(out, "  Decided on v{}  {}\n", found.from, in_line(found.decided));
  }
  print_lines(context, "Query", found.query);
  print_lines(context, "Purpose", found.purpose);
  if (found.computes_the_same) {
    print(out, "\nBoth queries compute the same.\n");
    return;
  }
  print(out, "\nComputed before\n  {}\nComputed now\n  {}\n", found.computed_before,
        found.computed_now);
}

int compare(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::compare_versions(session,
                                         {id_of(options.id, 'R'), options.from, options.to});
      },
      [&](const service::RequestComparison& found) { show_comparison(context, found); });
}

int comment(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::comment(session, id_of(options.id, 'R'), options.text);
      },
      [&](const service::RequestView& view) { show(context, view, WithQuery::no); });
}

}  // namespace

void add_request_talk(CLI::App& group, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* comment_command = group.add_subcommand(
      "comment", "Say something about a request; for its author and reviewers.");
  comment_command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
  comment_command->add_option("TEXT", options->text, "One line.")->required();
  comment_command->footer(
      "Example:\n  hdis request comment R-000001 'Which CCGs are to be compared?'");
  comment_command->callback([&action, options] {
    action = [options](Context& context) { return comment(context, *options); };
  });

  CLI::App* diff_command = group.add_subcommand(
      "diff", "What differs between a request and the version that was decided on last.");
  diff_command->add_option("ID", options->id, "The request, e.g. R-000001.")->required();
  diff_command->add_option("--from", options->from,
                           "An earlier version, e.g. 1, instead of the one decided on.");
  diff_command->add_option("--to", options->to, "A later version instead of the present one.");
  diff_command->footer(
      "Example:\n  hdis request diff R-000001\n"
      "  hdis request diff R-000001 --from 1 --to 3");
  diff_command->callback([&action, options] {
    action = [options](Context& context) { return compare(context, *options); };
  });
}

}  // namespace hdis::cli
