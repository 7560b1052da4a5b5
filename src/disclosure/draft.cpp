#include "draft.hpp"

#include "join.hpp"
#include "numbers.hpp"
#include "row_order.hpp"
#include "shown_columns.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using released::Key;

/// The rows that become one: for each entry of the pivot its row (null if it has no records).
struct Line {
  std::vector<const JoinedRow*> rows;
  std::vector<Place> places;
};

using Lines = std::map<Place, Line>;

/// The entry that `key` belongs to; empty if to none (then it is not shown).
std::optional<std::size_t> entry_of(const PlaceKey& key, const query::PivotSpec& pivot) {
  for (std::size_t e = 0; e < pivot.entries.size(); ++e) {
    const query::Value& value = pivot.entries[e].value;
    const bool null = std::holds_alternative<query::Null>(value);
    if (null && key.kind == Key::Kind::missing) return e;
    if (!null && key.kind == Key::Kind::value && key.code == query::to_plain_text(value)) return e;
  }
  return std::nullopt;
}

Lines unpivoted(const Joined& joined) {
  Lines lines;
  for (const auto& [place, row] : joined) lines.emplace(place, Line{{&row}, {place}});
  return lines;
}

Lines pivoted(const Joined& joined, const query::PivotSpec& pivot) {
  Lines lines;
  for (const auto& [place, row] : joined) {
    const PlaceKey& key = place[pivot.dimension];
    if (key.kind == Key::Kind::total) continue;
    Place rest = place;
    rest[pivot.dimension] = {Key::Kind::total, ""};
    Line& line = lines.try_emplace(rest).first->second;
    line.rows.resize(pivot.entries.size(), nullptr);
    line.places.resize(pivot.entries.size(), rest);
    if (const auto entry = entry_of(key, pivot)) {
      line.rows[*entry] = &row;
      line.places[*entry] = place;
    }
  }
  return lines;
}

Key key_of(const PlaceKey& key, const query::Dimension& dimension,
           const catalogue::Catalogue& catalogue) {
  Key shown{key.kind, key.code, ""};
  if (key.kind != Key::Kind::value || !dimension.codes) return shown;
  const catalogue::CodeSystem* system = catalogue.code_system(*dimension.codes);
  const catalogue::Code* code = system == nullptr ? nullptr : system->find(key.code);
  if (code != nullptr) shown.label = code->label;
  return shown;
}

Key key_of(const query::Value& constant) {
  if (std::holds_alternative<query::Null>(constant)) return {Key::Kind::missing, "", ""};
  return {Key::Kind::value, query::to_plain_text(constant), ""};
}

DraftRow row_of(const Place& place, const Line& line, const std::vector<DraftColumn>& columns,
                const query::TablePlan& table, const Numbers& numbers,
                const catalogue::Catalogue& catalogue) {
  DraftRow row{place, {}, {}, {}};
  for (const DraftColumn& column : columns) {
    const auto& content = column.plan->content;
    if (const auto* dimension = std::get_if<query::DimensionColumn>(&content)) {
      row.keys.push_back(key_of(place[dimension->dimension],
                                table.parts.front().dimensions[dimension->dimension], catalogue));
    } else if (const auto* constant = std::get_if<query::ConstantColumn>(&content)) {
      row.keys.push_back(key_of(constant->value));
    } else {
      const LevelledCell number =
          numbers.number(*column.plan, line.places[column.entry], line.rows[column.entry]);
      row.cells.push_back(number.cell);
      row.levels.push_back(number.level);
    }
  }
  return row;
}

bool holds_whole_numbers(const query::RowExpression& value) {
  if (const auto* field = std::get_if<query::FieldRef>(&value.node)) {
    return field->type == catalogue::FieldType::integer ||
           field->type == catalogue::FieldType::decimal;
  }
  if (const auto* constant = std::get_if<query::Value>(&value.node)) {
    return std::holds_alternative<std::int64_t>(*constant) ||
           std::holds_alternative<double>(*constant);
  }
  return std::holds_alternative<query::DatePart>(value.node);
}

}  // namespace

bool is_numeric(const query::Dimension& dimension) {
  return std::all_of(dimension.by_population.begin(), dimension.by_population.end(),
                     holds_whole_numbers);
}

Result<Draft> lay_out(const query::TablePlan& table, std::span<const ProtectedPart> parts,
                      const catalogue::Catalogue& catalogue) {
  HDIS_TRY(joined, join(parts, table.join_rows));
  const Numbers numbers(parts, catalogue);
  const Lines lines = table.pivot ? pivoted(joined, *table.pivot) : unpivoted(joined);

  Draft draft{shown_columns(table, catalogue), {}};
  draft.rows.reserve(lines.size());
  for (const auto& [place, line] : lines) {
    draft.rows.push_back(row_of(place, line, draft.columns, table, numbers, catalogue));
  }
  put_in_order(draft, table);
  if (table.limit && *table.limit < draft.rows.size()) {
    draft.rows.resize(static_cast<std::size_t>(*table.limit));
  }
  return draft;
}

}  // namespace hdis::disclosure
