#include "derivation_check.hpp"

#include "hdis/catalogue/derivation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::catalogue {
namespace {

const Dataset* find_dataset(const Drafts& drafts, std::string_view id) {
  for (const auto& draft : drafts.datasets) {
    if (draft.value.id.text() == id) return &draft.value;
  }
  return nullptr;
}

bool has_family(const Dataset& dataset, const std::string& beginning) {
  const auto& fields = dataset.fields;
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.name == beginning + "_01" || field.name == beginning + "1";
  });
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether `input` is what `kind` asks for; `foreign` is the dataset that an input before it named.
bool fits(DerivationInput kind, const std::string& input, const Dataset& dataset,
          const Dataset* foreign) {
  switch (kind) {
    case DerivationInput::field:
    case DerivationInput::fields:
      return dataset.find(input) != nullptr;
    case DerivationInput::family:
      return has_family(dataset, input);
    case DerivationInput::number:
      return is_number(input);
    case DerivationInput::dataset:
      return foreign != nullptr;
    case DerivationInput::foreign_field:
      return foreign != nullptr && foreign->find(input) != nullptr;
  }
  return false;
}

/// What the function takes for its input number `index`; the last kind repeats if it is `fields`.
DerivationInput kind_of(const DerivationFunction& function, std::size_t index) {
  return function.inputs[std::min(index, function.inputs.size() - 1)];
}

bool right_number(const DerivationFunction& function, std::size_t given) {
  if (function.inputs.back() == DerivationInput::fields) return given >= function.inputs.size();
  return given == function.inputs.size();
}

}  // namespace

std::string derivation_defect(const Field& field, const Dataset& dataset, const Drafts& drafts) {
  const auto& derivation = *field.derivation;
  const auto functions = derivation_functions();
  const auto function = std::find_if(functions.begin(), functions.end(), [&](const auto& each) {
    return each.name == derivation.function;
  });
  if (function == functions.end()) {
    return fmt::format("there is no derivation '{}'", derivation.function);
  }
  const auto& inputs = derivation.inputs;
  if (!right_number(*function, inputs.size())) {
    return fmt::format("'{}' takes {} inputs, not {}", function->name, function->inputs.size(),
                       inputs.size());
  }
  const Dataset* foreign = nullptr;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto kind = kind_of(*function, i);
    if (kind == DerivationInput::dataset) foreign = find_dataset(drafts, inputs[i]);
    if (!fits(kind, inputs[i], dataset, foreign)) {
      return fmt::format("input {} of '{}' is '{}', which does not exist", i + 1, function->name,
                         inputs[i]);
    }
  }
  return {};
}

}  // namespace hdis::catalogue
