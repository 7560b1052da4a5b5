// EXPECT: InternalTable::InternalTable\(.*\).* is private|calling a private constructor of class 'hdis::released::InternalTable'
// LIBRARIES: released

// Nobody but the gate makes an internal table.

#include "hdis/released/internal_table.hpp"

hdis::released::InternalTable invented(const hdis::released::Table& table) {
  return hdis::released::InternalTable(table);
}
