#include "database.hpp"

#include "hdis/core/assert.hpp"

#include "statements.hpp"

namespace hdis::store {
namespace {

/// Our columns are numbers and texts; anything else would be a mistake in a migration.
Value value_of(const soci::row& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return std::monostate();
  switch (row.get_properties(column).get_data_type()) {
    case soci::dt_string:
      return row.get<std::string>(column);
    case soci::dt_integer:
      return std::int64_t{row.get<int>(column)};
    case soci::dt_long_long:
      return static_cast<std::int64_t>(row.get<long long>(column));
    default:
      HDIS_ASSERT(false);
  }
}

}  // namespace

Database::Database(const Dialect& dialect, const std::string& connection,
                   std::function<void()> before_statement)
    : dialect_(&dialect),
      session_(dialect.backend, connection),
      before_statement_(std::move(before_statement)) {}

Status Database::transaction(const std::function<Status()>& work) {
  if (const auto begun = execute(dialect_->begin); !begun) return fail(begun.error());
  auto done = Status();
  if (!dialect_->lock_for_writing.empty()) {
    if (const auto locked = number(dialect_->lock_for_writing); !locked) {
      done = fail(locked.error());
    }
  }
  if (done) done = work();
  if (done) {
    const auto committed = execute(sql::transaction_commit);
    if (committed) return {};
    done = fail(committed.error());
  }
  // Whether this succeeds does not matter: what is not committed is gone when the connection closes.
  static_cast<void>(execute(sql::transaction_rollback));
  return done;
}

Status Database::snapshot(const std::function<Status()>& work) {
  if (const auto begun = execute(dialect_->begin_reading); !begun) return fail(begun.error());
  auto done = work();
  static_cast<void>(execute(sql::transaction_rollback));  // There is nothing to keep.
  return done;
}

Status Database::each_row(std::string_view sql,
                          const std::function<Status(const std::vector<Value>&)>& each) {
  auto done = guard([&]() -> Status {
    soci::row row;
    auto statement = prepare(sql, soci::into(row));
    statement.execute(false);
    std::vector<Value> values;
    while (statement.fetch()) {
      values.clear();
      for (std::size_t column = 0; column < row.size(); ++column) {
        values.push_back(value_of(row, column));
      }
      HDIS_CHECK(each(values));
    }
    return {};
  });
  return done ? *std::move(done) : fail(std::move(done).error());
}

Result<long long> Database::execute_values(std::string_view sql, const std::vector<Value>& values) {
  return guard([&]() -> long long {
    // SOCI keeps references to what it binds: deques do not move what is in them.
    std::deque<long long> numbers;
    std::deque<std::string> texts;
    std::deque<soci::indicator> indicators;
    if (before_statement_) before_statement_();
    soci::details::prepare_temp_type prepared = (session_.prepare << std::string(sql));
    for (const auto& value : values) {
      indicators.push_back(std::holds_alternative<std::monostate>(value) ? soci::i_null
                                                                         : soci::i_ok);
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        numbers.push_back(*number);
        prepared, soci::use(numbers.back(), indicators.back());
      } else {
        const auto* text = std::get_if<std::string>(&value);
        texts.push_back(text == nullptr ? std::string() : *text);
        prepared, soci::use(texts.back(), indicators.back());
      }
    }
    soci::statement statement(prepared);
    statement.execute(true);
    return statement.get_affected_rows();
  });
}

}  // namespace hdis::store
