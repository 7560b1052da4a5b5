#include "bare.hpp"

#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::bench {
namespace {

Result<duck::Connection> open(const Bounds& bounds) {
  HDIS_TRY(database,
           duck::Database::open({{"memory_limit", fmt::format("{}B", bounds.memory_bytes)},
                                 {"threads", fmt::format("{}", bounds.threads)}}));
  return database.connect();
}

std::string scan(const ingest::StoredVersion& version) {
  std::string files;
  for (const auto& file : version.files) {
    files += (files.empty() ? "" : ", ") + duck::quote_text(file.string());
  }
  return fmt::format("read_parquet([{}])", files);
}

/// The statement with files in place of names such as `apc_1718`.
std::string over_files(std::string statement, const Records& records) {
  for (const auto& version : records) {
    const auto name = version.dataset.text() + "_" + version.year.code();
    const auto files = scan(version);
    for (auto at = statement.find("FROM " + name); at != std::string::npos;
         at = statement.find("FROM " + name, at + files.size())) {
      statement.replace(at + 5, name.size(), files);
    }
  }
  return statement;
}

Result<BareTable> read(duck::Connection& connection, const std::string& statement) {
  HDIS_TRY(rows, connection.query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + statement + ")"));
  BareTable table;
  while (const auto chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      auto& values = table.emplace_back();
      for (std::size_t column = 0; column < chunk->columns(); ++column) {
        const bool null = chunk->column(column).is_null(row);
        values.push_back(null ? std::nullopt
                              : std::optional<std::string>(chunk->column(column).text(row)));
      }
    }
  }
  return table;
}

}  // namespace

Status run_bare(const Question& question, const Records& records, const Bounds& bounds) {
  HDIS_TRY(connection, open(bounds));
  for (const auto& statement : question.statements) {
    HDIS_TRY(rows, connection.query(over_files(statement, records)));
    while (rows.next()) {
    }
  }
  return {};
}

Result<std::vector<BareTable>> read_bare(const Question& question, const Records& records,
                                         const Bounds& bounds) {
  HDIS_TRY(connection, open(bounds));
  std::vector<BareTable> tables;
  for (const auto& statement : question.statements) {
    HDIS_TRY(table, read(connection, over_files(statement, records)));
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace hdis::bench
