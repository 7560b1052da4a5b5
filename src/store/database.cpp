#include "database.hpp"

#include "statements.hpp"

namespace hdis::store {

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

}  // namespace hdis::store
