#pragma once

#include "bind/constants.hpp"
#include "bind/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hdis::query {

/// Where a condition stands.
enum class ConditionPlace : std::uint8_t {
  where,           ///< Decides which records count at all; may hold a person set.
  measure_filter,  ///< FILTER of an aggregate.
  band,            ///< CASE.
};

/// Gives meaning to expressions over the records of one branch of a relation.
class RowBinder {
 public:
  RowBinder(Context& context, const Names& names, const RowRelation& rows, std::size_t branch);

  /// A value of each record. Empty if it failed; the reasons are in the diagnostics.
  [[nodiscard]] std::optional<RowExpression> expression(const ast::Expression& expression);

  /// A condition in normal form. If it failed, any condition; the reasons are in the diagnostics.
  [[nodiscard]] Predicate condition(const ast::Expression& expression, ConditionPlace place);

  /// The same, as the parts of its outermost AND: the years among them count even if other parts
  /// contradict one another.
  [[nodiscard]] std::vector<Predicate> conditions(const ast::Expression& expression,
                                                  ConditionPlace place);

  /// A plain field, if `expression` names one.
  [[nodiscard]] std::optional<FieldRef> plain_field(const ast::Expression& expression);

  [[nodiscard]] const catalogue::Dataset& dataset() const { return *branch_.dataset; }
  [[nodiscard]] Context& context() { return context_; }

 private:
  enum class Sense : std::uint8_t { plain, negated };

  // row_expressions.cpp
  std::optional<RowExpression> named(const ast::Name& name);
  std::optional<RowExpression> call(const ast::Call& call, SourcePosition where);
  std::optional<RowExpression> date_part(const std::string& part, const ast::Expression& of,
                                         SourcePosition where);
  std::optional<RowExpression> substring(const ast::Call& call, SourcePosition where);
  std::optional<RowExpression> hour_of(const ast::Expression& of, SourcePosition where);

  // names.cpp
  bool check_qualifier(const ast::Name& name);
  void unknown_name(const ast::Name& name);
  void note_years_without(const catalogue::Field& field, SourcePosition where);

  // banding.cpp
  std::optional<RowExpression> case_of(const ast::Case& node, SourcePosition where);
  std::optional<RowExpression> if_of(const ast::Call& call, SourcePosition where);
  std::optional<RowExpression> banding(std::vector<BandArm> arms, RowExpression otherwise,
                                       SourcePosition where);
  std::optional<RowExpression> result(const ast::Expression& expression);

  // conditions.cpp
  Predicate condition(const ast::Expression& expression, Sense sense);
  Predicate junction(const ast::Expression& expression, ast::BinaryOperator op, Sense sense);
  void collect(const ast::Expression& expression, ast::BinaryOperator op, Sense sense,
               std::vector<Predicate>& parts);
  Predicate comparison(const ast::Binary& node, Sense sense, SourcePosition where);
  Predicate compare(const ast::Expression& expression, Comparison op,
                    const WrittenConstant& constant, SourcePosition where);
  Predicate compare_two(const ast::Expression& left, Comparison op, const ast::Expression& right,
                        SourcePosition where);
  Predicate between(const ast::Between& node, Sense sense, SourcePosition where);
  Predicate null_test(const ast::IsNull& node, Sense sense);

  // membership.cpp
  Predicate in(const ast::In& node, Sense sense, SourcePosition where);
  Predicate constant_in_fields(const ast::In& node, bool negated, SourcePosition where);
  Predicate in_code_list(const ast::In& node, const ast::Call& call, bool negated,
                         SourcePosition where);
  Predicate in_query(const ast::InQuery& node, Sense sense, SourcePosition where);
  Predicate pattern(const ast::Pattern& node, Sense sense, SourcePosition where);

  /// A subject of conditions: an expression that may be looked at.
  std::optional<RowExpression> subject(const ast::Expression& node);
  [[nodiscard]] ConstantTarget target_of(const RowExpression& expression) const;
  /// A comparison with a bound value, with the rules for dates.
  Predicate compare_value(const RowExpression& subject, Comparison op, const Value& value,
                          SourcePosition where);
  Predicate mistaken_condition(const ast::Expression& expression);

  Context& context_;
  const Names& names_;
  const RowRelation& rows_;
  std::size_t branch_index_;
  const RowBranch& branch_;
  ConditionPlace place_ = ConditionPlace::where;
};

}  // namespace hdis::query
