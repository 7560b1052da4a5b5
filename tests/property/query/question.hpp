#pragma once

#include "hdis/query/expression.hpp"

#include "choices.hpp"

#include <string>
#include <vector>

namespace hdis::query::test {

/// What a random condition says, apart from how it is spelled.
struct Condition {
  enum class Kind : std::uint8_t { compare, in, prefix, found, null, not_, and_, or_ };
  Kind kind = Kind::compare;
  std::string field;
  Comparison op = Comparison::equal;
  std::vector<std::string> values;  ///< Constants as text; codes without quotes.
  std::vector<Condition> parts;
};

/// What a random question asks, apart from how it is spelled.
struct Question {
  std::vector<std::string> years;  ///< "1617", ...; at least one.
  Condition condition;
  std::vector<std::size_t> dimensions;  ///< Indices into `dimension_spellings`.
  std::vector<std::size_t> measures;    ///< Indices into `measure_spellings`; at least one.
};

Condition random_condition(Choices& choices, int depth = 0);
Question random_question(Choices& choices);

/// The ways of writing each dimension and each measure; the first is plain.
const std::vector<std::vector<std::string>>& dimension_spellings();
const std::vector<std::vector<std::string>>& measure_spellings();

bool is_number_field(const std::string& field);

/// The condition in one of the many ways of saying it.
std::string spelled(const Condition& condition, Choices& choices);
/// The question in one of the many ways of asking it.
std::string spelled(const Question& question, Choices& choices);

}  // namespace hdis::query::test
