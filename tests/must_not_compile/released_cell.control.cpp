// EXPECT: compiles
// LIBRARIES: released

// A cell that the gate made may be handed on.

#include "hdis/released/cell.hpp"

hdis::released::Cell handed_on(const hdis::released::Cell& cell) { return cell; }
