#include "duckdb/expression.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/sqlgen/duckdb_views.hpp"

#include "duckdb/code_pattern.hpp"
#include "duckdb/quote.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace hdis::sqlgen::duckdb {
namespace {

/// From how many prefixes on it is faster to look one up than to try all.
constexpr std::size_t many_prefixes = 9;

std::string_view sign(query::Comparison comparison) {
  switch (comparison) {
    case query::Comparison::equal:
      return "=";
    case query::Comparison::not_equal:
      return "<>";
    case query::Comparison::less:
      return "<";
    case query::Comparison::less_equal:
      return "<=";
    case query::Comparison::greater:
      return ">";
    case query::Comparison::greater_equal:
      return ">=";
  }
  return "=";
}

std::string_view part_name(query::DatePartKind part) {
  switch (part) {
    case query::DatePartKind::year:
      return "year";
    case query::DatePartKind::quarter:
      return "quarter";
    case query::DatePartKind::month:
      return "month";
  }
  return "year";
}

std::string negate_if(bool negated, std::string condition) {
  return negated ? fmt::format("NOT ({})", condition) : std::move(condition);
}

/// False for every value, and NULL for NULL.
std::string never(const std::string& subject) { return fmt::format("{0} <> {0}", subject); }

std::string in_list(const std::string& subject, const std::vector<std::string>& literals) {
  return fmt::format("{} IN ({})", subject, fmt::join(literals, ", "));
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

/// Looks the first characters up in a list for each length that the prefixes have.
std::string starts_with_many(const std::string& subject, const std::vector<std::string>& prefixes,
                             Constants& constants) {
  std::map<std::size_t, std::vector<std::string>> by_length;
  for (const std::string& prefix : prefixes) {
    by_length[characters(prefix)].push_back(constants.write(prefix));
  }
  std::vector<std::string> conditions;
  for (const auto& [length, literals] : by_length) {
    conditions.push_back(in_list(fmt::format("substring({}, 1, {})", subject, length), literals));
  }
  return fmt::format("({})", fmt::join(conditions, " OR "));
}

std::string starts_with(const std::string& subject, const std::vector<std::string>& prefixes,
                        Constants& constants) {
  if (prefixes.empty()) return never(subject);
  if (prefixes.size() >= many_prefixes) return starts_with_many(subject, prefixes, constants);
  std::vector<std::string> conditions;
  for (const std::string& prefix : prefixes) {
    // `prefix` and not `starts_with`: DuckDB turns only the former into a range that skips row groups.
    conditions.push_back(fmt::format("prefix({}, {})", subject, constants.write(prefix)));
  }
  if (conditions.size() == 1) return conditions.front();
  return fmt::format("({})", fmt::join(conditions, " OR "));
}

std::string as_text(const std::string& expression, ValueType type) {
  if (type == ValueType::text || type == ValueType::none) return expression;
  return fmt::format("CAST({} AS VARCHAR)", expression);
}

}  // namespace

ExpressionWriter::ExpressionWriter(const catalogue::Catalogue& catalogue,
                                   const catalogue::Dataset& dataset, Constants& constants,
                                   unsigned depth)
    : catalogue_(catalogue), dataset_(dataset), constants_(constants), depth_(depth) {}

std::string ExpressionWriter::table() const { return fmt::format("t{}", depth_); }

std::string ExpressionWriter::field(const query::FieldRef& field) const {
  return table() + "." + identifier(field.name);
}

std::string ExpressionWriter::person() const {
  if (dataset_.person_key.empty()) return "CAST(NULL AS UUID)";
  return table() + "." + identifier(dataset_.person_key);
}

std::string ExpressionWriter::row_expression(const query::RowExpression& expression) const {
  return std::visit([this](const auto& node) { return write(node); }, expression.node);
}

std::string ExpressionWriter::row_expression(const query::RowExpression& expression,
                                             ValueType type) const {
  const std::string written = row_expression(expression);
  return type == ValueType::text ? as_text(written, type_of(expression)) : written;
}

std::string ExpressionWriter::predicate(const query::Predicate& predicate) const {
  return std::visit([this](const auto& node) { return write(node); }, predicate.node);
}

std::string ExpressionWriter::write(const query::Value& value) const {
  return constants_.write(value);
}

std::string ExpressionWriter::write(const query::DatePart& part) const {
  return fmt::format("{}({})", part_name(part.part), field(part.field));
}

std::string ExpressionWriter::write(const query::Substring& substring) const {
  return fmt::format("substring({}, {}, {})", field(substring.field), substring.start,
                     substring.length);
}

std::string ExpressionWriter::write(const query::Banding& banding) const {
  const ValueType type = type_of(query::RowExpression{banding});
  std::string text = "CASE";
  for (const query::BandArm& arm : banding.arms) {
    text += fmt::format(" WHEN {} THEN {}", predicate(arm.when), row_expression(arm.then, type));
  }
  return text + fmt::format(" ELSE {} END", row_expression(*banding.otherwise, type));
}

std::string ExpressionWriter::write(const query::Constant& constant) const {
  return constant.value ? "TRUE" : "FALSE";
}

std::string ExpressionWriter::write(const query::Compare& compare) const {
  return fmt::format("{} {} {}", row_expression(compare.left), sign(compare.op),
                     row_expression(compare.right));
}

std::string ExpressionWriter::write(const query::InList& list) const {
  const std::string subject = row_expression(list.subject);
  if (list.values.empty()) return negate_if(list.negated, never(subject));
  std::vector<std::string> literals;
  literals.reserve(list.values.size());
  for (const query::Value& value : list.values) literals.push_back(constants_.write(value));
  return negate_if(list.negated, in_list(subject, literals));
}

std::string ExpressionWriter::write(const query::Matches& matches) const {
  return negate_if(matches.negated,
                   fmt::format("regexp_matches({}, {})", row_expression(matches.subject),
                               constants_.write(matches.pattern)));
}

std::string ExpressionWriter::write(const query::StartsWith& starts) const {
  return negate_if(starts.negated,
                   starts_with(row_expression(starts.subject), starts.prefixes, constants_));
}

std::string ExpressionWriter::write(const query::InCodeList& list) const {
  const std::string subject = field(list.subject);
  if (list.any_position) {
    const auto pattern = code_list_pattern(list.prefixes, list.except);
    if (!pattern) return negate_if(list.negated, never(subject));
    return negate_if(list.negated,
                     fmt::format("regexp_matches({}, {})", subject, constants_.write(*pattern)));
  }
  std::string condition = starts_with(subject, list.prefixes, constants_);
  if (!list.except.empty()) {
    condition =
        fmt::format("({} AND NOT ({}))", condition, starts_with(subject, list.except, constants_));
  }
  return negate_if(list.negated, std::move(condition));
}

std::string ExpressionWriter::write(const query::IsNull& is_null) const {
  return fmt::format("{} IS {}NULL", row_expression(is_null.subject),
                     is_null.negated ? "NOT " : "");
}

std::string ExpressionWriter::write(const query::PersonIn& person_in) const {
  const query::Population& persons = *person_in.persons;
  const catalogue::Dataset* dataset = catalogue_.dataset(persons.dataset);
  HDIS_ASSERT(dataset != nullptr);
  const ExpressionWriter inner(catalogue_, *dataset, constants_, depth_ + 1);
  // Without NULLs on either side NOT IN means what it says; with one inside it would be empty.
  const std::string set =
      fmt::format("(SELECT {0} FROM {1} WHERE {0} IS NOT NULL AND ({2}))", inner.person(),
                  source(persons, inner), inner.predicate(persons.filter));
  if (!person_in.negated) return fmt::format("{} IN {}", person(), set);
  return fmt::format("({0} IS NOT NULL AND {0} NOT IN {1})", person(), set);
}

std::string ExpressionWriter::write(const query::All& all) const {
  if (all.parts.empty()) return "TRUE";
  std::vector<std::string> parts;
  for (const query::Predicate& part : all.parts) parts.push_back(predicate(part));
  return fmt::format("({})", fmt::join(parts, " AND "));
}

std::string ExpressionWriter::write(const query::Any& any) const {
  if (any.parts.empty()) return "FALSE";
  std::vector<std::string> parts;
  for (const query::Predicate& part : any.parts) parts.push_back(predicate(part));
  return fmt::format("({})", fmt::join(parts, " OR "));
}

std::string source(const query::Population& population, const ExpressionWriter& writer) {
  const std::string as = " AS " + writer.table();
  if (population.years.empty()) return view_name(population.dataset) + as;
  if (population.years.size() == 1) {
    return view_name(population.dataset, population.years.front()) + as;
  }
  std::vector<std::string> years;
  for (const FinancialYear year : population.years) {
    years.push_back("SELECT * FROM " + view_name(population.dataset, year));
  }
  return fmt::format("({}){}", fmt::join(years, " UNION ALL "), as);
}

}  // namespace hdis::sqlgen::duckdb
