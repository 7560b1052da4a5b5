#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/expression.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hdis::query {

/// How fields are called in words: "Sex (SEX)" or, where that has been said before, "SEX".
enum class FieldWords : std::uint8_t { label_and_name, name };

/// Says expressions over the records of a dataset in words, with the labels of fields and codes.
class ExpressionWords {
 public:
  /// `catalogue` must hold `dataset` and outlive this.
  ExpressionWords(const catalogue::Catalogue& catalogue, const catalogue::DatasetId& dataset,
                  FieldWords fields = FieldWords::label_and_name);

  [[nodiscard]] std::string text(const RowExpression& expression) const;
  [[nodiscard]] std::string text(const Predicate& predicate) const;
  /// Every band with its condition, in their order: "'child' where STARTAGE_CALC is below 18, otherwise 'adult'".
  [[nodiscard]] std::string bands(const Banding& banding) const;

 private:
  [[nodiscard]] std::string field(const FieldRef& ref) const;
  [[nodiscard]] std::string value(const RowExpression& subject, const Value& value) const;
  [[nodiscard]] std::string values(const RowExpression& subject,
                                   const std::vector<Value>& values) const;
  [[nodiscard]] std::optional<std::string> range(const std::vector<Predicate>& parts,
                                                 std::size_t index) const;
  [[nodiscard]] std::string joined(const std::vector<Predicate>& parts,
                                   const std::string& word) const;

  const catalogue::Catalogue& catalogue_;
  const catalogue::Dataset& dataset_;
  FieldWords fields_;
};

/// "Admitted patient care in 2016/17 and 2017/18, where ..."
[[nodiscard]] std::string population_words(const Population& population,
                                           const catalogue::Catalogue& catalogue);

}  // namespace hdis::query
