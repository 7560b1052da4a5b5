#include "hdis/core/visible.hpp"
#include "hdis/render/render.hpp"

#include "stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis::render {
namespace {

// Spreadsheets run a cell that begins with one of these as a formula (OWASP "CSV injection"); some skip spaces first, and take the wide
// forms of East Asian keyboards for the narrow ones.
bool looks_like_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> signs = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  constexpr std::array<std::string_view, 3> spaces = {" ", "\u00a0", "\u3000"};
  for (bool skipped = true; skipped;) {
    skipped = false;
    for (const auto space : spaces) {
      if (!text.starts_with(space)) continue;
      text.remove_prefix(space.size());
      skipped = true;
    }
  }
  return std::any_of(signs.begin(), signs.end(),
                     [&](const auto sign) { return text.starts_with(sign); });
}

// A cell, like a comment, stays in its line, whatever a title, an alias or a constant holds: not every reader knows quotes.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return visible(text, Lines::one);
}

std::string field(std::string_view text) {
  const std::string line = one_line(std::string(text));
  std::string safe = looks_like_formula(line) ? "'" + line : line;
  if (safe.find_first_of(",\"") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string key_code(const released::Key& key) {
  switch (key.kind) {
    case released::Key::Kind::missing:
      return "";
    case released::Key::Kind::total:
      return total_text;
    case released::Key::Kind::value:
      break;
  }
  return key.code;
}

std::string key_label(const released::Key& key) {
  switch (key.kind) {
    case released::Key::Kind::missing:
      return missing_text;
    case released::Key::Kind::total:
      return total_text;
    case released::Key::Kind::value:
      break;
  }
  return key.label;
}

std::string number(const released::Cell& cell) {
  return cell.number() ? fmt::format("{:.{}f}", *cell.number(), cell.decimals()) : "";
}

std::string flag(const released::Cell& cell) {
  switch (cell.kind()) {
    case released::CellKind::suppressed:
      return "*";
    case released::CellKind::not_applicable:
      return "z";
    case released::CellKind::zero:
    case released::CellKind::value:
    case released::CellKind::rounded:
      break;
  }
  return "";
}

std::string join(const std::vector<std::string>& fields) {
  return fmt::format("{}\n", fmt::join(fields, ","));
}

// One of several tables says so, and how to have the others.
std::string place_line(const released::Table& table, TablePlace place) {
  if (place.of == 1) return "";
  return fmt::format("# Table: {} of {}; another one: hdis output get {} --table N\n", place.number,
                     place.of, table.provenance().output);
}

std::string stamp_lines(const released::Table& table, TablePlace place) {
  std::string out = place_line(table, place);
  std::string first;
  for (const auto& notice : notices(table.provenance())) first += fmt::format("# {}\n", notice);
  out.insert(0, first);
  for (const auto& [label, text] : stamp(table.provenance()))
    out += fmt::format("# {}: {}\n", label, one_line(text));
  for (const std::string& note : table.notes()) out += fmt::format("# Note: {}\n", one_line(note));
  const std::string marks = marks_note(table);
  return marks.empty() ? out : out + fmt::format("# {}\n", marks);
}

}  // namespace

std::string to_csv(const released::Table& table, TablePlace place) {
  std::string out = stamp_lines(table, place);

  std::vector<std::string> header;
  for (const released::Column& column : table.columns()) {
    header.push_back(field(column.name));
    header.push_back(
        field(column.name + (column.kind == released::ColumnKind::dimension ? "_label" : "_flag")));
  }
  out += join(header);

  for (const released::Row& row : table.rows()) {
    std::vector<std::string> fields;
    std::size_t next_key = 0;
    std::size_t next_cell = 0;
    for (const released::Column& column : table.columns()) {
      if (column.kind == released::ColumnKind::dimension) {
        const released::Key& key = row.keys[next_key++];
        fields.push_back(field(key_code(key)));
        fields.push_back(field(key_label(key)));
      } else {
        const released::Cell& cell = row.cells[next_cell++];
        fields.push_back(number(cell));
        fields.push_back(flag(cell));
      }
    }
    out += join(fields);
  }
  return out;
}

}  // namespace hdis::render
