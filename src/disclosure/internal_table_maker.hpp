#pragma once

#include "hdis/released/internal_table.hpp"

#include <string>
#include <vector>

namespace hdis::disclosure {

/// Makes internal tables, and looks into them to seal them. Its header is out of reach of every other library.
class InternalTableMaker {
 public:
  /// `provenance` is marked as internal, and the table says that nothing was done to protect it.
  static released::InternalTable make(std::vector<released::Column> columns,
                                      std::vector<released::Row> rows,
                                      released::Provenance provenance,
                                      std::vector<std::string> notes);
  /// One that was sealed. Its provenance must be marked as internal.
  static released::InternalTable reopen(released::Table content);
  static const released::Table& content(const released::InternalTable& table);
};

}  // namespace hdis::disclosure
