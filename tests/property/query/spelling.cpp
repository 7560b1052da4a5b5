#include "question.hpp"

namespace hdis::query::test {
namespace {

std::string constant(const std::string& field, const std::string& value) {
  return is_number_field(field) ? value : "'" + value + "'";
}

std::string sign(Comparison op) {
  switch (op) {
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "<>";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
  }
  return "";
}

Comparison turned(Comparison op) {
  switch (op) {
    case Comparison::less:
      return Comparison::greater;
    case Comparison::less_equal:
      return Comparison::greater_equal;
    case Comparison::greater:
      return Comparison::less;
    case Comparison::greater_equal:
      return Comparison::less_equal;
    default:
      return op;
  }
}

std::string in_case(const std::string& field, Choices& choices) {
  if (!choices.flip()) return field;
  std::string lower;
  for (const char c : field) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : between) + text;
  return result;
}

std::string spelled_compare(const Condition& node, Choices& choices) {
  const std::string field = in_case(node.field, choices);
  const std::string value = constant(node.field, node.values.front());
  const int number = is_number_field(node.field) ? std::stoi(node.values.front()) : 0;
  if (is_number_field(node.field) && choices.flip()) {
    // The next whole number, without the bound itself.
    if (node.op == Comparison::less_equal) return field + " < " + std::to_string(number + 1);
    if (node.op == Comparison::greater_equal) return field + " > " + std::to_string(number - 1);
  }
  if (choices.flip()) return value + " " + sign(turned(node.op)) + " " + field;
  return field + " " + sign(node.op) + " " + value;
}

std::string spelled_in(const Condition& node, Choices& choices) {
  const std::string field = in_case(node.field, choices);
  std::vector<std::string> values = node.values;
  choices.shuffle(values);
  std::vector<std::string> texts;
  const bool equations = choices.flip();
  for (const auto& value : values) {
    const std::string text = constant(node.field, value);
    texts.push_back(equations ? field + " = " + text : text);
  }
  if (choices.flip()) texts.push_back(texts.front());
  return equations ? "(" + joined(texts, " OR ") + ")"
                   : field + " IN (" + joined(texts, ", ") + ")";
}

std::string spelled_pattern(const Condition& node, Choices& choices) {
  const std::string field = in_case(node.field, choices);
  const bool prefix = node.kind == Condition::Kind::prefix;
  std::vector<std::string> values = node.values;
  choices.shuffle(values);
  std::vector<std::string> texts;
  switch (choices.below(4)) {
    case 0:
      for (const auto& value : values) {
        texts.push_back(field + " LIKE '" + (prefix ? "" : "%") + value + "%'");
      }
      return "(" + joined(texts, " OR ") + ")";
    case 1:
      for (const auto& value : values) texts.push_back((prefix ? "^" : "") + value);
      return field + " RLIKE '" + joined(texts, "|") + "'";
    case 2:
      return field + " RLIKE ('" + (prefix ? "^" : "") + "(" + joined(values, "|") + ")')";
    default:
      if (!prefix) return field + " REGEXP '.*(" + joined(values, "|") + ").*'";
      for (const auto& value : values) {
        texts.push_back("SUBSTRING(" + field + ", 1, " + std::to_string(value.size()) + ") = '" +
                        value + "'");
      }
      return "(" + joined(texts, " OR ") + ")";
  }
}

std::string spelled_leaf(const Condition& node, Choices& choices) {
  switch (node.kind) {
    case Condition::Kind::compare:
      return spelled_compare(node, choices);
    case Condition::Kind::in:
      return spelled_in(node, choices);
    case Condition::Kind::null:
      return choices.flip() ? node.field + " IS NULL" : "NOT " + node.field + " IS NOT NULL";
    default:
      return spelled_pattern(node, choices);
  }
}

std::string in_brackets(const std::string& text, Choices& choices) {
  return choices.flip() ? "((" + text + "))" : "(" + text + ")";
}

std::string years_condition(const std::vector<std::string>& years, Choices& choices) {
  std::vector<std::string> texts;
  for (const auto& year : years) texts.push_back(choices.flip() ? "'" + year + "'" : year);
  choices.shuffle(texts);
  return "FYEAR IN (" + joined(texts, ", ") + ")";
}

std::string items(const Question& question, Choices& choices, std::string& group) {
  std::vector<std::string> texts;
  std::vector<std::string> grouped;
  for (const std::size_t index : question.dimensions) {
    const std::string name = "d" + std::to_string(index);
    texts.push_back(choices.of(dimension_spellings()[index]) + " AS " + name);
    grouped.push_back(name);
  }
  for (const std::size_t index : question.measures) {
    texts.push_back(choices.of(measure_spellings()[index]) + " AS m" + std::to_string(index));
  }
  choices.shuffle(texts);
  choices.shuffle(grouped);
  group = grouped.empty() ? "" : " GROUP BY " + joined(grouped, ", ");
  return joined(texts, ", ");
}

// The records of several years: by a condition, or one table after another.
std::string records(const Question& question, Choices& choices) {
  const std::string condition = spelled(question.condition, choices);
  if (choices.flip()) {
    std::vector<std::string> both = {"(" + condition + ")",
                                     years_condition(question.years, choices)};
    choices.shuffle(both);
    return "hes_apc WHERE " + joined(both, " AND ");
  }
  std::vector<std::string> years = question.years;
  choices.shuffle(years);
  std::vector<std::string> parts;
  for (const auto& year : years) {
    parts.push_back("SELECT * FROM hes.hes_apc_" + year + " WHERE " +
                    spelled(question.condition, choices));
  }
  return "(" + joined(parts, " UNION ALL ") + ")";
}

}  // namespace

std::string spelled(const Condition& condition, Choices& choices) {
  if (choices.below(8) == 7) return "NOT NOT " + in_brackets(spelled(condition, choices), choices);
  switch (condition.kind) {
    case Condition::Kind::not_:
      return "NOT " + in_brackets(spelled(condition.parts.front(), choices), choices);
    case Condition::Kind::and_:
    case Condition::Kind::or_:
      break;
    default:
      return spelled_leaf(condition, choices);
  }
  const bool all = condition.kind == Condition::Kind::and_;
  // De Morgan.
  const bool turned_round = choices.below(4) == 3;
  std::vector<std::string> parts;
  for (const auto& part : condition.parts) {
    const std::string text = in_brackets(spelled(part, choices), choices);
    parts.push_back(turned_round ? "NOT " + text : text);
  }
  if (choices.flip()) parts.push_back(parts.front());
  choices.shuffle(parts);
  const std::string text = joined(parts, all == turned_round ? " OR " : " AND ");
  return turned_round ? "NOT (" + text + ")" : text;
}

std::string spelled(const Question& question, Choices& choices) {
  std::string group;
  const std::string selected = items(question, choices, group);
  return "SELECT " + selected + " FROM " + records(question, choices) + group;
}

}  // namespace hdis::query::test
