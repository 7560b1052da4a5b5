// EXPECT: compiles
// LIBRARIES: released

// One that the gate made may be handed on.

#include "hdis/released/internal_table.hpp"

hdis::released::InternalTable handed_on(const hdis::released::InternalTable& table) {
  return table;
}
