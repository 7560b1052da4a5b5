#pragma once

#include "hdis/engine/reference_engine.hpp"
#include "hdis/query/plan.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace hdis::test {

/// One file of cases/ (see README.md there).
struct SpecCase {
  std::vector<engine::RecordSet> records;
  std::string query;
  std::multiset<std::string> expected;
};

/// Reads a file; throws std::runtime_error with the line that it does not understand.
[[nodiscard]] SpecCase read_spec(const std::filesystem::path& file,
                                 const catalogue::Catalogue& catalogue);

/// The rows of a part of a table, in the form of the files.
[[nodiscard]] std::multiset<std::string> spec_lines(const raw::RawTable& rows,
                                                    const query::TablePlan& table,
                                                    std::size_t part);

}  // namespace hdis::test
