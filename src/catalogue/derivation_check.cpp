#include "derivation_check.hpp"

#include "hdis/catalogue/derivation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::catalogue {
namespace {

/// The definition with this identifier; null if there is none.
template <class DraftType>
auto find(const std::vector<DraftType>& drafts, std::string_view id) {
  const auto found = std::find_if(drafts.begin(), drafts.end(), [&](const DraftType& draft) {
    return draft.value.id.text() == id;
  });
  return found == drafts.end() ? nullptr : &found->value;
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

/// Whether each record of `dataset` is made of some records of another.
bool has_quantity(const Dataset& dataset, std::string_view name) {
  if (!dataset.derived_from) return false;
  const auto* function = find_dataset_function(dataset.derived_from->function);
  if (function == nullptr) return false;
  const auto& names = function->quantities;
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether codes of the system `from` lie below codes of the system `above`.
bool lies_below(const CodeSystemId& from, const CodeSystemId& above, const Drafts& drafts,
                int levels = 8) {
  const auto* system = find(drafts.code_systems, from.text());
  if (system == nullptr || levels == 0) return false;
  auto parents = system->further_parent_systems;
  if (system->parent_system) parents.push_back(*system->parent_system);
  return std::any_of(parents.begin(), parents.end(), [&](const CodeSystemId& parent) {
    return parent == above || lies_below(parent, above, drafts, levels - 1);
  });
}

/// Reads the inputs of one derivation in order; some say what those after them are.
class Inputs {
 public:
  Inputs(const Dataset& dataset, const Drafts& drafts) : dataset_(dataset), drafts_(drafts) {}

  /// Whether `input` is what `kind` asks for.
  bool fits(DerivationInput kind, const std::string& input) {
    switch (kind) {
      case DerivationInput::field:
      case DerivationInput::fields:
        field_ = dataset_.find(input);
        return field_ != nullptr;
      case DerivationInput::family:
        return has_family(dataset_, input);
      case DerivationInput::field_or_family:
        return dataset_.find(input) != nullptr || has_family(dataset_, input);
      case DerivationInput::number:
        return is_number(input);
      case DerivationInput::dataset:
        foreign_ = find(drafts_.datasets, input);
        return foreign_ != nullptr;
      case DerivationInput::foreign_field:
        return foreign_ != nullptr && foreign_->find(input) != nullptr;
      default:
        return fits_definition(kind, input);
    }
  }

 private:
  bool fits_definition(DerivationInput kind, const std::string& input) const {
    switch (kind) {
      case DerivationInput::source_field: {
        const auto& from = dataset_.derived_from;
        const auto* source = from ? find(drafts_.datasets, from->from.text()) : nullptr;
        return source != nullptr && source->find(input) != nullptr;
      }
      case DerivationInput::quantity:
        return has_quantity(dataset_, input);
      case DerivationInput::code_system:
        return field_ != nullptr && field_->codes &&
               lies_below(*field_->codes, CodeSystemId(input), drafts_);
      case DerivationInput::code_list:
        return find(drafts_.code_lists, input) != nullptr;
      case DerivationInput::value_table:
      case DerivationInput::band_table: {
        const auto* table = find(drafts_.value_tables, input);
        return table != nullptr && table->bands.empty() == (kind == DerivationInput::value_table);
      }
      default:
        return false;
    }
  }

  const Dataset& dataset_;
  const Drafts& drafts_;
  const Dataset* foreign_ = nullptr;  ///< That an input before named.
  const Field* field_ = nullptr;      ///< The same.
};

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
  Inputs reader(dataset, drafts);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (reader.fits(kind_of(*function, i), inputs[i])) continue;
    return fmt::format("input {} of '{}' is '{}', which does not exist", i + 1, function->name,
                       inputs[i]);
  }
  return {};
}

std::string dataset_derivation_defect(const Dataset& dataset, const Drafts& drafts) {
  if (!dataset.derived_from) return {};
  const auto& [from, name, version] = *dataset.derived_from;
  // 1. What it is made of is delivered.
  const auto* source = find(drafts.datasets, from.text());
  if (source == nullptr) return fmt::format("there is no dataset '{}'", from.text());
  if (source->derived_from) {
    return fmt::format("'{}' is itself derived; name what is delivered", from.text());
  }
  // 2. The program has the function, in this version.
  const auto* function = find_dataset_function(name);
  if (function == nullptr) return fmt::format("there is no function '{}'", name);
  if (function->version != version) {
    return fmt::format("'{}' is of version {}, not {}", name, function->version, version);
  }
  // 3. It can be divided into years.
  if (dataset.year_field.empty()) return "a derived dataset needs a year_field";
  return {};
}

}  // namespace hdis::catalogue
