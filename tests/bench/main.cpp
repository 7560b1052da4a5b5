#include "measure.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>

// What the whole path costs, against the same aggregation in bare DuckDB.

namespace hdis::bench {
namespace {

struct Options {
  std::string store;
  std::string folder = HDIS_SOURCE_DIR "/build/bench";
  std::uint64_t rows = 0;
  std::uint64_t repetitions = 11;
  std::string only;
  Bounds bounds;
};

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

void print_head() {
  fmt::print("{:<37} {:>8} {:>8} {:>6} {:>13} {:>6} {:>6} {:>6} {:>8} {:>7} {:>6} {:>6}\n", "",
             "path", "bare", "ratio", "(quartiles)", "bind", "open", "count", "protect", "render",
             "path", "bare");
  fmt::print("{:<37} {:>8} {:>8} {:>6} {:>13} {:>6} {:>6} {:>6} {:>8} {:>7} {:>6} {:>6}\n",
             "question", "ms", "ms", "", "", "ms", "ms", "ms", "ms", "ms", "MB", "MB");
}

void print(const Cost& cost) {
  constexpr std::uint64_t megabyte = 1'000'000;
  const auto spread = fmt::format("({:.2f}-{:.2f})", cost.ratio.lower, cost.ratio.upper);
  fmt::print(
      "{:<37} {:>8.1f} {:>8.1f} {:>6.2f} {:>13} {:>6.1f} {:>6.1f} {:>6.1f} {:>8.1f} {:>7.1f} {:>6} "
      "{:>6}\n",
      cost.question.substr(0, 37), cost.path, cost.bare, cost.ratio.median, spread,
      cost.stages.bind, cost.stages.open, cost.stages.count, cost.stages.protect,
      cost.stages.render, cost.path_peak / megabyte, cost.bare_peak / megabyte);
  static_cast<void>(std::fflush(stdout));
}

void print_summary(const std::vector<Cost>& costs) {
  std::vector<double> ratios;
  ratios.reserve(costs.size());
  for (const auto& cost : costs) ratios.push_back(cost.ratio.median);
  const auto all = spread_of(ratios);
  fmt::print(
      "\n{} questions: half of the ratios lie between {:.2f} and {:.2f}, the middle one is {:.2f}, "
      "the largest {:.2f}.\n",
      costs.size(), all.lower, all.upper, all.median,
      *std::max_element(ratios.begin(), ratios.end()));
}

/// The questions that the records can answer, with the memory that each takes. The first thing that is done with a database.
Result<std::vector<std::pair<Question, Cost>>> begin(std::vector<Question> all,
                                                     const World& world) {
  std::vector<std::pair<Question, Cost>> asked;
  for (auto& question : all) {
    Cost cost;
    cost.question = question.name;
    // Whether there are records to count is asked in the other process; why not is asked again later.
    const auto measured = measure_memory(question, world, cost);
    if (!measured && measured.error().reasons().front().rule != "bench.child")
      return fail(measured.error());
    asked.emplace_back(std::move(question), std::move(cost));
  }
  return asked;
}

Status measure(std::vector<Question> all, const World& world, std::uint64_t repetitions) {
  HDIS_TRY(asked, begin(std::move(all), world));
  std::vector<Cost> costs;
  print_head();
  for (auto& [question, cost] : asked) {
    auto checked = check_answer(question, world);
    if (!checked && is_not_loaded(checked.error())) {
      fmt::print("{:<37} not asked: its years are not loaded\n", question.name.substr(0, 37));
      continue;
    }
    if (!checked) {
      fmt::print("{}: failed\n", question.name);
      return checked;
    }
    HDIS_CHECK(measure_time(question, world, repetitions, cost));
    print(cost);
    costs.push_back(cost);
  }
  if (!costs.empty()) print_summary(costs);
  return {};
}

Status run(const Options& options) {
  Stopwatch watch;
  HDIS_TRY(catalogue, catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue"));
  const auto loading = watch.lap();
  HDIS_TRY(policy, disclosure::load_policy(HDIS_SOURCE_DIR "/catalogue/policies/hes-2018.yaml"));
  HDIS_TRY(all, questions(options.only));
  HDIS_TRY(records, options.store.empty() ? fixture_records(catalogue, options.rows, options.folder)
                                          : stored_records(options.store));
  fmt::print("{} records in {} partitions; {} rounds; {} threads; {}.\n", rows_of(records),
             records.size(), options.repetitions, options.bounds.threads, processor());
  fmt::print(
      "Loading the catalogue, once for each process and in none of the times: {:.0f} ms.\n\n",
      loading);
  return measure(std::move(all), {catalogue, policy, records, options.bounds}, options.repetitions);
}

}  // namespace
}  // namespace hdis::bench

int main(int argc, char** argv) {
  hdis::bench::Options options;
  CLI::App app(
      "What the whole path costs, for each acceptance query, against the same aggregation by hand "
      "in bare DuckDB.");
  auto* store =
      app.add_option("--store", options.store, "a store to count over, instead of the fixture");
  app.add_option("--rows", options.rows, "repeat the fixture until there are so many records")
      ->excludes(store);
  app.add_option("--repetitions", options.repetitions, "rounds for each question")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--only", options.only, "only questions whose name contains this");
  app.add_option("--threads", options.bounds.threads, "threads of both")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--folder", options.folder, "where the repeated fixture is kept");
  CLI11_PARSE(app, argc, argv);

  const auto done = hdis::bench::run(options);
  if (done) return 0;
  fmt::print(stderr, "{}\n", done.error().to_text());
  return 1;
}
