#include "hdis/service/sharing_audits.hpp"

#include "audit_steps.hpp"
#include "print.hpp"
#include "session.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

using governance::SharingAudit;

struct Options {
  std::string id;
  service::AuditOpening opening;
  governance::AuditFinding finding;
  service::ActionInput action;
  service::EvidenceInput evidence;
  std::string rating;
  std::string text;
};

using Step = std::function<Result<SharingAudit>(service::Session&, const Options&)>;

void show_finding(const Context& context, std::size_t number,
                  const governance::AuditFinding& finding) {
  print(context.to.out, "  {}. {}, {}: {}\n     Evidence: {}\n", number, finding.kind,
        finding.rating, in_line(finding.text), in_line(finding.evidence));
  for (std::size_t i = 0; i < finding.actions.size(); ++i) {
    const auto& action = finding.actions[i];
    print(context.to.out, "     Action {}.{}  {} ({}, due {}): {}\n", number, i + 1,
          in_line(action.what), in_line(action.owner), action.due.to_text(),
          action.evidence.empty() ? "open" : fmt::format("done, {}", in_line(action.evidence)));
  }
}

void show(const Context& context, const SharingAudit& audit) {
  if (context.json) return print(context, boost::json::parse(to_document(audit)));
  print(context.to.out, "{}  {}\n  Agreement    {} ({})\n  Scope        {}\n  Occasion     {}\n",
        bold(context, audit.id), to_string(audit.state), audit.agreement, audit.organisation,
        fmt::join(audit.scope, ", "), in_line(audit.occasion));
  if (!audit.rating.empty()) {
    print(context.to.out, "  Risk         {}: {}\n", audit.rating, in_line(audit.conclusion));
  }
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    show_finding(context, i + 1, audit.findings[i]);
  }
  if (!audit.review.empty()) {
    print(context.to.out, "  Review       {}; risk left: {}\n", in_line(audit.review),
          audit.review_rating);
  }
}

/// A command that takes one step and shows the audit as it is then.
CLI::App* add_step(CLI::App& group, Action& action, const std::shared_ptr<Options>& options,
                   const char* name, const char* help, Step step) {
  CLI::App* command = group.add_subcommand(name, help);
  command->callback([&action, options, step = std::move(step)] {
    action = [options, step](Context& context) {
      return with_session(
          context, [&](service::Session& session) { return step(session, *options); },
          [&](const SharingAudit& audit) { show(context, audit); });
    };
  });
  return command;
}

void add_opening(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = add_step(group, action, options, "open", "Begin a data sharing audit.",
                               [](service::Session& session, const Options& given) {
                                 return service::open_audit(session, given.opening);
                               });
  command->add_option("REFERENCE", options->opening.agreement, "Agreement.")->required();
  command
      ->add_option("--scope", options->opening.scope,
                   "What is looked at: words of catalogue/audits; repeat it.")
      ->required();
  command->add_option("--occasion", options->opening.occasion, "Why.")->default_val("routine");
  command->footer(
      "Example:\n  hdis audit open DARS-NIC-99675-X5S7X --scope data_use --scope access_control");
}

void add_findings(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* finding =
      add_step(group, action, options, "finding", "Add a finding to an open audit.",
               [](service::Session& session, const Options& given) {
                 return service::add_audit_finding(session, given.id, given.finding);
               });
  finding->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  finding
      ->add_option("--class", options->finding.kind,
                   "Class: a word of catalogue/audits, e.g. agreement_nonconformity.")
      ->required();
  finding->add_option("--risk", options->finding.rating, "critical, high, medium or low.")
      ->required();
  finding->add_option("--text", options->finding.text, "What was found.")->required();
  finding->add_option("--evidence", options->finding.evidence, "What shows it.")->required();
  finding->footer(
      "Example:\n  hdis audit finding A-000001 --class observation --risk low --text 'Passes are "
      "shared' \\\n      --evidence 'interview of 14 December'");

  CLI::App* step = add_step(group, action, options, "action",
                            "Add an action to a finding, with who does it and by when.",
                            [](service::Session& session, const Options& given) {
                              return service::add_audit_action(session, given.id, given.action);
                            });
  step->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  step->add_option("--finding", options->action.finding, "Its number.")->required();
  step->add_option("--what", options->action.what, "What is to be done.")->required();
  step->add_option("--owner", options->action.owner, "By whom.")->required();
  step->add_option("--due", options->action.due, "By when, YYYY-MM-DD.")->required();
  step->footer(
      "Example:\n  hdis audit action A-000001 --finding 1 --what 'Issue passes by name' --owner "
      "'Head of analysis' --due 2019-03-31");
}

void add_endings(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* report =
      add_step(group, action, options, "report", "End the findings and rate the whole.",
               [](service::Session& session, const Options& given) {
                 return service::report_audit(session, given.id, given.rating, given.text);
               });
  report->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  report->add_option("--risk", options->rating, "Of the whole: critical, high, medium or low.")
      ->required();
  report->add_option("--conclusion", options->text, "In words.")->required();
  report->footer(
      "Example:\n  hdis audit report A-000001 --risk low --conclusion 'Controls are in place'");

  CLI::App* evidence = add_step(
      group, action, options, "evidence", "Note that an action is done, and what shows it.",
      [](service::Session& session, const Options& given) {
        return service::close_audit_action(session, given.id, given.evidence);
      });
  evidence->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  evidence->add_option("--finding", options->evidence.finding, "Number of the finding.")
      ->required();
  evidence->add_option("--action", options->evidence.action, "Number of its action.")->required();
  evidence->add_option("--evidence", options->evidence.evidence, "What shows it.")->required();
  evidence->footer(
      "Example:\n  hdis audit evidence A-000001 --finding 1 --action 1 --evidence 'list of passes, "
      "3 May'");

  CLI::App* close =
      add_step(group, action, options, "close", "The post-audit review, once every action is done.",
               [](service::Session& session, const Options& given) {
                 return service::review_audit(session, given.id, given.text, given.rating);
               });
  close->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  close->add_option("--review", options->text, "What the review found.")->required();
  close->add_option("--risk", options->rating, "That is left: critical, high, medium or low.")
      ->required();
  close->footer(
      "Example:\n  hdis audit close A-000001 --review 'All actions seen done' --risk low");
}

int list(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::list_audits(session, options.opening.agreement);
      },
      [&](const std::vector<SharingAudit>& audits) {
        if (context.json) {
          boost::json::array items;
          for (const auto& audit : audits) items.push_back(boost::json::parse(to_document(audit)));
          return print(context, items);
        }
        if (audits.empty()) print(context.to.out, "None.\n");
        for (const auto& audit : audits) {
          print(context.to.out, "{}  {:<9} {}  {} finding(s), {} action(s) open\n", audit.id,
                to_string(audit.state), audit.agreement, audit.findings.size(),
                open_actions(audit).size());
        }
      });
}

}  // namespace

void add_sharing_audits(CLI::App& group, Action& action) {
  const auto options = std::make_shared<Options>();
  add_opening(group, action, options);
  add_findings(group, action, options);
  add_endings(group, action, options);

  CLI::App* list_command = group.add_subcommand("list", "Data sharing audits.");
  list_command->add_option("REFERENCE", options->opening.agreement, "Only of this agreement.");
  list_command->footer("Example:\n  hdis audit list DARS-NIC-99675-X5S7X --json");
  list_command->callback([&action, options] {
    action = [options](Context& context) { return list(context, *options); };
  });

  CLI::App* show_command = add_step(group, action, options, "show", "A data sharing audit.",
                                    [](service::Session& session, const Options& given) {
                                      return service::show_audit(session, given.id);
                                    });
  show_command->add_option("AUDIT", options->id, "e.g. A-000001")->required();
  show_command->footer("Example:\n  hdis audit show A-000001");
}

}  // namespace hdis::cli
