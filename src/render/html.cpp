#include "hdis/core/visible.hpp"
#include "hdis/render/render.hpp"

#include "page_style.hpp"
#include "stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hdis::render {
namespace {

std::string escaped(std::string_view raw) {
  const std::string text = visible(raw, Lines::many);
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

// A screen reader reads "suppressed" where the page shows a star; why is said below the table, for everybody.
std::string mark_html(char mark, std::string_view words) {
  return fmt::format(
      "<span class=\"mark\" aria-hidden=\"true\">{}</span><span class=\"unseen\">{}</span>", mark,
      escaped(words));
}

std::string cell_html(const released::Cell& cell) {
  switch (cell.kind()) {
    case released::CellKind::suppressed:
      return mark_html('*', "suppressed");
    case released::CellKind::not_applicable:
      return mark_html('z', "nothing to show");
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

std::string list_html(std::span<const std::string> items) {
  if (items.empty()) return "";
  std::string out = "<ul class=\"notes\">\n";
  for (const std::string& item : items) out += fmt::format("<li>{}</li>\n", escaped(item));
  return out + "</ul>\n";
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

// Why stars stand in the table, each reason once, in the order of the rows.
std::vector<std::string> reasons_of(const released::Table& table) {
  std::vector<std::string> reasons;
  for (const released::Row& row : table.rows()) {
    for (const released::Cell& cell : row.cells) {
      const std::string reason(released::explain(cell.reason()));
      if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end())
        reasons.push_back(reason);
    }
  }
  return reasons;
}

std::string notes_html(const released::Table& table) {
  std::vector<std::string> notes;
  if (std::string marks = marks_note(table); !marks.empty()) notes.push_back(std::move(marks));
  if (const auto reasons = reasons_of(table); !reasons.empty())
    notes.push_back(fmt::format("Reasons for * in this table: {}", fmt::join(reasons, " ")));
  notes.insert(notes.end(), table.notes().begin(), table.notes().end());
  return list_html(notes);
}

std::string table_html(const released::Table& table, std::size_t number, std::size_t of) {
  const std::string caption =
      of == 1 ? table.provenance().description
              : fmt::format("Table {} of {}: {}", number, of, table.provenance().description);
  // The scrolling box takes the keyboard's focus, so that wide tables can be read without a mouse. The caption stands
  // before it: inside, it would be as wide as the table and cut off on a small screen.
  std::string out = fmt::format(
      "<p class=\"caption\" id=\"caption-{0}\">{1}</p>\n<div class=\"scroll\" tabindex=\"0\" "
      "role=\"region\" aria-labelledby=\"caption-{0}\">\n<table "
      "aria-labelledby=\"caption-{0}\">\n",
      number, escaped(caption));
  out += head_html(table) + "<tbody>\n";
  for (const released::Row& row : table.rows()) out += row_html(table, row);
  return out + "</tbody>\n</table>\n</div>\n" + notes_html(table);
}

std::string protection_html(const released::Table& table, std::size_t number, std::size_t of) {
  const released::Certificate& certificate = table.certificate();
  std::string out = of == 1 ? "" : fmt::format("<h3>Table {}</h3>\n", number);
  out += fmt::format("<p>{} of {} numbers are suppressed, under {}.</p>\n", certificate.suppressed,
                     certificate.cells, escaped(certificate.policy));
  // What the notes under the table have said is not said again.
  std::vector<std::string> rules;
  std::ranges::copy_if(certificate.rules, std::back_inserter(rules), [&](const std::string& rule) {
    return std::ranges::find(table.notes(), rule) == table.notes().end();
  });
  out += list_html(rules);
  if (!certificate.checks.empty())
    out += "<p>Checked before it left:</p>\n" + list_html(certificate.checks);
  return out;
}

// The notice once more, at the foot of every page that is printed.
constexpr const char* every_page_style =
    ".every-page { display: none; }\n@media print { .every-page { display: block; position: fixed; "
    "bottom: 0; left: 0; right: 0; margin: 0; background: #fff; border-top: 2px solid #d5281b; "
    "font-size: .75rem; } }\n";

std::string every_page_html() {
  return fmt::format("<p class=\"every-page\" aria-hidden=\"true\">{}</p>\n",
                     escaped(internal_notice));
}

std::string protections_html(std::span<const released::Table> tables) {
  if (tables.front().provenance().internal) {
    return "<h2 id=\"protection\">The numbers are not protected</h2>\n<p>They are as they were "
           "counted, small ones among them.</p>\n";
  }
  std::string out = "<h2 id=\"protection\">How the numbers are protected</h2>\n";
  for (std::size_t i = 0; i < tables.size(); ++i)
    out += protection_html(tables[i], i + 1, tables.size());
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

// What was asked, short enough for a heading: the first sentence, cut at a word.
std::string heading_of(const std::string& description) {
  constexpr std::size_t longest = 120;
  std::string heading = description.substr(0, description.find(". "));
  if (!heading.empty() && heading.back() == '.') heading.pop_back();
  if (heading.size() <= longest) return heading;
  return heading.substr(0, heading.rfind(' ', longest)) + " …";
}

}  // namespace

std::string to_html(std::span<const released::Table> tables) {
  if (tables.empty()) return "";
  const released::Provenance& provenance = tables.front().provenance();
  std::string heading = heading_of(provenance.description);
  if (tables.size() > 1) heading = fmt::format("{} tables: {}", tables.size(), heading);
  const std::string title =
      fmt::format("{}: {} – {}", provenance.output, heading, provenance.organisation);

  std::string body;
  for (const auto& notice : notices(provenance)) {
    body += fmt::format("<p class=\"notice\" role=\"note\">{}</p>\n", escaped(notice));
  }
  if (provenance.internal) body += every_page_html();
  for (std::size_t i = 0; i < tables.size(); ++i)
    body += table_html(tables[i], i + 1, tables.size());
  body += protections_html(tables);
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
      "<footer><div class=\"width\">{5} by OpenHDIS on {4}. Only tables leave; records never "
      "do.</div></footer>\n"
      "</body>\n</html>\n",
      escaped(title), std::string(page_style()) + (provenance.internal ? every_page_style : ""),
      escaped(heading), body, hdis::to_text(provenance.produced_at),
      provenance.internal ? "Made, not released," : "Released");
}

}  // namespace hdis::render
