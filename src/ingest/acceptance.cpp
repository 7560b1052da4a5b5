#include "acceptance.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/duck/sql_text.hpp"

#include "repeated_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Field;
using duck::quote_identifier;
using duck::quote_text;

/// Rows of a row group: small enough for filters on the sorted fields to skip most of a year, and for the
/// memory of writing it. DuckDB holds a few groups uncompressed at once, 16 bytes or more a value, and the texts that
/// are longer: `delivered_bytes` of a row on the average.
std::uint64_t row_group_rows(std::size_t columns, std::uint64_t delivered_bytes,
                             std::uint64_t memory_bytes) {
  constexpr std::uint64_t vector = 2048;  // DuckDB's unit of rows.
  constexpr std::uint64_t bytes_of_a_value = 16;
  constexpr std::uint64_t share = 16;
  const std::uint64_t row_bytes =
      bytes_of_a_value * std::max<std::size_t>(columns, 1) + delivered_bytes;
  const std::uint64_t rows = memory_bytes / (share * row_bytes);
  return std::clamp(rows / vector * vector, 4 * vector, 30 * vector);
}

std::string lookup_table(std::size_t index) { return fmt::format("staging.lookup_{}", index); }

/// The value where exactly one is found, else nothing.
std::string the_only(const std::string& column) {
  return fmt::format("CASE WHEN min({0}) = max({0}) THEN min({0}) END AS {0}", column);
}

bool is_looked_up(const DerivationPlan& plan, const Field* field) {
  return std::any_of(plan.lookups.begin(), plan.lookups.end(), [&](const Lookup& lookup) {
    return std::any_of(lookup.fields.begin(), lookup.fields.end(),
                       [&](const auto& each) { return each.first == field; });
  });
}

/// A condition under which a row is rejected, and the reason in words.
struct Test {
  std::string condition;
  std::string reason;
};

std::vector<Test> tests_of(const Dataset& dataset, FinancialYear year, const DerivationPlan& plan) {
  std::vector<Test> tests;
  // 1. The person of a record that links to no other is unknown: it could not be counted, nor left out.
  const auto* person = dataset.find(dataset.person_key);
  if (person != nullptr && is_looked_up(plan, person)) {
    tests.push_back(
        {quote_identifier(person->name) + " IS NULL",
         fmt::format("no single record of {} with this {}", person->derivation->inputs.at(0),
                     person->derivation->inputs.at(1))});
  }
  // 2. The year is missing. 3. It is another than that of the delivery.
  if (!dataset.year_field.empty()) {
    const std::string name = quote_identifier(dataset.find(dataset.year_field)->name);
    tests.push_back(
        {name + " IS NULL",
         fmt::format("the financial year ({}) is missing or unreadable", dataset.year_field)});
    tests.push_back(
        {fmt::format("{} <> {}", name, quote_text(year.code())),
         fmt::format("the financial year ({}) is not {}", dataset.year_field, year.label())});
  }
  // 4. The record's key is missing.
  for (const auto* field : required_key_fields(dataset)) {
    tests.push_back({quote_identifier(field->name) + " IS NULL",
                     fmt::format("the record key ({}) is missing", field->name)});
  }
  return tests;
}

Status reject_by_tests(duck::Connection& connection, const std::vector<Test>& tests, Stages& stages,
                       double done) {
  if (tests.empty()) return {};
  std::string arms;
  for (std::size_t index = 0; index < tests.size(); ++index) {
    arms += fmt::format(" WHEN {} THEN {}", tests[index].condition, index);
  }
  HDIS_TRY(rows,
           stages.run(connection,
                      fmt::format("INSERT INTO staging.rejected SELECT * FROM (SELECT hdis_row, "
                                  "CASE{} END AS reason FROM complete) WHERE reason IS NOT NULL",
                                  arms),
                      done));
  static_cast<void>(rows);
  return {};
}

/// 5. The key occurred before: of several rows with one key the first in the delivery stays.
Status reject_duplicates(duck::Connection& connection, const std::vector<const Field*>& key,
                         std::size_t reason, Stages& stages, double done) {
  if (key.empty()) return {};
  std::string keys;
  std::string equal;
  for (const auto* field : key) {
    const std::string name = quote_identifier(field->name);
    keys += name + ", ";
    equal += fmt::format("candidate.{0} IS NOT DISTINCT FROM several.{0} AND ", name);
  }
  const std::string accepted = "complete ANTI JOIN staging.rejected USING (hdis_row)";
  HDIS_TRY(
      rows,
      stages.run(connection,
                 fmt::format(
                     "INSERT INTO staging.rejected SELECT candidate.hdis_row, {0} FROM "
                     "(SELECT {1}hdis_row FROM {2}) AS candidate JOIN "
                     "(SELECT {1}min(hdis_row) AS first FROM {2} GROUP BY {3} HAVING count(*) > 1) "
                     "AS several ON {4}candidate.hdis_row > several.first",
                     reason, keys, accepted, keys.substr(0, keys.size() - 2), equal),
                 done));
  static_cast<void>(rows);
  return {};
}

}  // namespace

std::string file_list(const std::vector<std::filesystem::path>& files) {
  std::string list;
  for (const auto& file : files) list += (list.empty() ? "" : ", ") + quote_text(file.string());
  return "[" + list + "]";
}

Status make_lookups(duck::Connection& connection, const DerivationPlan& plan,
                    const std::map<catalogue::DatasetId, StoredVersion>& sources, Stages& stages,
                    double done) {
  for (std::size_t index = 0; index < plan.lookups.size(); ++index) {
    const auto& lookup = plan.lookups[index];
    const std::string key = quote_identifier(lookup.key);
    std::set<std::string> columns;
    for (const auto& [field, foreign] : lookup.fields)
      columns.insert(the_only(quote_identifier(foreign)));
    HDIS_TRY(rows, stages.run(connection,
                              fmt::format("CREATE TABLE {} AS SELECT {}, {} FROM read_parquet({}) "
                                          "WHERE {} IN (SELECT {} FROM {}) GROUP BY {}",
                                          lookup_table(index), key, fmt::join(columns, ", "),
                                          file_list(sources.at(lookup.dataset).files), key, key,
                                          Staging::table, key),
                              done));
    static_cast<void>(rows);
  }
  return {};
}

Status make_complete_view(duck::Connection& connection, const std::set<const Field*>& delivered,
                          const DerivationPlan& plan) {
  std::string columns = "staged.rowid AS hdis_row";
  for (const auto* field : delivered) columns += ", staged." + quote_identifier(field->name);
  std::string joins;
  for (std::size_t index = 0; index < plan.lookups.size(); ++index) {
    const auto& lookup = plan.lookups[index];
    joins += fmt::format(" LEFT JOIN {0} AS lookup_{1} ON lookup_{1}.{2} = staged.{2}",
                         lookup_table(index), index, quote_identifier(lookup.key));
    for (const auto& [field, foreign] : lookup.fields) {
      columns += fmt::format(", CAST(lookup_{}.{} AS {}) AS {}", index, quote_identifier(foreign),
                             storage_type(*field), quote_identifier(field->name));
    }
  }
  std::string sql = fmt::format("SELECT {} FROM {} AS staged{}", columns, Staging::table, joins);
  for (const auto& level : plan.levels) {
    std::string derived;
    for (const auto& step : level) {
      derived += fmt::format(", {} AS {}", step.expression, quote_identifier(step.field->name));
    }
    sql = fmt::format("SELECT *{} FROM ({})", derived, sql);
  }
  return connection.execute("CREATE VIEW complete AS " + sql);
}

Result<Rejections> reject(duck::Connection& connection, const Dataset& dataset,
                          const std::vector<const Field*>& there, FinancialYear year,
                          const DerivationPlan& plan, Stages& stages, double done) {
  HDIS_CHECK(connection.execute("CREATE TABLE staging.rejected (hdis_row BIGINT, reason INTEGER)"));
  const auto tests = tests_of(dataset, year, plan);
  HDIS_CHECK(reject_by_tests(connection, tests, stages, done));
  std::vector<const Field*> key;
  for (const auto& name : dataset.unique_key) {
    const auto* field = dataset.find(name);
    if (std::find(there.begin(), there.end(), field) != there.end()) key.push_back(field);
  }
  HDIS_CHECK(reject_duplicates(connection, key, tests.size(), stages, done));
  const std::size_t repeated = tests.size() + 1;
  HDIS_CHECK(reject_repeated(connection, dataset, there, repeated, stages, done));
  HDIS_TRY(rows, connection.query("SELECT reason, count(*) FROM staging.rejected GROUP BY reason"));
  Rejections rejections;
  while (const auto chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto index = static_cast<std::size_t>(chunk->column(0).integer(row));
      const std::string reason = index < tests.size() ? tests[index].reason
                                 : index == repeated
                                     ? repeated_reason(*dataset.duplicates)
                                     : fmt::format("the record key ({}) occurs in an earlier row",
                                                   fmt::join(dataset.unique_key, ", "));
      rejections[reason] += static_cast<std::uint64_t>(chunk->column(1).integer(row));
    }
  }
  return rejections;
}

Result<std::uint64_t> write_parquet(duck::Connection& connection, const Dataset& dataset,
                                    const std::vector<const Field*>& stored,
                                    const std::filesystem::path& file, const WritingRoom& room,
                                    Stages& stages, double done) {
  std::string columns;
  for (const auto* field : stored)
    columns += (columns.empty() ? "" : ", ") + quote_identifier(field->name);
  std::string order;
  for (const auto& name : dataset.sort_by) {
    const auto* field = dataset.find(name);
    if (std::find(stored.begin(), stored.end(), field) != stored.end()) {
      order += quote_identifier(field->name) + ", ";
    }
  }
  HDIS_TRY(
      rows,
      stages.run(
          connection,
          fmt::format("COPY (SELECT {} FROM complete ANTI JOIN staging.rejected USING (hdis_row) "
                      "ORDER BY {}hdis_row) TO {} (FORMAT parquet, COMPRESSION zstd, "
                      "ROW_GROUP_SIZE {})",
                      columns, order, quote_text(file.string()),
                      row_group_rows(stored.size(), room.delivered_bytes, room.memory_bytes)),
          done));
  return rows.changed();
}

}  // namespace hdis::ingest
