#include "provenance.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

/// Attribution of the datasets that a plan touches.
std::string sources_of(const Workspace& workspace, const std::vector<query::Usage>& usage) {
  std::string out;
  for (const auto& part : usage) {
    const auto* dataset = workspace.catalogue.dataset(part.dataset);
    if (dataset == nullptr) continue;
    out += fmt::format("{}{}: {} ({})", out.empty() ? "" : "; ", dataset->title, dataset->source,
                       dataset->licence);
  }
  return out;
}

std::string purpose_of(const Case& facts) {
  auto out = governance::summarise(facts.purpose);
  if (facts.customer) out += "; for " + facts.customer->name;
  return out;
}

}  // namespace

released::Provenance provenance_of(const Workspace& workspace, const Case& facts,
                                   const store::RequestRecord& record,
                                   const governance::OutputId& output) {
  const auto& plan = facts.question.bound.plan;
  released::Provenance stamp;
  stamp.output = output.text();
  stamp.request = record.request.subject();
  stamp.query_fingerprint = facts.question.fingerprint.text();
  stamp.query_text = query::to_query_text(plan, workspace.catalogue);
  stamp.description = query::describe(plan, workspace.catalogue);
  stamp.agreement = facts.agreement().reference.to_text();
  stamp.organisation = facts.author.organisation.name;
  stamp.policy = fmt::format("{} {}", facts.policy.id, facts.policy.version);
  stamp.catalogue_version = workspace.catalogue.version().text();
  stamp.data_version = facts.binding.data_version;
  stamp.purpose = purpose_of(facts);
  stamp.sources = sources_of(workspace, facts.question.usage);
  stamp.produced_at = facts.now;
  stamp.demonstration = workspace.facts.demonstration;
  return stamp;
}

}  // namespace hdis::service
