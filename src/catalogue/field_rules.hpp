#pragma once

#include "hdis/catalogue/field.hpp"

#include "defects.hpp"

namespace hdis::catalogue {

/// Whether `name` is a field name as we write them: A to Z, then also digits and underscores.
[[nodiscard]] bool is_field_name(std::string_view name);

/// Notes where the properties of `field` contradict one another.
void check_field(const Field& field, SourcePosition where, FileDefects& defects);

}  // namespace hdis::catalogue
