#include "plan/expression_words.hpp"

#include "hdis/core/assert.hpp"

#include "plan/expression_text.hpp"
#include "plan/overloaded.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

// Longer lists are counted, not listed.
constexpr std::size_t most_listed = 12;

std::string listed_in_part(const std::vector<std::string>& texts) {
  std::string result;
  for (std::size_t i = 0; i < std::min(texts.size(), most_listed); ++i) {
    result += (i == 0 ? "" : ", ") + texts[i];
  }
  if (texts.size() > most_listed) {
    result += " and " + std::to_string(texts.size() - most_listed) + " more";
  }
  return result;
}

std::string in_quotes(const std::string& text) { return to_query_text(Value{text}); }

std::string comparison_words(Comparison op) {
  switch (op) {
    case Comparison::equal:
      return " is ";
    case Comparison::not_equal:
      return " is not ";
    case Comparison::less:
      return " is below ";
    case Comparison::less_equal:
      return " is at most ";
    case Comparison::greater:
      return " is above ";
    case Comparison::greater_equal:
      return " is at least ";
  }
  return "";
}

const catalogue::Dataset& find_dataset(const catalogue::Catalogue& catalogue,
                                       const catalogue::DatasetId& id) {
  const auto* dataset = catalogue.dataset(id);
  HDIS_ASSERT(dataset != nullptr);
  return *dataset;
}

}  // namespace

ExpressionWords::ExpressionWords(const catalogue::Catalogue& catalogue,
                                 const catalogue::DatasetId& dataset, FieldWords fields)
    : catalogue_(catalogue), dataset_(find_dataset(catalogue, dataset)), fields_(fields) {}

std::string ExpressionWords::text(const RowExpression& expression) const {
  return std::visit(overloaded{
                        [&](const FieldRef& ref) { return field(ref); },
                        [&](const DatePart& part) {
                          const std::string word = part.part == DatePartKind::year ? "year of "
                                                   : part.part == DatePartKind::quarter
                                                       ? "quarter of "
                                                       : "month of ";
                          return word + field(part.field);
                        },
                        [&](const Substring& part) {
                          return "characters " + std::to_string(part.start) + " to " +
                                 std::to_string(part.start + part.length - 1) + " of " +
                                 field(part.field);
                        },
                        [&](const Banding& banding) { return "(" + bands(banding) + ")"; },
                        [](const Value& constant) { return to_plain_text(constant); },
                    },
                    expression.node);
}

std::string ExpressionWords::text(const Predicate& predicate) const {
  return std::visit(
      overloaded{
          [](const Constant& node) {
            return std::string(node.value ? "anything" : "the conditions contradict one another");
          },
          [&](const Compare& node) {
            const auto* constant = std::get_if<Value>(&node.right.node);
            const std::string right =
                constant == nullptr ? text(node.right) : value(node.left, *constant);
            return text(node.left) + comparison_words(node.op) + right;
          },
          [&](const InList& node) {
            return text(node.subject) + (node.negated ? " is none of " : " is one of ") +
                   values(node.subject, node.values);
          },
          [&](const Matches& node) {
            return text(node.subject) + (node.negated ? " does not match " : " matches ") +
                   in_quotes(node.pattern);
          },
          [&](const StartsWith& node) {
            std::vector<std::string> prefixes;
            for (const auto& prefix : node.prefixes) prefixes.push_back(in_quotes(prefix));
            return text(node.subject) + (node.negated ? " does not begin with " : " begins with ") +
                   listed_in_part(prefixes);
          },
          [&](const InCodeList& node) {
            const auto* list = catalogue_.code_list(node.list.text());
            const std::string title = list == nullptr ? node.list.text() : list->title;
            return field(node.subject) + (node.negated ? " is not in " : " is in ") +
                   "the code list " + title + " (version " + node.version + ")" +
                   (node.any_position ? ", in any position" : "");
          },
          [&](const IsNull& node) {
            return text(node.subject) + (node.negated ? " is known" : " is not known");
          },
          [&](const PersonIn& node) {
            return std::string("the person is ") + (node.negated ? "not " : "") +
                   "among the people of " + population_words(*node.persons, catalogue_);
          },
          [&](const All& node) { return joined(node.parts, " and "); },
          [&](const Any& node) { return joined(node.parts, " or "); },
      },
      predicate.node);
}

std::string ExpressionWords::field(const FieldRef& ref) const {
  const auto* known = dataset_.find(ref.name);
  const bool short_form = known == nullptr || fields_ == FieldWords::name;
  return short_form ? ref.name : known->label + " (" + ref.name + ")";
}

std::string ExpressionWords::bands(const Banding& banding) const {
  const auto result = [&](const RowExpression& expression) {
    const auto* constant = std::get_if<Value>(&expression.node);
    if (constant == nullptr) return text(expression);
    if (std::holds_alternative<Null>(*constant)) return std::string("nothing");
    const bool text = std::holds_alternative<std::string>(*constant);
    return text ? to_query_text(*constant) : to_plain_text(*constant);
  };
  std::string words;
  for (const auto& arm : banding.arms) {
    words += result(arm.then) + " where " + text(arm.when) + ", ";
  }
  return words + "otherwise " + result(*banding.otherwise);
}

std::string ExpressionWords::value(const RowExpression& subject, const Value& value) const {
  const bool number = std::holds_alternative<double>(value);
  std::string plain = number ? to_plain_text(value) : to_query_text(value);
  const auto* ref = std::get_if<FieldRef>(&subject.node);
  const auto* known = ref == nullptr ? nullptr : dataset_.find(ref->name);
  if (known == nullptr) return plain;
  const auto label = catalogue_.label(*known, to_plain_text(value));
  return label ? plain + " (" + *label + ")" : plain;
}

std::string ExpressionWords::values(const RowExpression& subject,
                                    const std::vector<Value>& values) const {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const auto& one : values) texts.push_back(value(subject, one));
  return listed_in_part(texts);
}

// The lower of two bounds of one thing says both, the upper nothing more: "STARTAGE is from 20 to 40". Empty where the part is no such bound.
std::optional<std::string> ExpressionWords::range(const std::vector<Predicate>& parts,
                                                  std::size_t index) const {
  const auto bound = [&](std::size_t i, Comparison op) -> const Compare* {
    const auto* compare = std::get_if<Compare>(&parts[i].node);
    const bool fits = compare != nullptr && compare->op == op &&
                      std::holds_alternative<Value>(compare->right.node);
    return fits ? compare : nullptr;
  };
  const auto* low = bound(index, Comparison::greater_equal);
  const auto* high = bound(index, Comparison::less_equal);
  if (low == nullptr && high == nullptr) return std::nullopt;
  const auto& subject = low != nullptr ? low->left : high->left;
  std::size_t bounds_of_subject = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const auto op : {Comparison::greater_equal, Comparison::less_equal}) {
      const auto* other = bound(i, op);
      if (other == nullptr || !(other->left == subject)) continue;
      ++bounds_of_subject;
      (op == Comparison::greater_equal ? low : high) = other;
    }
  }
  if (bounds_of_subject != 2 || low == nullptr || high == nullptr) return std::nullopt;
  const auto* own = std::get_if<Compare>(&parts[index].node);
  if (own->op == Comparison::less_equal) return "";
  return text(subject) + " is from " + value(subject, std::get<Value>(low->right.node)) + " to " +
         value(subject, std::get<Value>(high->right.node));
}

std::string ExpressionWords::joined(const std::vector<Predicate>& parts,
                                    const std::string& word) const {
  std::string result;
  const bool all = word == " and ";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& part = parts[i];
    if (const auto words = all ? range(parts, i) : std::nullopt) {
      result += (result.empty() || words->empty() ? "" : word) + *words;
      continue;
    }
    const bool nested =
        std::holds_alternative<All>(part.node) || std::holds_alternative<Any>(part.node);
    if (!result.empty()) result += word;
    result += nested ? "(" + text(part) + ")" : text(part);
  }
  return result;
}

std::string population_words(const Population& population, const catalogue::Catalogue& catalogue) {
  const auto& dataset = find_dataset(catalogue, population.dataset);
  std::string text = dataset.title;
  if (population.years.empty()) {
    text += " in all years that are loaded";
  } else {
    std::vector<std::string> years;
    for (const auto year : population.years) years.push_back(year.label());
    std::string all;
    for (std::size_t i = 0; i < years.size(); ++i) {
      all += (i == 0 ? "" : i + 1 == years.size() ? " and " : ", ") + years[i];
    }
    text += " in " + all;
  }
  if (population.filter == Predicate{Constant{true}}) return text;
  return text + ", where " + ExpressionWords(catalogue, population.dataset).text(population.filter);
}

}  // namespace hdis::query
