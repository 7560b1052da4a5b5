#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hdis::governance {

/// A dimension of a table with the most values that the catalogue says it can take (missing included).
struct DimensionSize {
  std::string name;
  std::optional<std::uint64_t> values;  ///< Empty: not known from the catalogue.
  bool fine = false;                    ///< Made of a field that the catalogue calls fine.
  friend bool operator==(const DimensionSize&, const DimensionSize&) = default;
};

/// How large a table can become, from the catalogue and the plan alone.
struct TableShape {
  std::vector<DimensionSize> dimensions;
  std::optional<std::uint64_t> rows;  ///< At most; empty if some dimension's size is not known.
  bool national =
      false;  ///< Some part counts at national level, where policies may show exact numbers.
  friend bool operator==(const TableShape&, const TableShape&) = default;
};

/// The shape of one table. Rows of all grouping sets together, before protection and LIMIT.
[[nodiscard]] TableShape shape_of(const query::TablePlan& table,
                                  const catalogue::Catalogue& catalogue);

/// "42 × 13 = up to 546 rows", or what is known of it.
[[nodiscard]] std::string in_words(const TableShape& shape);

}  // namespace hdis::governance
