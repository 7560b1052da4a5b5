#include "hdis/service/protect_table.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "progress.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  service::ProtectInput input;
  std::string audit;
  std::string attacker = "strict";
};

int protect(Context& context, service::ProtectInput input) {
  Progress progress(context, "protecting");
  input.progress = [show = progress.callback(), stop = progress.stop()](double done) {
    show(done);
    return !stop.stop_requested();
  };
  const auto done = service::protect_table(input);
  if (!done) return report(context, done.error());
  if (context.json) {
    print(context, boost::json::object{{"cells", done->cells},
                                       {"primary", done->primary},
                                       {"secondary", done->secondary},
                                       {"secondary_weight", done->secondary_weight},
                                       {"claims", done->claims},
                                       {"result", input.result.string()}});
    return 0;
  }
  print(context.to.out,
        "{} of {} cells are small and hidden; {} more are hidden to protect them (weight {}).\n",
        done->primary, done->cells, done->secondary, done->secondary_weight);
  if (done->claims > 0)
    print(context.to.out, "Proved: {} claims, each checked by the verifier.\n", done->claims);
  print(context.to.out, "Written to {}\n", input.result.string());
  return 0;
}

int audit(Context& context, const service::ProtectInput& input) {
  const auto done = service::audit_table(input);
  if (!done) return report(context, done.error());
  const bool safe = done->exposed == 0 && done->not_proved == 0;
  if (context.json) {
    print(context, boost::json::object{{"safe", safe},
                                       {"hidden", done->hidden},
                                       {"primary", done->primary},
                                       {"exposed", done->exposed},
                                       {"not_proved", done->not_proved},
                                       {"programs", done->programs}});
  } else if (safe) {
    print(context.to.out,
          "Safe: none of the {} primary cells can be worked out closer than it may be.\n",
          done->primary);
  } else {
    print(
        context.to.out,
        "Not safe: of {} primary cells, {} can be worked out too closely and {} are not proved.\n",
        done->primary, done->exposed, done->not_proved);
  }
  return safe ? 0 : 6;
}

}  // namespace

void add_protect(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  options->input.policies = catalogue_folder() / "policies";
  CLI::App* command = program.add_subcommand(
      "protect",
      "Protect a table that was made elsewhere, or audit a protected one. Needs no store.");
  command
      ->add_option("DIR", options->input.folder,
                   "The folder with cells.csv and dim_1.csv, dim_2.csv, ...")
      ->required();
  command->add_option("--policy", options->input.policy,
                      "The policy whose rules hold, for example hes-pre2018.");
  auto* out = command->add_option("--out", options->input.result, "The file for the result.");
  command->add_option("--audit", options->audit, "Audit this result instead of making one.")
      ->excludes(out);
  command
      ->add_option("--attacker", options->attacker,
                   "What a reader knows: strict (shown zeros are the only zeros) or nonnegative.")
      ->check(CLI::IsMember({"strict", "nonnegative"}))
      ->capture_default_str();
  command->add_option("--seed", options->input.seed,
                      "Where the search for cheaper patterns starts.");
  command->add_option(
      "--improve", options->input.improve,
      "Rounds of search per hundred hidden cells; ten times as many in flat tables of three "
      "dimensions and more (30).");
  command->footer(
      "Examples:\n  hdis protect admissions --policy hes-pre2018 --out result.csv\n  hdis protect "
      "admissions --audit result.csv\n  hdis protect admissions --policy hes-2018 --audit "
      "rounded.csv\n\n"
      "docs/suppression.md describes the files.");
  command->callback([&action, options] {
    if (options->audit.empty() && options->input.result.empty())
      throw CLI::RequiredError("--out or --audit");
    if (options->audit.empty() && options->input.policy.empty())
      throw CLI::RequiredError("--policy");
    options->input.reader = options->attacker == "strict" ? service::ReaderKnows::zeros_shown
                                                          : service::ReaderKnows::nothing_negative;
    action = [options](Context& context) {
      const auto caller = service::identity_of_process();
      if (!caller) return report(context, caller.error());
      service::ProtectInput input = options->input;
      input.caller = *caller;
      if (options->audit.empty()) return protect(context, std::move(input));
      input.result = options->audit;
      return audit(context, input);
    };
  });
}

}  // namespace hdis::cli
