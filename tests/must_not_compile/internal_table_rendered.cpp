// EXPECT: invalid initialization of reference|no matching function for call to|cannot convert|no known conversion|no viable conversion|could not convert
// LIBRARIES: render

// The forms of released tables do not take an internal one.

#include "hdis/render/internal.hpp"

std::string without_notice(const hdis::released::InternalTable& table) {
  return hdis::render::to_csv(table);
}
