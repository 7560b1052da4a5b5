// EXPECT: Table::Table\(\).* is private|calling a private constructor of class 'hdis::released::Table'
// LIBRARIES: released

// Nobody but the gate makes a table that may leave.

#include "hdis/released/table.hpp"

hdis::released::Table invented() { return hdis::released::Table(); }
