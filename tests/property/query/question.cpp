#include "question.hpp"

#include <algorithm>

namespace hdis::query::test {
namespace {

const std::vector<std::string> code_fields = {"SEX", "CLASSPAT", "ADMIMETH", "DIAG_3_01"};
const std::vector<std::string> number_fields = {"EPIORDER", "BEDYEAR", "NEODUR"};

std::vector<std::string> codes_of(const std::string& field) {
  if (field == "SEX") return {"0", "1", "2", "9"};
  if (field == "CLASSPAT") return {"1", "2", "5", "8"};
  if (field == "ADMIMETH") return {"11", "12", "21", "2A", "31"};
  return {"I20", "I21", "J44", "J45", "K80"};
}

std::vector<std::string> prefixes_of(const std::string& field) {
  if (field == "ADMIMETH") return {"1", "2", "2A", "3"};
  if (field == "DIAG_3_01") return {"I", "I2", "J4", "J44", "K"};
  return codes_of(field);
}

std::vector<std::string> some_of(Choices& choices, std::vector<std::string> values) {
  choices.shuffle(values);
  values.resize(1 + choices.below(values.size()));
  return values;
}

std::string small_number(Choices& choices) { return std::to_string(choices.below(6)); }

Condition random_leaf(Choices& choices) {
  Condition leaf;
  if (choices.flip()) {
    leaf.field = choices.of(number_fields);
    leaf.kind = choices.of(
        std::vector{Condition::Kind::compare, Condition::Kind::in, Condition::Kind::null});
    leaf.op = static_cast<Comparison>(choices.below(6));
    leaf.values = {small_number(choices)};
    if (leaf.kind == Condition::Kind::in && choices.flip()) {
      leaf.values.push_back(small_number(choices));
    }
    return leaf;
  }
  leaf.field = choices.of(code_fields);
  leaf.kind =
      choices.of(std::vector{Condition::Kind::in, Condition::Kind::compare, Condition::Kind::prefix,
                             Condition::Kind::found, Condition::Kind::null});
  leaf.op = choices.flip() ? Comparison::equal : Comparison::not_equal;
  const bool pattern = leaf.kind == Condition::Kind::prefix || leaf.kind == Condition::Kind::found;
  leaf.values = some_of(choices, pattern ? prefixes_of(leaf.field) : codes_of(leaf.field));
  if (leaf.kind == Condition::Kind::compare) leaf.values.resize(1);
  return leaf;
}

}  // namespace

bool is_number_field(const std::string& field) {
  return std::find(number_fields.begin(), number_fields.end(), field) != number_fields.end();
}

Condition random_condition(Choices& choices, int depth) {
  const std::size_t shape = depth >= 4 ? 0 : choices.below(6);
  if (shape < 3) return random_leaf(choices);
  Condition node;
  node.kind = shape == 3   ? Condition::Kind::not_
              : shape == 4 ? Condition::Kind::and_
                           : Condition::Kind::or_;
  const std::size_t parts = node.kind == Condition::Kind::not_ ? 1 : 2 + choices.below(3);
  for (std::size_t i = 0; i < parts; ++i) {
    node.parts.push_back(random_condition(choices, depth + 1));
  }
  return node;
}

const std::vector<std::vector<std::string>>& dimension_spellings() {
  static const std::vector<std::vector<std::string>> spellings = {
      {"SEX", "sex"},
      {"CCG_RESPONSIBILITY", "Ccg_Responsibility"},
      {"EXTRACT(YEAR FROM ADMIDATE)", "YEAR(ADMIDATE)", "extract(year from admidate)"},
      {"EXTRACT(MONTH FROM ADMIDATE)", "MONTH(ADMIDATE)"},
      {"SUBSTRING(DIAG_3_01, 1, 1)", "LEFT(DIAG_3_01, 1)", "SUBSTR(diag_3_01, 1, 1)"},
      {"CASE WHEN EPIORDER < 3 THEN 'few' ELSE 'many' END",
       "CASE WHEN EPIORDER <= 2 THEN 'few' ELSE 'many' END", "IF(NOT EPIORDER > 2, 'few', 'many')"},
      {"CASE WHEN SEX = '1' THEN 'm' WHEN SEX = '2' THEN 'f' END",
       "CASE SEX WHEN '1' THEN 'm' WHEN '2' THEN 'f' ELSE NULL END"},
      {"FYEAR", "fyear"},
  };
  return spellings;
}

const std::vector<std::vector<std::string>>& measure_spellings() {
  static const std::vector<std::vector<std::string>> spellings = {
      {"COUNT(*)", "SUM(1)", "COUNT(EPIKEY)", "COUNT(1)", "count(*)"},
      {"SUM(FAE)", "COUNT(*) FILTER (WHERE FAE = 1)", "SUM(CASE WHEN FAE = 1 THEN 1 ELSE 0 END)",
       "COUNT_IF(1 = FAE)"},
      {"COUNT(DISTINCT PSEUDO_HESID)", "COUNT(DISTINCT TOKEN_PERSON_ID)"},
      {"AVG(SPELDUR)", "MEAN(speldur)"},
      {"MEDIAN(SPELDUR) FILTER (WHERE SEX = '1')", "MEDIAN(CASE WHEN SEX = '1' THEN SPELDUR END)"},
      {"100.0 * SUM(FAE) / COUNT(*)", "SUM(FAE) * 100 / COUNT(*)",
       "100 * CAST(SUM(FAE) AS DOUBLE) / NULLIF(COUNT(*), 0)"},
  };
  return spellings;
}

Question random_question(Choices& choices) {
  Question question;
  question.years = some_of(choices, {"1516", "1617", "1718"});
  question.condition = random_condition(choices);
  std::vector<std::size_t> dimensions = {0, 1, 2, 3, 4, 5, 6, 7};
  choices.shuffle(dimensions);
  dimensions.resize(choices.below(4));
  question.dimensions = dimensions;
  std::vector<std::size_t> measures = {0, 1, 2, 3, 4, 5};
  choices.shuffle(measures);
  measures.resize(1 + choices.below(3));
  question.measures = measures;
  return question;
}

}  // namespace hdis::query::test
