#pragma once

#include "hdis/released/table.hpp"

#include <cstddef>
#include <span>
#include <string>

/// The forms in which a released table reaches people. Pure functions of released tables: nothing here can know a
/// number that the table does not show.
namespace hdis::render {

/// Which table of an output one is: "table 1 of 2".
struct TablePlace {
  std::size_t number = 1;  ///< From 1.
  std::size_t of = 1;
};

/// A table as CSV (RFC 4180, UTF-8, LF line ends).
///
/// First the stamp, as lines that begin with `# `; then a header and a line for each row. A dimension gives its code
/// and, in `<name>_label`, what the code stands for. A number gives two columns, so that it can be computed
/// with: `<name>` holds the number or nothing, `<name>_flag` holds "" for a shown number, `*` for a suppressed one and `z`
/// where there is nothing to show. Text that a spreadsheet would run as a formula is preceded by an apostrophe.
/// One of several tables says in its stamp which it is.
[[nodiscard]] std::string to_csv(const released::Table& table, TablePlace place = {});

/// Tables of one output as one JSON document (UTF-8, with a line end): provenance, certificate, columns, rows, notes.
/// A suppressed number is `null` with its kind and reason beside it.
[[nodiscard]] std::string to_json(std::span<const released::Table> tables);

/// Tables of one output as a page that stands alone: no script, nothing fetched, readable by keyboard and screen
/// reader, printable. Everything from a table is escaped.
[[nodiscard]] std::string to_html(std::span<const released::Table> tables);

/// A table for a terminal, columns aligned, at most `most_rows` rows (0: all), with the notes and a short stamp below.
[[nodiscard]] std::string to_text(const released::Table& table, std::size_t most_rows = 0);

/// A number as people read it in a table: `1,230`, `25.0`, `0`, `*`, `z`.
[[nodiscard]] std::string cell_text(const released::Cell& cell);

}  // namespace hdis::render
