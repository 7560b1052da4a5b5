#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/text.hpp"

#include <algorithm>

namespace hdis::catalogue {

const Field* Dataset::find(std::string_view name) const {
  const auto wanted = to_upper(name);
  const auto found = std::find_if(fields.begin(), fields.end(), [&wanted](const Field& field) {
    return field.name == wanted ||
           std::find(field.aliases.begin(), field.aliases.end(), wanted) != field.aliases.end();
  });
  return found == fields.end() ? nullptr : &*found;
}

const Code* CodeSystem::find(std::string_view code) const {
  const auto found = std::lower_bound(
      codes.begin(), codes.end(), code,
      [](const Code& entry, std::string_view wanted) { return entry.code < wanted; });
  return found == codes.end() || found->code != code ? nullptr : &*found;
}

}  // namespace hdis::catalogue
