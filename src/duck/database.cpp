#include "hdis/duck/database.hpp"

#include "hdis/core/assert.hpp"

#include "bridge.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hdis::duck {

struct Database::Handle {
  duckdb_database database = nullptr;
  EngineText engine_text;
  Handle() = default;
  ~Handle() { duckdb_close(&database); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

namespace {

/// A prepared statement that is freed with its scope.
struct Prepared {
  duckdb_prepared_statement statement = nullptr;
  Prepared() = default;
  ~Prepared() { duckdb_destroy_prepare(&statement); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
};

/// Binds one value, whatever it is, to the parameter `index` (from 1).
struct Bind {
  duckdb_prepared_statement statement;
  idx_t index;
  duckdb_state operator()(std::monostate) const { return duckdb_bind_null(statement, index); }
  duckdb_state operator()(bool value) const { return duckdb_bind_boolean(statement, index, value); }
  duckdb_state operator()(std::int64_t value) const {
    return duckdb_bind_int64(statement, index, value);
  }
  duckdb_state operator()(double value) const {
    return duckdb_bind_double(statement, index, value);
  }
  duckdb_state operator()(const std::string& value) const {
    return duckdb_bind_varchar_length(statement, index, value.data(), value.size());
  }
  duckdb_state operator()(Date value) const {
    const auto days = value.days().time_since_epoch().count();
    return duckdb_bind_date(statement, index, duckdb_date{static_cast<std::int32_t>(days)});
  }
};

}  // namespace

struct Connection::Handle {
  std::shared_ptr<Database::Handle> database;
  duckdb_connection connection = nullptr;
  Handle() = default;
  ~Handle() { duckdb_disconnect(&connection); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  [[nodiscard]] Error error_of(duckdb_result& result) const {
    return make_error(duckdb_result_error_type(&result), duckdb_result_error(&result),
                      database->engine_text);
  }

  [[nodiscard]] Status prepare(const std::string& sql, Prepared& prepared) const {
    if (duckdb_prepare(connection, sql.c_str(), &prepared.statement) == DuckDBSuccess) return {};
    const char* text = duckdb_prepare_error(prepared.statement);
    return fail(make_error(type_of_text(text), text, database->engine_text));
  }

  [[nodiscard]] Result<Rows> run(const Prepared& prepared, std::span<const Value> values) const {
    HDIS_ASSERT(duckdb_nparams(prepared.statement) == values.size());
    for (std::size_t index = 0; index < values.size(); ++index) {
      const duckdb_state state = std::visit(Bind{prepared.statement, index + 1}, values[index]);
      HDIS_ASSERT(state == DuckDBSuccess);
    }
    auto rows = std::make_unique<Rows::Handle>();
    if (duckdb_execute_prepared(prepared.statement, &rows->result) == DuckDBSuccess) {
      return Rows(std::move(rows));
    }
    return fail(error_of(rows->result));
  }
};

namespace {

struct Config {
  duckdb_config config = nullptr;
  Config() = default;
  ~Config() { duckdb_destroy_config(&config); }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
};

}  // namespace

Database::Database(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}

Result<Database> Database::open(const std::map<std::string, std::string>& settings,
                                EngineText engine_text) {
  Config config;
  HDIS_ASSERT(duckdb_create_config(&config.config) == DuckDBSuccess);
  for (const auto& [name, value] : settings) {
    // Names that DuckDB does not know pass here and fail when the database is opened.
    if (duckdb_set_config(config.config, name.c_str(), value.c_str()) != DuckDBSuccess) {
      return fail(make_error(DUCKDB_ERROR_SETTINGS, nullptr, {}));
    }
  }
  auto handle = std::make_shared<Handle>();
  handle->engine_text = std::move(engine_text);
  char* text = nullptr;  // Why not; ours to free.
  if (duckdb_open_ext(nullptr, &handle->database, config.config, &text) != DuckDBSuccess) {
    Error error = make_error(DUCKDB_ERROR_SETTINGS, text, handle->engine_text);
    duckdb_free(text);
    return fail(std::move(error));
  }
  return Database(std::move(handle));
}

Result<Connection> Database::connect() const {
  auto handle = std::make_unique<Connection::Handle>();
  handle->database = handle_;
  if (duckdb_connect(handle_->database, &handle->connection) != DuckDBSuccess) {
    return fail(make_error(DUCKDB_ERROR_CONNECTION, nullptr, {}));
  }
  Connection connection(std::move(handle));
  // Progress is counted only where DuckDB believes that it shows a bar. Refused where the configuration
  // is locked: such a connection works, and reports no progress.
  std::ignore = connection.execute(
      "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET "
      "progress_bar_time = 0");
  return connection;
}

Connection::Connection(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Status Connection::execute(const std::string& sql) {
  duckdb_result result;
  const duckdb_state state = duckdb_query(handle_->connection, sql.c_str(), &result);
  Status status;
  if (state != DuckDBSuccess) status = fail(handle_->error_of(result));
  duckdb_destroy_result(&result);
  return status;
}

Result<Rows> Connection::select(const std::string& sql, std::span<const Value> values) {
  Prepared prepared;
  HDIS_CHECK(handle_->prepare(sql, prepared));
  if (duckdb_prepared_statement_type(prepared.statement) != DUCKDB_STATEMENT_TYPE_SELECT) {
    return fail(make_error(DUCKDB_ERROR_PERMISSION, nullptr, {}));
  }
  return handle_->run(prepared, values);
}

Result<Rows> Connection::query(const std::string& sql, std::span<const Value> values) {
  Prepared prepared;
  HDIS_CHECK(handle_->prepare(sql, prepared));
  return handle_->run(prepared, values);
}

Result<std::int64_t> Connection::query_integer(const std::string& sql,
                                               std::span<const Value> values) {
  HDIS_TRY(rows, query(sql, values));
  const auto chunk = rows.next();
  HDIS_ASSERT(chunk && chunk->rows() == 1 && !chunk->column(0).is_null(0));
  return chunk->column(0).integer(0);
}

Status Connection::add(Function function) {
  if (register_function(handle_->connection, std::move(function))) return {};
  return fail(make_error(DUCKDB_ERROR_CATALOG, nullptr, {}));
}

Status Connection::add(std::unique_ptr<Aggregate> aggregate) {
  if (register_aggregate(handle_->connection, std::move(aggregate))) return {};
  return fail(make_error(DUCKDB_ERROR_CATALOG, nullptr, {}));
}

void Connection::interrupt() const { duckdb_interrupt(handle_->connection); }

double Connection::progress() const {
  const double percent = duckdb_query_progress(handle_->connection).percentage;
  return std::clamp(percent / 100.0, 0.0, 1.0);
}

}  // namespace hdis::duck
