#include "hdis/render/render.hpp"

#include "page_style.hpp"
#include "stamp.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::render {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string key_html(const released::Key& key) {
  switch (key.kind) {
    case released::Key::Kind::missing:
      return missing_text;
    case released::Key::Kind::total:
      return total_text;
    case released::Key::Kind::value:
      break;
  }
  if (key.label.empty() || key.label == key.code) return escaped(key.code);
  return fmt::format("<span class=\"code\">{}</span>{}", escaped(key.code), escaped(key.label));
}

// A screen reader says "suppressed" where the page shows a star.
std::string cell_html(const released::Cell& cell) {
  switch (cell.kind()) {
    case released::CellKind::suppressed:
      return fmt::format(
          "<abbr class=\"mark\" title=\"{0}\" aria-label=\"suppressed: {0}\">*</abbr>",
          escaped(released::explain(cell.reason())));
    case released::CellKind::not_applicable:
      return "<abbr class=\"mark\" title=\"nothing to show\" aria-label=\"nothing to "
             "show\">z</abbr>";
    case released::CellKind::zero:
    case released::CellKind::value:
    case released::CellKind::rounded:
      break;
  }
  return cell_text(cell);
}

std::string head_html(const released::Table& table) {
  std::string out = "<thead><tr>";
  for (const released::Column& column : table.columns()) {
    const bool number = column.kind == released::ColumnKind::number;
    out += fmt::format("<th scope=\"col\"{}>{}", number ? " class=\"number\"" : "",
                       escaped(column.name));
    const std::string& below = number ? column.unit : column.meaning;
    if (!below.empty() && below != column.name)
      out += fmt::format("<span class=\"unit\">{}</span>", escaped(below));
    out += "</th>";
  }
  return out + "</tr></thead>\n";
}

std::string row_html(const released::Table& table, const released::Row& row) {
  const bool total = std::any_of(row.keys.begin(), row.keys.end(), [](const released::Key& key) {
    return key.kind == released::Key::Kind::total;
  });
  std::string out = total ? "<tr class=\"total\">" : "<tr>";
  std::size_t next_key = 0;
  std::size_t next_cell = 0;
  for (const released::Column& column : table.columns()) {
    if (column.kind == released::ColumnKind::dimension) {
      out += fmt::format("<th scope=\"row\">{}</th>", key_html(row.keys[next_key++]));
    } else {
      out += fmt::format("<td class=\"number\">{}</td>", cell_html(row.cells[next_cell++]));
    }
  }
  return out + "</tr>\n";
}

std::string table_html(const released::Table& table, std::size_t number, std::size_t of) {
  const std::string caption =
      of == 1 ? table.provenance().description
              : fmt::format("Table {} of {}: {}", number, of, table.provenance().description);
  // The scrolling box takes the keyboard's focus, so that wide tables can be read without a mouse.
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table "
      "{}\">\n<table>\n<caption>{}</caption>\n",
      number, escaped(caption));
  out += head_html(table) + "<tbody>\n";
  for (const released::Row& row : table.rows()) out += row_html(table, row);
  out += "</tbody>\n</table>\n</div>\n";
  out += fmt::format("<ul class=\"notes\">\n<li>{}</li>\n", escaped(marks_note));
  for (const std::string& note : table.notes()) out += fmt::format("<li>{}</li>\n", escaped(note));
  return out + "</ul>\n";
}

std::string list_html(std::span<const std::string> items) {
  std::string out = "<ul class=\"notes\">\n";
  for (const std::string& item : items) out += fmt::format("<li>{}</li>\n", escaped(item));
  return out + "</ul>\n";
}

std::string protection_html(const released::Table& table, std::size_t number, std::size_t of) {
  const released::Certificate& certificate = table.certificate();
  std::string out = of == 1 ? "" : fmt::format("<h3>Table {}</h3>\n", number);
  out += fmt::format("<p>{} of {} numbers are suppressed, under {}.</p>\n", certificate.suppressed,
                     certificate.cells, escaped(certificate.policy));
  if (!certificate.rules.empty()) out += list_html(certificate.rules);
  if (!certificate.checks.empty())
    out += "<p>Checked before it left:</p>\n" + list_html(certificate.checks);
  return out;
}

std::string provenance_html(const released::Provenance& provenance) {
  std::string out = "<h2 id=\"where-from\">Where this comes from</h2>\n<dl>\n";
  for (const auto& [label, text] : stamp(provenance)) {
    out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(text));
  }
  out += "</dl>\n";
  if (!provenance.query_text.empty()) {
    out += fmt::format("<h3>The question, as it was run</h3>\n<pre tabindex=\"0\">{}</pre>\n",
                       escaped(provenance.query_text));
  }
  return out;
}

}  // namespace

std::string to_html(std::span<const released::Table> tables) {
  if (tables.empty()) return "";
  const released::Provenance& provenance = tables.front().provenance();
  const std::string title = fmt::format("{} – {}", provenance.output, provenance.organisation);

  std::string body;
  if (provenance.demonstration) {
    body +=
        fmt::format("<p class=\"notice\" role=\"note\">{}</p>\n", escaped(demonstration_notice));
  }
  for (std::size_t i = 0; i < tables.size(); ++i)
    body += table_html(tables[i], i + 1, tables.size());
  body += "<h2 id=\"protection\">How the numbers are protected</h2>\n";
  for (std::size_t i = 0; i < tables.size(); ++i)
    body += protection_html(tables[i], i + 1, tables.size());
  body += provenance_html(provenance);

  return fmt::format(
      "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<a class=\"skip\" "
      "href=\"#main\">Skip to the table</a>\n"
      "<header><div class=\"width\"><p>Hospital data interrogation system</p></div></header>\n"
      "<main id=\"main\"><div class=\"width\">\n<h1>{2}</h1>\n{3}</div></main>\n"
      "<footer><div class=\"width\">Released by OpenHDIS on {4}. Only tables leave; records never "
      "do.</div></footer>\n"
      "</body>\n</html>\n",
      escaped(title), page_style(), escaped(title), body, hdis::to_text(provenance.produced_at));
}

}  // namespace hdis::render
