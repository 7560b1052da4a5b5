#include "hdis/synth/synth.hpp"

#include "hdis/core/text.hpp"
#include "hdis/service/callers_file.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <thread>

namespace hdis::cli {
namespace {

struct Options {
  std::uint64_t people = 0;
  std::string years, out, scenario;
  std::uint64_t seed = 1;
  std::string format = "csv";
  unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 16U);
};

// As for the catalogue: HDIS_CALIBRATION, else beside the installed program, else the source tree.
std::filesystem::path calibration_folder() {
  if (const char* named = std::getenv("HDIS_CALIBRATION"); named != nullptr && *named != '\0')
    return named;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  auto installed = program.parent_path().parent_path() / "share" / "openhdis" / "calibration";
  if (std::filesystem::is_directory(installed, ignored)) return installed;
  return HDIS_SOURCE_CALIBRATION;
}

Result<synth::Options> to_use(const Context& context, const Options& options) {
  synth::Options use;
  use.people = options.people;
  use.seed = options.seed;
  use.out = options.out;
  use.calibration = calibration_folder();
  use.format = options.format == "parquet" ? synth::Format::parquet : synth::Format::csv;
  use.threads = options.threads;
  for (const auto& text : split(options.years, ',')) {
    const auto year = FinancialYear::parse(trim(text));
    if (!year) {
      return fail(ErrorCode::invalid_input, "synth.years",
                  fmt::format("\"{}\" is no financial year.", text), "Write --years 1617,1718.");
    }
    use.years.push_back(*year);
  }
  if (!options.scenario.empty()) {
    HDIS_TRY(text, read_text(context, options.scenario));
    HDIS_TRY(scenario, synth::parse_scenario(text));
    use.scenario = std::move(scenario);
  }
  return use;
}

// It writes a folder of files where the caller says.
Status may_generate() {
  HDIS_TRY(caller, service::identity_of_process());
  return service::may_write_files(caller, "run it without sudo: it needs no store");
}

int generate(Context& context, const Options& options) {
  if (const auto allowed = may_generate(); !allowed) return report(context, allowed.error());
  const auto use = to_use(context, options);
  if (!use) return report(context, use.error(), options.scenario);
  auto written = [&] {
    Progress progress(context, "Generating");
    return synth::generate(*use, progress.callback(), progress.stop());
  }();
  if (!written) return report(context, written.error());
  boost::json::array files;
  for (const auto& file : *written) {
    files.push_back(boost::json::object{{"dataset", file.dataset},
                                        {"year", file.year},
                                        {"file", file.file.string()},
                                        {"rows", file.rows}});
    if (!context.json) print(context.to.out, "{:>12}  {}\n", file.rows, file.file.string());
  }
  const std::string truth = (use->out / "truth.json").string();
  if (context.json)
    print(context, boost::json::object{{"files", std::move(files)}, {"truth", truth}});
  else
    print(context.to.out, "What was planted: {}\n", truth);
  return 0;
}

}  // namespace

void add_synth(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "synth",
      "Make synthetic records that hang together, of nobody, with known answers. Needs no store.");
  command->add_option("--people", options->people, "How many people; England has 55600000.")
      ->required();
  command->add_option("--years", options->years, "Financial years, as 1617,1718.")->required();
  command->add_option("--seed", options->seed, "The same seed gives the same files.")
      ->capture_default_str();
  command->add_option("--out", options->out, "Folder for the files and truth.json.")->required();
  command->add_option("--format", options->format, "csv or parquet.")
      ->check(CLI::IsMember({"csv", "parquet"}))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "The files are the same for any number.");
  command->add_option("--scenario", options->scenario,
                      "YAML file of effects and patterns to plant.");
  command->footer(
      "Examples:\n  hdis synth --people 100000 --years 1617,1718 --seed 7 --out synthetic\n"
      "  hdis synth --people 500000 --years 1718 --out planted --scenario "
      "examples/scenarios/effects.yaml\n"
      "  hdis ingest synthetic/apc_1718.csv --dataset apc --year 1718");
  command->callback([&action, options] {
    action = [options](Context& context) { return generate(context, *options); };
  });
}

}  // namespace hdis::cli
