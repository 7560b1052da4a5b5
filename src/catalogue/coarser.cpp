#include "hdis/catalogue/coarser.hpp"

#include <algorithm>
#include <charconv>

namespace hdis::catalogue {
namespace {

/// "RESIDENCE" of CCG_RESIDENCE: of what the field is the area.
std::string_view kind_of_area(std::string_view name) {
  const auto at = name.find('_');
  return at == std::string_view::npos ? std::string_view() : name.substr(at);
}

bool is_area_above(const Field& area, const Field& field) {
  return area.geography && field.geography &&
         field.geography->parent_level == std::optional(area.geography->level) &&
         !kind_of_area(field.name).empty() && kind_of_area(area.name) == kind_of_area(field.name);
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::optional<std::string> Coarser::value_for(std::string_view code) const {
  if (characters_ > 0) return std::string(code.substr(0, characters_));
  const Code* above = catalogue_->ancestor(*finer_->codes, code, *field_->codes);
  if (above == nullptr) return std::nullopt;
  return above->code;
}

std::vector<Coarser> coarser_than(const Field& field, const Dataset& dataset,
                                  const Catalogue& catalogue) {
  std::vector<Coarser> result;
  for (const Field& other : dataset.fields) {
    const bool made = other.derivation && !other.derivation->inputs.empty() &&
                      other.derivation->inputs.front() == field.name;
    Coarser found(field, other, catalogue);
    if (made && other.derivation->function == "first_characters")
      found.characters_ = number(other.derivation->inputs.at(1));
    const bool lies_above =
        field.codes && other.codes &&
        ((made && other.derivation->function == "group") || is_area_above(other, field));
    if (found.characters_ > 0 || lies_above) result.push_back(found);
  }
  return result;
}

}  // namespace hdis::catalogue
