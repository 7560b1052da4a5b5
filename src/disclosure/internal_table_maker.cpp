#include "internal_table_maker.hpp"

#include "hdis/core/assert.hpp"

#include "table_maker.hpp"

namespace hdis::disclosure {

released::InternalTable InternalTableMaker::make(std::vector<released::Column> columns,
                                                 std::vector<released::Row> rows,
                                                 released::Provenance provenance,
                                                 std::vector<std::string> notes) {
  provenance.internal = true;
  provenance.policy = "none: an internal output";
  released::Certificate certificate;
  certificate.policy = provenance.policy;
  for (const auto& row : rows) certificate.cells += row.cells.size();
  return reopen(TableMaker::make(std::move(columns), std::move(rows), std::move(provenance),
                                 std::move(certificate), std::move(notes)));
}

released::InternalTable InternalTableMaker::reopen(released::Table content) {
  HDIS_ASSERT(content.provenance().internal);
  return released::InternalTable(std::move(content));
}

const released::Table& InternalTableMaker::content(const released::InternalTable& table) {
  return table.content_;
}

}  // namespace hdis::disclosure
