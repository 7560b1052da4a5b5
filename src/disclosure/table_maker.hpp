#pragma once

#include "hdis/released/table.hpp"

#include <string>
#include <vector>

namespace hdis::disclosure {

/// Makes released tables. Its header is out of reach of every other library.
class TableMaker {
 public:
  static released::Table make(std::vector<released::Column> columns,
                              std::vector<released::Row> rows, released::Provenance provenance,
                              released::Certificate certificate, std::vector<std::string> notes);
};

}  // namespace hdis::disclosure
