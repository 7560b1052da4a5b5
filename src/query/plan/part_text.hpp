#pragma once

#include "hdis/query/plan.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hdis::query {

/// How a table of one aggregation is written in the query language: its records, and its dimensions and
/// measures over them.
class PartText {
 public:
  /// Both must outlive this.
  PartText(const Aggregation& part, const catalogue::Catalogue& catalogue);

  /// FROM with the conditions on records: one table, or a union of several.
  [[nodiscard]] std::string from() const;
  [[nodiscard]] std::string dimension(std::size_t index) const;
  [[nodiscard]] std::string measure(std::size_t index) const;
  /// With a blank before it; "" if nothing divides the table. `names` are those of the dimensions as
  /// selected.
  [[nodiscard]] std::string group_by(const std::vector<std::string>& names) const;

 private:
  [[nodiscard]] bool is_plain() const;
  [[nodiscard]] const catalogue::Dataset& dataset(const Population& population) const;
  [[nodiscard]] std::vector<Population> in_one_table(const Population& population) const;
  [[nodiscard]] std::string branch(const Population& population, std::size_t index) const;

  const Aggregation& part_;
  const catalogue::Catalogue& catalogue_;
  bool plain_;  ///< A single population whose years can all be said in one FROM.
};

/// `word_1` for 0, and so on.
[[nodiscard]] std::string numbered(std::string_view word, std::size_t index);
/// A name as the query language reads it back.
[[nodiscard]] std::string quoted_name(const std::string& name);
[[nodiscard]] std::string joined(const std::vector<std::string>& texts, std::string_view between);

}  // namespace hdis::query
