#include "hdis/ingest/report.hpp"
#include "hdis/service/datasets.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace hdis::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string dataset;
  std::string year;
  std::string opt_outs;
  std::optional<std::uint64_t> most_rejected;
  bool derive_later = false;
};

void show(Context& context, const service::TakenIn& taken) {
  if (context.json) {
    auto out = boost::json::parse(ingest::to_json(taken.report)).as_object();
    boost::json::array derived;
    for (const auto& each : taken.derived) {
      derived.push_back(boost::json::parse(ingest::to_json(each)));
    }
    out["derived"] = std::move(derived);
    return print(context, out);
  }
  print(context.to.out, "{}", ingest::to_text(taken.report));
  for (const auto& each : taken.derived) print(context.to.out, "{}", ingest::to_text(each));
}

int take_in(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        Progress progress(context, "Taking in");
        service::IngestInput input{
            {options.files.begin(), options.files.end()},
            options.dataset,
            options.year,
            std::nullopt,
            progress.callback(),
            progress.stop(),
            options.most_rejected,
            options.derive_later ? service::Deriving::later : service::Deriving::now};
        if (!options.opt_outs.empty()) input.opt_outs = options.opt_outs;
        return service::take_in(session, input);
      },
      [&](const service::TakenIn& taken) { show(context, taken); });
}

}  // namespace

void add_ingest(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "ingest",
      "Take a delivery in: check, clean, derive, pseudonymise and store it. For administrators.");
  command->add_option("FILE", options->files, "CSV with a header, or Parquet.")->required();
  command->add_option("--dataset", options->dataset, "Dataset of the catalogue, e.g. apc.")
      ->required();
  command->add_option("--year", options->year, "Financial year: 1718 or 2017/18.")->required();
  command->add_option("--opt-outs", options->opt_outs,
                      "Persons to leave out: one identifier a line, as delivered.");
  command
      ->add_option("--most-rejected", options->most_rejected,
                   "Refuse the delivery if more than this per cent of its rows would be rejected "
                   "(default: as config.yaml says).")
      ->check(CLI::Range(0, 100));
  command->add_flag(
      "--derive-later", options->derive_later,
      "Do not make what is derived from it (spells) now; several years are quicker so. "
      "Then: hdis dataset derive.");
  command->footer(
      "Examples:\n  hdis ingest apc_1718.csv --dataset apc --year 1718\n"
      "  hdis ingest part1.parquet part2.parquet --dataset op --year 2017/18 --opt-outs "
      "objections.txt --json");
  command->callback([&action, options] {
    action = [options](Context& context) { return take_in(context, *options); };
  });
}

}  // namespace hdis::cli
