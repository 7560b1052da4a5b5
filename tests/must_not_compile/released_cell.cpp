// EXPECT: Cell::Cell\(\).* is private|calling a private constructor of class 'hdis::released::Cell'
// LIBRARIES: released

// Nobody but the gate makes a number that may be shown.

#include "hdis/released/cell.hpp"

hdis::released::Cell invented() { return hdis::released::Cell(); }
