#pragma once

#include "hdis/core/date.hpp"
#include "hdis/store/open_options.hpp"
#include "hdis/store/store.hpp"

#include "database.hpp"
#include "repositories.hpp"

#include <functional>
#include <string>

namespace hdis::store {

/// A store over either database.
class SqlStore final : public Store {
 public:
  /// Throws what SOCI throws if there is no connection to be had.
  SqlStore(const Dialect& dialect, const std::string& connection, OpenOptions options)
      : target_(options.schema == 0 ? newest_schema_version() : options.schema),
        database_(dialect, connection, std::move(options.before_statement)),
        repositories_(database_) {}

  Reader& reader() override { return repositories_; }
  Status write(const std::function<Status(Writer&)>& work) override;
  Status check_integrity() override;
  Result<std::uint64_t> schema_version() override;
  Status copy_out(const std::function<Status(const std::string&)>& write) override;
  Status copy_in(const std::function<Result<std::optional<std::string>>()>& next) override;

  /// Settings of the connection.
  Status prepare();
  /// Brings the schema up to the one that the options ask for.
  Status migrate_schema(Instant now);

 private:
  std::uint64_t target_;
  Database database_;
  Repositories repositories_;
};

}  // namespace hdis::store
