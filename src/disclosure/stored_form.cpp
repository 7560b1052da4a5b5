#include "hdis/core/assert.hpp"
#include "hdis/disclosure/gate.hpp"

#include "cell_maker.hpp"
#include "internal_table_maker.hpp"
#include "table_maker.hpp"

#include <boost/json.hpp>

#include <array>
#include <cmath>
#include <optional>

namespace hdis::disclosure {
namespace {

namespace json = boost::json;
using released::Cell;
using released::CellKind;
using released::Key;
using released::SuppressionReason;

constexpr std::string_view format_name = "hdis-released-table-1";
/// Another name, so that an internal table is never read as a released one.
constexpr std::string_view internal_format_name = "hdis-internal-table-1";

constexpr std::array cell_kinds = {CellKind::zero, CellKind::value, CellKind::rounded,
                                   CellKind::suppressed, CellKind::not_applicable};
constexpr std::array reasons = {SuppressionReason::none, SuppressionReason::small_number,
                                SuppressionReason::dominance, SuppressionReason::part_suppressed,
                                SuppressionReason::recalculation};

std::string_view to_word(Key::Kind kind) {
  switch (kind) {
    case Key::Kind::value:
      return "value";
    case Key::Kind::missing:
      return "missing";
    case Key::Kind::total:
      return "total";
  }
  return "";
}
std::string_view to_word(released::ColumnKind kind) {
  return kind == released::ColumnKind::number ? "number" : "dimension";
}

// --- writing ---------------------------------------------------------------------------------

json::array write(std::span<const std::string> texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::object write(const released::Column& column) {
  return {{"name", column.name},
          {"kind", to_word(column.kind)},
          {"unit", column.unit},
          {"meaning", column.meaning}};
}

json::array write(const Key& key) { return {to_word(key.kind), key.code, key.label}; }

/// [kind], [kind, reason] or [kind, number, decimals].
json::array write(const Cell& cell) {
  if (cell.number()) return {released::to_string(cell.kind()), *cell.number(), cell.decimals()};
  if (cell.kind() == CellKind::suppressed) {
    return {released::to_string(cell.kind()), released::to_string(cell.reason())};
  }
  return {released::to_string(cell.kind())};
}

json::object write(const released::Row& row) {
  json::array keys;
  for (const Key& key : row.keys) keys.push_back(write(key));
  json::array cells;
  for (const Cell& cell : row.cells) cells.push_back(write(cell));
  return {{"keys", std::move(keys)}, {"cells", std::move(cells)}};
}

json::object write(const released::Provenance& provenance) {
  json::object out{{"output", provenance.output},
                   {"request", provenance.request},
                   {"query_fingerprint", provenance.query_fingerprint},
                   {"query_text", provenance.query_text},
                   {"description", provenance.description},
                   {"agreement", provenance.agreement},
                   {"organisation", provenance.organisation},
                   {"policy", provenance.policy},
                   {"catalogue_version", provenance.catalogue_version},
                   {"data_version", provenance.data_version},
                   {"purpose", provenance.purpose},
                   {"sources", provenance.sources},
                   {"produced_at", to_text(provenance.produced_at)},
                   {"demonstration", provenance.demonstration}};
  if (!provenance.made_from.empty()) out["made_from"] = provenance.made_from;
  return out;
}

json::object write(const released::Certificate& certificate) {
  return {{"policy", certificate.policy},
          {"rules", write(certificate.rules)},
          {"checks", write(certificate.checks)},
          {"cells", certificate.cells},
          {"suppressed", certificate.suppressed}};
}

// --- reading: anything unexpected throws, and `reopen` says that the bytes are corrupt ---------

struct Unexpected {};

std::string text_at(const json::object& object, std::string_view name) {
  return json::value_to<std::string>(object.at(name));
}

std::vector<std::string> read_texts(const json::value& value) {
  return json::value_to<std::vector<std::string>>(value);
}

template <class Kinds>
auto read_word(const json::value& value, const Kinds& kinds) {
  for (const auto kind : kinds) {
    if (released::to_string(kind) == std::string_view(value.as_string())) return kind;
  }
  throw Unexpected{};
}

released::Column read_column(const json::object& object) {
  const std::string kind = text_at(object, "kind");
  if (kind != "number" && kind != "dimension") throw Unexpected{};
  return {text_at(object, "name"),
          kind == "number" ? released::ColumnKind::number : released::ColumnKind::dimension,
          text_at(object, "unit"), text_at(object, "meaning")};
}

Key read_key(const json::array& array) {
  const auto word = json::value_to<std::string>(array.at(0));
  for (const auto kind : {Key::Kind::value, Key::Kind::missing, Key::Kind::total}) {
    if (word == to_word(kind)) {
      return {kind, json::value_to<std::string>(array.at(1)),
              json::value_to<std::string>(array.at(2))};
    }
  }
  throw Unexpected{};
}

Cell read_cell(const json::array& array) {
  const CellKind kind = read_word(array.at(0), cell_kinds);
  if (kind == CellKind::suppressed) return CellMaker::suppressed(read_word(array.at(1), reasons));
  if (kind == CellKind::not_applicable) return CellMaker::not_applicable();
  if (kind == CellKind::zero) return CellMaker::zero();
  const auto number = json::value_to<double>(array.at(1));
  const auto decimals = json::value_to<std::uint32_t>(array.at(2));
  return kind == CellKind::value ? CellMaker::value(number, decimals)
                                 : CellMaker::rounded(number, decimals);
}

released::Row read_row(const json::object& object) {
  released::Row row;
  for (const json::value& key : object.at("keys").as_array())
    row.keys.push_back(read_key(key.as_array()));
  for (const json::value& cell : object.at("cells").as_array()) {
    row.cells.push_back(read_cell(cell.as_array()));
  }
  return row;
}

released::Provenance read_provenance(const json::object& object) {
  const auto produced_at = parse_instant(text_at(object, "produced_at"));
  if (!produced_at) throw Unexpected{};
  const bool has_origin = object.contains("made_from");
  return {text_at(object, "output"),
          text_at(object, "request"),
          text_at(object, "query_fingerprint"),
          text_at(object, "query_text"),
          text_at(object, "description"),
          text_at(object, "agreement"),
          text_at(object, "organisation"),
          text_at(object, "policy"),
          text_at(object, "catalogue_version"),
          text_at(object, "data_version"),
          text_at(object, "purpose"),
          text_at(object, "sources"),
          *produced_at,
          object.at("demonstration").as_bool(),
          false,
          has_origin ? text_at(object, "made_from") : ""};
}

released::Certificate read_certificate(const json::object& object) {
  return {text_at(object, "policy"), read_texts(object.at("rules")),
          read_texts(object.at("checks")), json::value_to<std::uint64_t>(object.at("cells")),
          json::value_to<std::uint64_t>(object.at("suppressed"))};
}

/// `format` is what the object must say that it is.
released::Table read_table(const json::object& object, std::string_view format) {
  if (text_at(object, "format") != format) throw Unexpected{};
  std::vector<released::Column> columns;
  for (const json::value& column : object.at("columns").as_array()) {
    columns.push_back(read_column(column.as_object()));
  }
  std::vector<released::Row> rows;
  for (const json::value& row : object.at("rows").as_array())
    rows.push_back(read_row(row.as_object()));
  auto provenance = read_provenance(object.at("provenance").as_object());
  provenance.internal = format == internal_format_name;
  return TableMaker::make(std::move(columns), std::move(rows), std::move(provenance),
                          read_certificate(object.at("certificate").as_object()),
                          read_texts(object.at("notes")));
}

tl::unexpected<Error> corrupt() {
  return fail(ErrorCode::corrupt, "disclosure.corrupt",
              "The kept table is not the one that was released: its bytes have changed.",
              "Restore it from a backup, or run the request again.");
}

std::string write_table(const released::Table& table, std::string_view format) {
  json::array columns;
  for (const released::Column& column : table.columns()) columns.push_back(write(column));
  json::array rows;
  for (const released::Row& row : table.rows()) rows.push_back(write(row));
  return json::serialize(json::object{{"format", format},
                                      {"provenance", write(table.provenance())},
                                      {"certificate", write(table.certificate())},
                                      {"notes", write(table.notes())},
                                      {"columns", std::move(columns)},
                                      {"rows", std::move(rows)}});
}

json::object parse(const std::string& bytes) {
  json::parse_options options;
  options.allow_invalid_utf8 = true;  // codes are kept as they were delivered
  return json::parse(bytes, {}, options).as_object();
}

}  // namespace

std::string to_stored_form(const released::Table& table) {
  HDIS_ASSERT(!table.provenance().internal);
  return write_table(table, format_name);
}

Result<released::Table> reopen(const std::string& bytes, const Digest& recorded) {
  if (!same(digest_of(bytes), recorded)) return corrupt();
  try {
    released::Table table = read_table(parse(bytes), format_name);
    if (to_stored_form(table) != bytes) return corrupt();
    return table;
  } catch (...) {
    return corrupt();
  }
}

std::string seal(const released::InternalTable& table, const SealingKey& key,
                 const std::string& place) {
  return key.seal(write_table(InternalTableMaker::content(table), internal_format_name), place);
}

Result<released::InternalTable> unseal(const std::string& sealed, const SealingKey& key,
                                       const std::string& place) {
  HDIS_TRY(bytes, key.unseal(sealed, place));
  try {
    return InternalTableMaker::reopen(read_table(parse(bytes), internal_format_name));
  } catch (...) {
    return corrupt();
  }
}

}  // namespace hdis::disclosure
