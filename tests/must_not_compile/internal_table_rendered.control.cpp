// EXPECT: compiles
// LIBRARIES: render

// Those that carry the notice do.

#include "hdis/render/internal.hpp"

std::string with_notice(const hdis::released::InternalTable& table) {
  return hdis::render::InternalForms::to_csv(table);
}
