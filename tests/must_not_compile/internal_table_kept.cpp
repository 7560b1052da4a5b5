// EXPECT: invalid initialization of reference|no matching function for call to|cannot convert|no known conversion|no viable conversion|could not convert
// LIBRARIES: disclosure

// An internal table has no form in which it could be kept unencrypted.

#include "hdis/disclosure/gate.hpp"

std::string kept(const hdis::released::InternalTable& table) {
  return hdis::disclosure::to_stored_form(table);
}
