#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// The acceptance queries of tests/queries.
namespace hdis::query::test {

struct QueryFile {
  std::string name;  ///< Without folder and ending, e.g. "06_margins".
  std::string text;
};

/// The files of `folder` ("answered" or "refused"), by name.
[[nodiscard]] std::vector<QueryFile> acceptance_queries(const std::string& folder);

}  // namespace hdis::query::test
