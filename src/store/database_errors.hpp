#pragma once

#include "hdis/core/error.hpp"

/// What the errors of a database mean to whoever uses the store; each dialect says which of its numbers is which.
namespace hdis::store {

[[nodiscard]] Error database_busy();
[[nodiscard]] Error database_constraint();
[[nodiscard]] Error database_corrupt();
[[nodiscard]] Error database_full();
[[nodiscard]] Error database_not_writable();
[[nodiscard]] Error database_failed();
/// Reading or writing the file failed.
[[nodiscard]] Error database_disk();

}  // namespace hdis::store
