#include "hdis/disclosure/gate.hpp"

#include "table_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace hdis::disclosure {
namespace {

/// Which key of a row belongs to the dimension; empty if it is none.
std::optional<std::size_t> position_of(const released::Table& table, const std::string& dimension) {
  std::size_t position = 0;
  for (const auto& column : table.columns()) {
    if (column.kind != released::ColumnKind::dimension) continue;
    if (column.name == dimension) return position;
    ++position;
  }
  return std::nullopt;
}

released::Certificate counted_anew(released::Certificate certificate,
                                   const std::vector<released::Row>& rows) {
  certificate.cells = 0;
  certificate.suppressed = 0;
  for (const auto& row : rows) {
    certificate.cells += row.cells.size();
    certificate.suppressed += static_cast<std::uint64_t>(
        std::ranges::count(row.cells, released::CellKind::suppressed, &released::Cell::kind));
  }
  return certificate;
}

}  // namespace

Result<released::Table> only_rows_with(const released::Table& table, const std::string& dimension,
                                       const std::string& code) {
  const auto position = position_of(table, dimension);
  if (!position) {
    return fail(ErrorCode::not_found, "table.no_dimension",
                fmt::format("The table has no dimension \"{}\".", dimension));
  }
  std::vector<released::Row> rows;
  std::ranges::copy_if(table.rows(), std::back_inserter(rows), [&](const released::Row& row) {
    const auto& key = row.keys[*position];
    return key.kind == released::Key::Kind::value && key.code == code;
  });
  if (rows.empty()) {
    return fail(ErrorCode::not_found, "table.no_rows",
                fmt::format("No row has {} \"{}\".", dimension, code),
                "open it without a value to see which there are");
  }
  std::vector<std::string> notes(table.notes().begin(), table.notes().end());
  notes.push_back(fmt::format("Only the rows with {} \"{}\".", dimension, code));
  auto certificate = counted_anew(table.certificate(), rows);
  return TableMaker::make({table.columns().begin(), table.columns().end()}, std::move(rows),
                          table.provenance(), std::move(certificate), std::move(notes));
}

}  // namespace hdis::disclosure
