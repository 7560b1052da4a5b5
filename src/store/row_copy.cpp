#include "row_copy.hpp"

#include "statements.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hdis::store {
namespace {

namespace json = boost::json;

tl::unexpected<Error> not_ours(std::string_view what) {
  return fail(ErrorCode::corrupt, "backup.rows",
              fmt::format("The backup of the database holds {}.", what),
              "use another backup; nothing was restored");
}

/// Names come from the database itself and are those of our migrations; they are quoted because every name is.
std::string quoted(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", name);
  return out;
}

Result<std::vector<std::string>> tables_of(Database& database) {
  std::vector<std::string> names;
  std::string name;
  HDIS_CHECK(database.each(
      database.dialect().tables, [&] { names.push_back(name); }, soci::into(name)));
  return names;
}

Result<std::vector<std::string>> columns_of(Database& database, const std::string& table) {
  std::vector<std::string> names;
  std::string name;
  HDIS_CHECK(database.each(
      database.dialect().columns, [&] { names.push_back(name); }, soci::into(name),
      soci::use(table, "name")));
  return names;
}

json::value to_json(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return json::string(*text);
  return nullptr;
}

Value from_json(const json::value& value) {
  if (value.is_null()) return std::monostate();
  if (value.is_string()) return std::string(value.as_string());
  return value.as_int64();
}

std::string header(const std::string& table, const std::vector<std::string>& columns) {
  json::array names;
  for (const auto& column : columns) names.emplace_back(column);
  return json::serialize(json::object{{"table", table}, {"columns", std::move(names)}});
}

/// Where the rows that follow go.
struct Target {
  std::string statement;
  std::size_t columns = 0;
};

/// Errors: `corrupt` unless the table is one of this schema with these columns and nothing in it.
Result<Target> target_of(Database& database, const json::object& head) {
  const std::string table(head.at("table").as_string());
  std::vector<std::string> columns;
  for (const auto& name : head.at("columns").as_array()) columns.emplace_back(name.as_string());
  HDIS_TRY(there, columns_of(database, table));
  auto sorted = columns;
  std::ranges::sort(sorted);
  std::ranges::sort(there);
  if (there.empty() || sorted != there) return not_ours("a table that this schema does not have");
  std::vector<std::string> places;
  for (std::size_t i = 0; i < columns.size(); ++i) places.push_back(fmt::format(":v{}", i));
  return Target{fmt::format(fmt::runtime(sql::copy_insert), fmt::arg("table", quoted({table})),
                            fmt::arg("columns", quoted(columns)),
                            fmt::arg("values", fmt::format("{}", fmt::join(places, ", ")))),
                columns.size()};
}

Status insert(Database& database, const Target& target, const json::array& row) {
  if (row.size() != target.columns) return not_ours("a row of another length than its table's");
  std::vector<Value> values;
  values.reserve(row.size());
  for (const auto& value : row) values.push_back(from_json(value));
  const auto inserted = database.execute_values(target.statement, values);
  return inserted ? Status() : fail(inserted.error());
}

}  // namespace

Status copy_rows_out(Database& database, const std::function<Status(const std::string&)>& write) {
  return database.snapshot([&]() -> Status {
    HDIS_TRY(tables, tables_of(database));
    for (const auto& table : tables) {
      HDIS_TRY(columns, columns_of(database, table));
      HDIS_CHECK(write(header(table, columns)));
      const auto statement =
          fmt::format(fmt::runtime(sql::copy_rows), fmt::arg("columns", quoted(columns)),
                      fmt::arg("table", quoted({table})));
      HDIS_CHECK(database.each_row(statement, [&](const std::vector<Value>& row) {
        json::array values;
        for (const auto& value : row) values.push_back(to_json(value));
        return write(json::serialize(values));
      }));
    }
    return {};
  });
}

Status copy_rows_in(Database& database,
                    const std::function<Result<std::optional<std::string>>()>& next) {
  std::optional<Target> target;
  while (true) {
    HDIS_TRY(line, next());
    if (!line) return {};
    try {
      const auto value = json::parse(*line);
      if (value.is_object()) {
        HDIS_TRY(found, target_of(database, value.as_object()));
        target = std::move(found);
      } else if (target) {
        HDIS_CHECK(insert(database, *target, value.as_array()));
      } else {
        return not_ours("rows before the name of their table");
      }
    } catch (const std::exception&) {
      return not_ours("a line that is not in the form in which it was written");
    }
  }
}

}  // namespace hdis::store
