// EXPECT: compiles
// LIBRARIES: disclosure

// Sealed, it may be.

#include "hdis/disclosure/gate.hpp"

std::string kept(const hdis::released::InternalTable& table, const hdis::SealingKey& key) {
  return hdis::disclosure::seal(table, key, "I-000001 table 1");
}
