#include "path.hpp"

#include "hdis/disclosure/gate.hpp"
#include "hdis/engine/duckdb_engine.hpp"
#include "hdis/governance/authorise.hpp"
#include "hdis/governance/data_version.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/render/render.hpp"

#include "pipeline.hpp"
#include "support/binding_sample.hpp"
#include "support/governance_samples.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace hdis::bench {
namespace {

/// A question that may be run.
struct Allowed {
  governance::AuthorisedPlan plan;
  released::Provenance stamp;
  Records records;  ///< Those that it can touch.
};

/// As a reviewer would have approved it, under the agreement of the tests.
Result<governance::AuthorisedPlan> authorise(const query::Plan& plan,
                                             const governance::Binding& binding) {
  const auto request = testing::sample_request(governance::RequestState::approved);
  const auto agreement = testing::sample_agreement();
  const auto author = testing::analyst();
  const auto organisation = testing::licensee();
  const governance::Decision approval{testing::reviewer().id, governance::Verdict::approve, "",
                                      testing::sample_now, binding};
  const governance::Entitlement entitlement{agreement, author, organisation,
                                            governance::Licensed::yes, testing::sample_now};
  return governance::authorise({request, {&approval, 1}, entitlement, plan, binding});
}

governance::Binding binding_of(const query::Plan& plan, const World& world,
                               std::span<const governance::LoadedData> data) {
  auto binding = testing::sample_binding();
  binding.fingerprint = query::fingerprint(plan);
  binding.policy = world.policy.id;
  binding.policy_version = world.policy.version;
  binding.policy_digest = world.policy.digest;
  binding.catalogue_version = world.catalogue.version();
  binding.data_version = governance::data_in_words(data);
  binding.data_digest = governance::data_digest(data);
  return binding;
}

std::vector<governance::LoadedData> touched(const query::Plan& plan, const Records& records) {
  std::vector<governance::LoadedData> loaded;
  for (const auto& version : records) {
    loaded.push_back({version.dataset, version.year, version.version, version.content_digest});
  }
  return governance::touched(query::usage(plan), loaded);
}

Records files_of(std::span<const governance::LoadedData> data, const Records& records) {
  Records files;
  std::copy_if(records.begin(), records.end(), std::back_inserter(files), [&](const auto& version) {
    return std::any_of(data.begin(), data.end(), [&](const auto& each) {
      return each.dataset == version.dataset && each.year == version.year;
    });
  });
  return files;
}

Result<Allowed> allow(const Question& question, const World& world) {
  HDIS_TRY(bound, query::compile(question.text, world.catalogue));
  const auto data = touched(bound.plan, world.records);
  const auto binding = binding_of(bound.plan, world, data);
  HDIS_TRY(plan, authorise(bound.plan, binding));
  released::Provenance stamp;
  stamp.query_fingerprint = binding.fingerprint.text();
  stamp.query_text = query::to_query_text(bound.plan, world.catalogue);
  stamp.description = query::describe(bound.plan, world.catalogue);
  stamp.data_version = binding.data_version;
  return Allowed{std::move(plan), std::move(stamp), files_of(data, world.records)};
}

disclosure::RunControl control_of(const Bounds& bounds) {
  disclosure::RunControl control;
  control.threads = bounds.threads;
  control.memory_bytes = bounds.memory_bytes;
  return control;
}

std::vector<std::string> csv_of(const std::vector<released::Table>& tables) {
  std::vector<std::string> files;
  files.reserve(tables.size());
  for (const auto& table : tables) files.push_back(render::to_csv(table));
  return files;
}

/// Keeps how long another engine took.
class TimedEngine final : public engine::Engine {
 public:
  TimedEngine(std::unique_ptr<Engine> timed, Milliseconds& spent)
      : timed_(std::move(timed)), spent_(spent) {}

  Result<raw::RawTable> run(const query::Aggregation& aggregation, const engine::Limits& limits,
                            const engine::Control& control) override {
    Stopwatch watch;
    auto table = timed_->run(aggregation, limits, control);
    spent_ += watch.lap();
    return table;
  }

 private:
  std::unique_ptr<Engine> timed_;
  Milliseconds& spent_;
};

Result<std::unique_ptr<engine::Engine>> open_engine(const Records& records, const World& world) {
  std::vector<engine::Partition> partitions;
  for (const auto& version : records) {
    partitions.push_back(
        {version.dataset, version.year, version.version, version.files, version.columns});
  }
  return engine::open_duckdb(world.catalogue, std::move(partitions));
}

}  // namespace

Result<Answer> ask(const Question& question, const World& world) {
  HDIS_TRY(allowed, allow(question, world));
  std::vector<disclosure::DataSource> sources;
  for (const auto& version : allowed.records) {
    sources.push_back(
        {version.dataset, version.year, version.version, version.files, version.columns});
  }
  HDIS_TRY(gate, disclosure::Gate::open(world.catalogue, std::move(sources)));
  HDIS_TRY(tables, gate.run(allowed.plan, world.policy, allowed.stamp, control_of(world.bounds)));
  auto files = csv_of(tables);
  return Answer{std::move(tables), std::move(files)};
}

Result<Stages> ask_in_stages(const Question& question, const World& world) {
  Stages stages;
  Stopwatch watch;
  HDIS_TRY(allowed, allow(question, world));
  stages.bind = watch.lap();
  HDIS_TRY(engine, open_engine(allowed.records, world));
  disclosure::Pipeline pipeline(world.catalogue,
                                std::make_unique<TimedEngine>(std::move(engine), stages.count));
  stages.open = watch.lap();
  HDIS_TRY(tables, pipeline.run(allowed.plan.plan(), world.policy, allowed.stamp,
                                control_of(world.bounds)));
  stages.protect = watch.lap() - stages.count;
  static_cast<void>(csv_of(tables));
  stages.render = watch.lap();
  return stages;
}

}  // namespace hdis::bench
