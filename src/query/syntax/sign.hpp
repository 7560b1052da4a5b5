#pragma once

#include "syntax/token.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace hdis::query::syntax {

/// A sign as it is written, such as <= or (.
struct Sign {
  Symbol symbol = Symbol::none;  ///< none: a sign of other languages, which is a mistake here.
  std::size_t bytes = 0;
  bool mathematical = false;  ///< Written as a formula editor does.
};

/// The longest sign with which `text` begins; nothing if it begins with none.
[[nodiscard]] std::optional<Sign> sign_at(std::string_view text);

}  // namespace hdis::query::syntax
