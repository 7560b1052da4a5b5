#pragma once

#include "hdis/core/error.hpp"

#include "syntax/cursor.hpp"

#include <optional>

namespace hdis::query::syntax {

/// Why the statement that begins at the cursor is never allowed; nothing if it is not one of those
/// that are known. Code: `refused`.
[[nodiscard]] std::optional<Error> refused_statement(const Cursor& cursor);

}  // namespace hdis::query::syntax
