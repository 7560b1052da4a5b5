#include "measure.hpp"

#include "peak.hpp"
#include "same_answer.hpp"

namespace hdis::bench {
namespace {

Result<Milliseconds> time_path(const Question& question, const World& world) {
  Stopwatch watch;
  HDIS_CHECK(ask(question, world));
  return watch.lap();
}

Result<Milliseconds> time_bare(const Question& question, const World& world) {
  Stopwatch watch;
  HDIS_CHECK(run_bare(question, world.records, world.bounds));
  return watch.lap();
}

/// The runs of one question so far.
struct Runs {
  std::vector<double> path, bare, ratio;
  std::vector<Stages> stages;
};

Status run_round(const Question& question, const World& world, bool path_first, Runs& runs) {
  HDIS_TRY(first, path_first ? time_path(question, world) : time_bare(question, world));
  HDIS_TRY(second, path_first ? time_bare(question, world) : time_path(question, world));
  HDIS_TRY(stages, ask_in_stages(question, world));
  runs.path.push_back(path_first ? first : second);
  runs.bare.push_back(path_first ? second : first);
  runs.ratio.push_back(runs.path.back() / runs.bare.back());
  runs.stages.push_back(stages);
  return {};
}

Milliseconds median_of(const std::vector<Stages>& runs, Milliseconds Stages::*stage) {
  std::vector<double> times;
  times.reserve(runs.size());
  for (const auto& run : runs) times.push_back(run.*stage);
  return spread_of(std::move(times)).median;
}

Stages medians_of(const std::vector<Stages>& runs) {
  return {median_of(runs, &Stages::bind), median_of(runs, &Stages::open),
          median_of(runs, &Stages::count), median_of(runs, &Stages::protect),
          median_of(runs, &Stages::render)};
}

}  // namespace

bool is_not_loaded(const Error& error) {
  return error.reasons().front().rule == "engine.year_not_loaded";
}

Status check_answer(const Question& question, const World& world) {
  HDIS_TRY(answer, ask(question, world));
  HDIS_TRY(bare, read_bare(question, world.records, world.bounds));
  return same_answer(answer.tables, bare, world.policy);
}

Status measure_memory(const Question& question, const World& world, Cost& cost) {
  HDIS_TRY(path, peak_memory([&]() -> Status {
             HDIS_CHECK(ask(question, world));
             return {};
           }));
  HDIS_TRY(bare, peak_memory([&] { return run_bare(question, world.records, world.bounds); }));
  cost.path_peak = path;
  cost.bare_peak = bare;
  return {};
}

Status measure_time(const Question& question, const World& world, std::uint64_t repetitions,
                    Cost& cost) {
  Runs warm_up;
  HDIS_CHECK(run_round(question, world, true, warm_up));
  Runs runs;
  for (std::uint64_t round = 0; round < repetitions; ++round) {
    HDIS_CHECK(run_round(question, world, round % 2 == 0, runs));
  }
  cost.path = spread_of(runs.path).median;
  cost.bare = spread_of(runs.bare).median;
  cost.ratio = spread_of(runs.ratio);
  cost.stages = medians_of(runs.stages);
  return {};
}

}  // namespace hdis::bench
