#include "table_maker.hpp"

namespace hdis::disclosure {

released::Table TableMaker::make(std::vector<released::Column> columns,
                                 std::vector<released::Row> rows, released::Provenance provenance,
                                 released::Certificate certificate,
                                 std::vector<std::string> notes) {
  released::Table table;
  table.columns_ = std::move(columns);
  table.rows_ = std::move(rows);
  table.provenance_ = std::move(provenance);
  table.certificate_ = std::move(certificate);
  table.notes_ = std::move(notes);
  return table;
}

}  // namespace hdis::disclosure
