#pragma once

#include "database.hpp"

#include <functional>
#include <optional>
#include <string>

namespace hdis::store {

/// `Store::copy_out`.
[[nodiscard]] Status copy_rows_out(Database& database,
                                   const std::function<Status(const std::string&)>& write);

/// `Store::copy_in`, inside a transaction.
[[nodiscard]] Status copy_rows_in(Database& database,
                                  const std::function<Result<std::optional<std::string>>()>& next);

}  // namespace hdis::store
