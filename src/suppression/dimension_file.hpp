#pragma once

#include "hdis/suppression/read.hpp"

namespace hdis::suppression {

/// A tree and what its nodes are called.
struct Dimension {
  Hierarchy hierarchy;
  std::vector<std::string> codes;
};

/// Reads one `dim_k.csv`. Errors: `invalid_input` with file and line.
[[nodiscard]] Result<Dimension> read_dimension(const NamedText& file);

}  // namespace hdis::suppression
