#include "hdis/core/visible.hpp"
#include "hdis/render/render.hpp"

#include "stamp.hpp"

#include <boost/json.hpp>

#include <cmath>

namespace hdis::render {
namespace {

namespace json = boost::json;

json::object provenance_of(const released::Provenance& p) {
  json::object out{{"output", p.output},
                   {"request", p.request},
                   {"description", p.description},
                   {"query", p.query_text},
                   {"query_fingerprint", p.query_fingerprint},
                   {"agreement", p.agreement},
                   {"organisation", p.organisation},
                   {"purpose", p.purpose},
                   {"policy", p.policy},
                   {"data_version", p.data_version},
                   {"catalogue_version", p.catalogue_version},
                   {"produced_at", hdis::to_text(p.produced_at)},
                   {"sources", p.sources},
                   {"demonstration", p.demonstration}};
  if (p.internal) out["internal"] = true;
  if (!p.made_from.empty()) out["made_from"] = p.made_from;
  return out;
}

json::array texts(std::span<const std::string> items) {
  json::array out;
  for (const std::string& item : items) out.emplace_back(item);
  return out;
}

json::value number_of(const released::Cell& cell) {
  if (!cell.number()) return nullptr;
  const double number = *cell.number();
  if (cell.decimals() == 0 && std::abs(number) < 9e15)
    return static_cast<std::int64_t>(std::llround(number));
  // The digits that are shown and no more: what is not printed must not be readable either.
  return std::stod(cell.decimals() > 15 ? std::to_string(number) : [&] {
    std::string text(64, '\0');
    const int length =
        std::snprintf(text.data(), text.size(), "%.*f", static_cast<int>(cell.decimals()), number);
    text.resize(static_cast<std::size_t>(length));
    return text;
  }());
}

json::object cell_of(const released::Cell& cell) {
  json::object out{{"value", number_of(cell)}, {"kind", to_string(cell.kind())}};
  if (cell.reason() != released::SuppressionReason::none) out["reason"] = to_string(cell.reason());
  return out;
}

json::object key_of(const released::Key& key) {
  switch (key.kind) {
    case released::Key::Kind::missing:
      return {{"code", nullptr}, {"label", missing_text}, {"kind", "missing"}};
    case released::Key::Kind::total:
      return {{"code", nullptr}, {"label", total_text}, {"kind", "total"}};
    case released::Key::Kind::value:
      break;
  }
  return {{"code", key.code}, {"label", key.label}, {"kind", "value"}};
}

json::array columns_of(const released::Table& table) {
  json::array out;
  for (const released::Column& column : table.columns()) {
    out.push_back(json::object{
        {"name", column.name},
        {"kind", column.kind == released::ColumnKind::dimension ? "dimension" : "number"},
        {"unit", column.unit},
        {"meaning", column.meaning}});
  }
  return out;
}

json::array rows_of(const released::Table& table) {
  json::array out;
  for (const released::Row& row : table.rows()) {
    json::array keys;
    for (const released::Key& key : row.keys) keys.push_back(key_of(key));
    json::array cells;
    for (const released::Cell& cell : row.cells) cells.push_back(cell_of(cell));
    out.push_back(json::object{{"keys", std::move(keys)}, {"cells", std::move(cells)}});
  }
  return out;
}

json::object certificate_of(const released::Certificate& certificate) {
  return {{"policy", certificate.policy},
          {"rules", texts(certificate.rules)},
          {"checks", texts(certificate.checks)},
          {"cells", certificate.cells},
          {"suppressed", certificate.suppressed}};
}

}  // namespace

std::string to_json(std::span<const released::Table> tables) {
  json::array out;
  for (const released::Table& table : tables) {
    json::object written{
        {"number", out.size() + 1},      {"of", tables.size()},
        {"marks", marks_note(table)},    {"provenance", provenance_of(table.provenance())},
        {"columns", columns_of(table)},  {"rows", rows_of(table)},
        {"notes", texts(table.notes())}, {"certificate", certificate_of(table.certificate())}};
    if (table.provenance().internal) written["notice"] = internal_notice;
    out.push_back(std::move(written));
  }
  return visible_json(json::serialize(json::object{{"tables", std::move(out)}})) + "\n";
}

}  // namespace hdis::render
