#include "hdis/service/parties.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string file;
  std::string reference;
  std::string reason;
  std::string from;
  std::string to;
  std::string format = "document";
};

std::string years_text(const governance::DatasetTerms& terms) {
  std::vector<std::string> labels;
  for (const FinancialYear year : terms.years) labels.push_back(year.label());
  if (terms.latest_years != 0) {
    labels.push_back(fmt::format("the latest {} years", terms.latest_years));
  }
  return fmt::format("{}", fmt::join(labels, ", "));
}

boost::json::object to_json(const service::AgreementView& view) {
  const governance::Agreement& agreement = view.agreement;
  boost::json::array datasets;
  for (const governance::DatasetTerms& terms : agreement.datasets) {
    boost::json::array years;
    for (const FinancialYear year : terms.years) years.emplace_back(year.code());
    datasets.push_back(boost::json::object{{"dataset", terms.dataset.text()},
                                           {"years", std::move(years)},
                                           {"latest_years", terms.latest_years}});
  }
  boost::json::array licensed;
  for (const governance::UserId& user : view.licensed) licensed.emplace_back(user.text());
  return {{"reference", agreement.reference.to_text()},
          {"title", agreement.title},
          {"organisation", agreement.organisation.text()},
          {"starts", agreement.starts.to_text()},
          {"ends", agreement.ends.to_text()},
          {"in_force", view.in_force},
          {"newest", view.newest},
          {"standing", governance::to_string(view.standing)},
          {"policy", agreement.policy},
          {"datasets", std::move(datasets)},
          {"licences", agreement.licences},
          {"licensed", std::move(licensed)},
          {"reviewers", agreement.reviewers}};
}

void show(const Context& context, const service::AgreementView& view) {
  if (context.json) {
    print(context, to_json(view));
    return;
  }
  const governance::Agreement& agreement = view.agreement;
  print(context.to.out, "{}  {}\n", bold(context, agreement.reference.to_text()), agreement.title);
  print(context.to.out, "  Licensee      {}\n  In force      {} to {} ({})\n  Policy        {}\n",
        agreement.organisation.text(), agreement.starts.to_text(), agreement.ends.to_text(),
        view.standing == governance::Standing::suspended ? "suspended"
        : view.in_force                                  ? "now"
                                                         : "not now",
        agreement.policy);
  for (const governance::DatasetTerms& terms : agreement.datasets) {
    print(context.to.out, "  Data          {}: {}\n", terms.dataset.text(), years_text(terms));
  }
  std::vector<std::string> licensed;
  for (const governance::UserId& user : view.licensed) licensed.push_back(user.text());
  print(context.to.out, "  Licences      {} of {} in use{}{}\n  Reviewers     {}\n",
        licensed.size(), agreement.licences, licensed.empty() ? "" : ": ",
        fmt::join(licensed, ", "), agreement.reviewers);
}

int add(Context& context, const Options& options) {
  const auto text = read_text(context, options.file);
  if (!text) return report(context, text.error());
  return with_session(
      context,
      [&](service::Session& session) -> Result<service::AgreementView> {
        HDIS_TRY(agreement, service::add_agreement(session, *text, options.reason));
        return service::show_agreement(session, agreement.reference.to_text());
      },
      [&](const service::AgreementView& view) { show(context, view); },
      [&](const Reason& reason) {
        const bool of_the_file = reason.rule.starts_with("agreement.") || reason.where;
        return of_the_file && options.file != "-" ? options.file : std::string();
      });
}

std::string stated(const std::string& text) { return text.empty() ? "(not stated)" : text; }

int diff(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::compare_agreements(session, options.reference, options.from, options.to);
      },
      [&](const service::AgreementComparison& comparison) {
        const auto from = comparison.from.reference.to_text();
        const auto to = comparison.to.reference.to_text();
        if (context.json) {
          boost::json::array changes;
          for (const auto& change : comparison.changes) {
            changes.push_back(boost::json::object{
                {"field", change.field}, {"from", change.from}, {"to", change.to}});
          }
          print(context,
                boost::json::object{{"from", from}, {"to", to}, {"changes", std::move(changes)}});
          return;
        }
        print(context.to.out, "{} to {}: {}\n", from, to,
              comparison.changes.empty()
                  ? "the terms are the same"
                  : fmt::format("{} field(s) differ", comparison.changes.size()));
        for (const auto& change : comparison.changes) {
          print(context.to.out, "{}\n  - {}\n  + {}\n", bold(context, change.field),
                stated(change.from), stated(change.to));
        }
      });
}

int export_one(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) -> Status {
        HDIS_TRY(view, service::show_agreement(session, options.reference));
        return write_text(context, options.to,
                          options.format == "json"   ? governance::to_json_document(view.agreement)
                          : options.format == "yaml" ? governance::to_yaml_document(view.agreement)
                                                     : view.agreement.text);
      },
      [] {});
}

int list(Context& context) {
  return with_session(context, service::list_agreements,
                      [&](const std::vector<service::AgreementView>& all) {
                        if (context.json) {
                          boost::json::array items;
                          for (const auto& view : all) items.push_back(to_json(view));
                          print(context, items);
                          return;
                        }
                        for (const auto& view : all) show(context, view);
                      });
}

int show_one(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::show_agreement(session, options.reference);
      },
      [&](const service::AgreementView& view) { show(context, view); });
}

}  // namespace

void add_agreement(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("agreement", "Data sharing agreements, version by version.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis agreement add agreement.yaml\n"
      "  hdis agreement show DARS-NIC-99675-X5S7X");

  CLI::App* add_command = group->add_subcommand(
      "add", "Register an agreement, or a new version of one. For administrators.");
  add_command
      ->add_option("FILE", options->file,
                   "The agreement (YAML; docs/governance.md explains the keys).")
      ->required();
  add_command->add_option("--reason", options->reason, "Why; recorded. An amendment needs one.");
  add_command->footer(
      "Examples:\n  hdis agreement add examples/agreement.yaml\n  hdis agreement add amended.yaml "
      "--reason 'Two more licences, letter of 3 March'");
  add_command->callback([&action, options] {
    action = [options](Context& context) { return add(context, *options); };
  });

  CLI::App* diff_command =
      group->add_subcommand("diff", "What an amendment changed, field by field.");
  diff_command->add_option("REFERENCE", options->reference, "Without version.")->required();
  diff_command->add_option("FROM", options->from, "The older version, e.g. v1.2.")->required();
  diff_command->add_option("TO", options->to, "The newer version [the newest].");
  diff_command->footer("Example:\n  hdis agreement diff DARS-NIC-99675-X5S7X v1.2 v1.3");
  diff_command->callback([&action, options] {
    action = [options](Context& context) { return diff(context, *options); };
  });

  CLI::App* export_command =
      group->add_subcommand("export", "An agreement as a file that `hdis agreement add` reads.");
  export_command->add_option("REFERENCE", options->reference, "With or without version.")
      ->required();
  export_command
      ->add_option("--format", options->format,
                   "document: the file that was added, to the byte; yaml or json: every field, as "
                   "docs/agreement.schema.json describes them.")
      ->check(CLI::IsMember({"document", "yaml", "json"}))
      ->capture_default_str();
  export_command->add_option("--to", options->to, "File to write [standard output].");
  export_command->footer(
      "Example:\n  hdis agreement export DARS-NIC-99675-X5S7X --format json > agreement.json");
  export_command->callback([&action, options] {
    action = [options](Context& context) { return export_one(context, *options); };
  });

  add_agreement_steps(*group, action);

  CLI::App* list_command = group->add_subcommand("list", "All versions of all agreements.");
  list_command->footer("Example:\n  hdis agreement list --json");
  list_command->callback([&action] { action = list; });

  CLI::App* show_command =
      group->add_subcommand("show", "One agreement: its newest version, or the one named.");
  show_command
      ->add_option("REFERENCE", options->reference,
                   "E.g. DARS-NIC-99675-X5S7X or DARS-NIC-99675-X5S7X-v1.2.")
      ->required();
  show_command->footer("Example:\n  hdis agreement show DARS-NIC-99675-X5S7X");
  show_command->callback([&action, options] {
    action = [options](Context& context) { return show_one(context, *options); };
  });
}

}  // namespace hdis::cli
