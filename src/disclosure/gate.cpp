#include "hdis/disclosure/gate.hpp"

#include "hdis/engine/duckdb_engine.hpp"

#include "pipeline.hpp"

#include <fmt/format.h>

namespace hdis::disclosure {
namespace {

std::vector<engine::Partition> partitions_of(std::vector<DataSource> sources) {
  std::vector<engine::Partition> partitions;
  partitions.reserve(sources.size());
  for (DataSource& source : sources) {
    partitions.push_back({std::move(source.dataset), source.year, std::move(source.version),
                          std::move(source.files), std::move(source.columns)});
  }
  return partitions;
}

/// What was approved is what there is. `authorise` has checked the same; the gate does not rely on it.
Status check_binding(const governance::Binding& binding, const Policy& policy,
                     const catalogue::Catalogue& catalogue) {
  if (binding.policy != policy.id || binding.policy_version != policy.version ||
      !same(binding.policy_digest, policy.digest)) {
    return fail(
        ErrorCode::conflict, "disclosure.other_policy",
        fmt::format("The request was approved under the policy {} {}, and {} {} was about to be "
                    "applied, or its file has changed since.",
                    binding.policy, binding.policy_version, policy.id, policy.version),
        "Submit the request again.");
  }
  if (!same(binding.catalogue_version, catalogue.version())) {
    return fail(ErrorCode::conflict, "disclosure.other_catalogue",
                "The catalogue has changed since the request was approved.",
                "Submit the request again.");
  }
  return {};
}

}  // namespace

/// The engine and the steps behind it; see `Pipeline`.
class Gate::Inside {
 public:
  Inside(const catalogue::Catalogue& catalogue, std::unique_ptr<engine::Engine> engine)
      : catalogue_(catalogue), pipeline_(catalogue, std::move(engine)) {}

  Result<std::vector<released::Table>> run(const governance::AuthorisedPlan& plan,
                                           const Policy& policy,
                                           const released::Provenance& provenance,
                                           const RunControl& control) {
    HDIS_CHECK(check_binding(plan.binding(), policy, catalogue_));
    return pipeline_.run(plan.plan(), policy, provenance, control);
  }

  Result<InternalAnswer> run_internal(const governance::AuthorisedInternalPlan& plan,
                                      const Policy& policy, const InternalProvenance& provenance,
                                      const RunControl& control) {
    HDIS_CHECK(check_binding(plan.binding(), policy, catalogue_));
    return pipeline_.run_internal(plan.plan(), policy, provenance, control);
  }

 private:
  const catalogue::Catalogue& catalogue_;
  Pipeline pipeline_;
};

Gate::Gate(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Gate::Gate(Gate&&) noexcept = default;
Gate& Gate::operator=(Gate&&) noexcept = default;
Gate::~Gate() = default;

Result<Gate> Gate::open(const catalogue::Catalogue& catalogue, std::vector<DataSource> sources) {
  HDIS_TRY(engine, engine::open_duckdb(catalogue, partitions_of(std::move(sources))));
  return Gate(std::make_unique<Inside>(catalogue, std::move(engine)));
}

Result<std::vector<released::Table>> Gate::run(const governance::AuthorisedPlan& plan,
                                               const Policy& policy,
                                               const released::Provenance& provenance,
                                               const RunControl& control) {
  return inside_->run(plan, policy, provenance, control);
}

Result<InternalAnswer> Gate::run_internal(const governance::AuthorisedInternalPlan& plan,
                                          const Policy& policy,
                                          const InternalProvenance& provenance,
                                          const RunControl& control) {
  return inside_->run_internal(plan, policy, provenance, control);
}

}  // namespace hdis::disclosure
