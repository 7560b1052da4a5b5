#include "hdis/query/plan.hpp"

#include "commands.hpp"
#include "print.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string file;
};

std::string_view word(query::Severity severity) {
  return severity == query::Severity::note ? "note" : "warning";
}

boost::json::array to_json(const std::vector<query::Finding>& findings) {
  boost::json::array out;
  for (const query::Finding& finding : findings) {
    boost::json::object item = cli::to_json(finding.reason);
    item["severity"] = word(finding.severity);
    out.push_back(std::move(item));
  }
  return out;
}

void print_findings(const Context& context, const std::vector<query::Finding>& findings) {
  for (const query::Finding& finding : findings) {
    const std::string place = finding.reason.where
                                  ? fmt::format("line {}, column {}: ", finding.reason.where->line,
                                                finding.reason.where->column)
                                  : "";
    print(context.to.out, "\n{}{}: {} [{}]\n", place, word(finding.severity),
          finding.reason.message, finding.reason.rule);
    if (!finding.reason.suggestion.empty())
      print(context.to.out, "  What to do: {}\n", finding.reason.suggestion);
  }
}

// Calls `use` with the compiled query of the file and its catalogue, or reports why there is none.
template <class Use>
int with_query(Context& context, const std::string& file, const Use& use) {
  const auto text = read_text(context, file);
  if (!text) return report(context, text.error());
  const auto catalogue = load_catalogue(context);
  if (!catalogue) return report(context, catalogue.error());
  const auto bound = query::compile(*text, *catalogue);
  if (!bound && context.json) {
    boost::json::object refusal{{"answerable", false}};
    for (auto& [key, value] : cli::to_json(bound.error())) refusal[key] = value;
    print(context, refusal);
    return exit_code(bound.error().code());
  }
  if (!bound) return report(context, bound.error(), file == "-" ? "" : file);
  return use(*bound, *catalogue);
}

int check(Context& context, const Options& options) {
  return with_query(
      context, options.file, [&](const query::Bound& bound, const catalogue::Catalogue& catalogue) {
        const std::string words = query::describe(bound.plan, catalogue);
        if (context.json) {
          print(context, boost::json::object{{"answerable", true},
                                             {"description", words},
                                             {"fingerprint", query::fingerprint(bound.plan).text()},
                                             {"tables", bound.plan.tables.size()},
                                             {"query", query::to_query_text(bound.plan, catalogue)},
                                             {"findings", to_json(bound.findings)}});
          return 0;
        }
        print(context.to.out, "{}\n", words);
        print_findings(context, bound.findings);
        print(context.to.out, "\nFingerprint {}\n", query::fingerprint(bound.plan).text());
        return 0;
      });
}

int print_fingerprint(Context& context, const Options& options) {
  return with_query(context, options.file,
                    [&](const query::Bound& bound, const catalogue::Catalogue&) {
                      const std::string print_of = query::fingerprint(bound.plan).text();
                      if (context.json) {
                        print(context, boost::json::object{{"fingerprint", print_of}});
                      } else {
                        print(context.to.out, "{}\n", print_of);
                      }
                      return 0;
                    });
}

int print_canonical(Context& context, const Options& options) {
  return with_query(context, options.file,
                    [&](const query::Bound& bound, const catalogue::Catalogue& catalogue) {
                      const std::string text = query::to_query_text(bound.plan, catalogue);
                      if (context.json) {
                        print(context, boost::json::object{{"query", text}});
                      } else {
                        print(context.to.out, "{}\n", text);
                      }
                      return 0;
                    });
}

CLI::App* add_file_command(CLI::App& group, const std::string& name, const std::string& help,
                           const std::string& example, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("FILE", options->file, "The query; \"-\" reads standard input.")->required();
  command->footer("Example:\n  " + example);
  return command;
}

}  // namespace

void add_query(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "query", "Check, identify or rewrite a query. Needs no data and no agreement.");
  group->require_subcommand(1);
  group->footer(  // not SQL: an example of our own language
      "Examples:\n  hdis query check admissions.sql\n  hdis query fingerprint admissions.sql\n"
      "  echo 'SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX' | hdis query check -");

  add_file_command(*group, "check",
                   "Say in words what would be computed (exit 0), or why it is refused (exit 2).",
                   "hdis query check admissions.sql --json", options)
      ->callback([&action, options] {
        action = [options](Context& context) { return check(context, *options); };
      });
  add_file_command(*group, "fingerprint",
                   "Print the fingerprint of the question, the same however it is spelled.",
                   "hdis query fingerprint admissions.sql", options)
      ->callback([&action, options] {
        action = [options](Context& context) { return print_fingerprint(context, *options); };
      });
  add_file_command(*group, "canonical",
                   "Print the query as the system understands it, in its own spelling.",
                   "hdis query canonical admissions.sql", options)
      ->callback([&action, options] {
        action = [options](Context& context) { return print_canonical(context, *options); };
      });
}

}  // namespace hdis::cli
