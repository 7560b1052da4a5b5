#include "hdis/core/text.hpp"
#include "hdis/governance/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::governance {
namespace {

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates,
                         std::string_view otherwise) {
  const auto like = nearest(name, candidates, 1);
  return like.empty() ? std::string(otherwise) : fmt::format("did you mean `{}`?", like.front());
}

void check_fields(const DatasetTerms& terms, const catalogue::Dataset& dataset,
                  std::vector<Reason>& defects) {
  std::vector<std::string> known;
  for (const auto& field : dataset.fields) known.push_back(field.name);

  const auto check_exists = [&](const std::string& name) {
    if (std::ranges::find(known, name) != known.end()) return true;
    defects.push_back({"agreement.field",
                       fmt::format("The dataset {} has no field {}.", dataset.id.text(), name),
                       did_you_mean(name, known, "use the names of the catalogue, not aliases"),
                       {}});
    return false;
  };
  for (const auto& name : terms.fields.value_or(std::vector<std::string>())) check_exists(name);
  for (const auto& name : terms.sensitive_fields) {
    if (!check_exists(name)) continue;
    if (dataset.find(name)->field_class == catalogue::FieldClass::sensitive) continue;
    defects.push_back({"agreement.sensitive_field",
                       fmt::format("The field {} of {} is not sensitive.", name, dataset.id.text()),
                       "take it out of `sensitive_fields`",
                       {}});
  }
}

}  // namespace

Status check_names(const Agreement& agreement, const catalogue::Catalogue& catalogue,
                   std::span<const std::string> policies) {
  std::vector<Reason> defects;

  // 1. Every dataset and every field is in the catalogue.
  std::vector<std::string> datasets;
  for (const auto& dataset : catalogue.datasets()) datasets.push_back(dataset.id.text());
  for (const auto& terms : agreement.datasets) {
    const auto* dataset = catalogue.dataset(terms.dataset);
    if (dataset == nullptr) {
      defects.push_back({"agreement.dataset",
                         fmt::format("There is no dataset `{}`.", terms.dataset.text()),
                         did_you_mean(terms.dataset.text(), datasets,
                                      "add its description to the catalogue first"),
                         {}});
    } else {
      check_fields(terms, *dataset, defects);
    }
  }

  // 2. The policy is there to be applied.
  if (std::ranges::find(policies, agreement.policy) == policies.end()) {
    defects.push_back({"agreement.policy",
                       fmt::format("There is no disclosure policy `{}`.", agreement.policy),
                       did_you_mean(agreement.policy, policies, "see catalogue/policies"),
                       {}});
  }

  if (!defects.empty()) return fail(Error(ErrorCode::invalid_input, std::move(defects)));
  return {};
}

}  // namespace hdis::governance
