#include "hdis/core/visible.hpp"
#include "hdis/render/render.hpp"

#include "stamp.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::render {
namespace {

constexpr std::size_t widest_column = 48;

// Characters, not bytes: labels may hold accents and dashes.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string shortened(std::string_view raw) {
  std::string text = visible(raw, Lines::one);
  if (width_of(text) <= widest_column) return text;
  std::string out;
  std::size_t width = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++width == widest_column) break;
    out += c;
  }
  return out + "…";
}

std::string key_text(const released::Key& key) {
  switch (key.kind) {
    case released::Key::Kind::missing:
      return missing_text;
    case released::Key::Kind::total:
      return total_text;
    case released::Key::Kind::value:
      break;
  }
  return key.label.empty() || key.label == key.code ? key.code : key.code + "  " + key.label;
}

std::vector<std::string> texts_of(const released::Table& table, const released::Row& row) {
  std::vector<std::string> out;
  std::size_t next_key = 0;
  std::size_t next_cell = 0;
  for (const released::Column& column : table.columns()) {
    out.push_back(column.kind == released::ColumnKind::dimension
                      ? shortened(key_text(row.keys[next_key++]))
                      : cell_text(row.cells[next_cell++]));
  }
  return out;
}

std::string line(const released::Table& table, const std::vector<std::string>& texts,
                 const std::vector<std::size_t>& widths) {
  std::string out = " ";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string padding(widths[i] - width_of(texts[i]), ' ');
    const bool right = table.columns()[i].kind == released::ColumnKind::number;
    out += right ? " " + padding + texts[i] + " " : " " + texts[i] + padding + " ";
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

}  // namespace

std::string to_text(const released::Table& table, std::size_t most_rows) {
  std::vector<std::string> header;
  for (const released::Column& column : table.columns()) header.push_back(shortened(column.name));

  const std::size_t shown =
      most_rows == 0 ? table.rows().size() : std::min(most_rows, table.rows().size());
  std::vector<std::vector<std::string>> lines;
  for (const released::Row& row : table.rows().first(shown)) lines.push_back(texts_of(table, row));

  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::size_t width = width_of(header[i]);
    for (const auto& texts : lines) width = std::max(width, width_of(texts[i]));
    widths.push_back(width);
  }

  std::string out;
  if (table.provenance().internal) out += fmt::format("  {}\n\n", internal_notice);
  out += line(table, header, widths);
  std::vector<std::string> rule;
  for (const std::size_t width : widths) {
    std::string dashes;
    for (std::size_t i = 0; i < width; ++i) dashes += "─";
    rule.push_back(dashes);
  }
  out += line(table, rule, widths);
  for (const auto& texts : lines) out += line(table, texts, widths);

  if (shown < table.rows().size())
    out += fmt::format("  … {} more rows\n", table.rows().size() - shown);
  out += "\n";
  if (const std::string marks = marks_note(table); !marks.empty())
    out += fmt::format("  {}\n", marks);
  for (const std::string& note : table.notes()) out += fmt::format("  {}\n", note);
  for (const auto& notice : notices(table.provenance())) out += fmt::format("  {}\n", notice);
  return out;
}

}  // namespace hdis::render
