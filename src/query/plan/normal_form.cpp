#include "plan/normal_form.hpp"

#include "plan/alternatives.hpp"
#include "plan/regular_expression.hpp"

#include <algorithm>
#include <limits>

namespace hdis::query {
namespace {

Predicate never() { return Predicate{Constant{false}}; }

Predicate not_null(RowExpression subject) { return Predicate{IsNull{std::move(subject), true}}; }

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// SUBSTRING(f, 1, n) = 'x': a prefix if x has n characters, the whole field if it has fewer.
Predicate prefix_in_list(const Substring& part, std::vector<Value> values, bool negated) {
  std::vector<std::string> prefixes;
  std::vector<Value> whole;
  for (auto& value : values) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || text->size() > part.length) continue;  // Can never be equal.
    if (text->size() == part.length) {
      prefixes.push_back(*text);
    } else {
      whole.push_back(value);
    }
  }
  const RowExpression field{part.field};
  if (prefixes.empty() && whole.empty()) return negated ? not_null(field) : never();
  std::vector<Predicate> parts;
  if (!prefixes.empty()) parts.push_back(starts_with(field, std::move(prefixes), negated));
  if (!whole.empty()) parts.push_back(in_list(field, std::move(whole), negated));
  return negated ? all_of(parts) : any_of(parts);
}

// Whole numbers and days: the bound moves by one and includes itself.
Predicate inclusive_bound(RowExpression subject, Comparison op, Value value) {
  const std::int64_t step = op == Comparison::less ? -1 : op == Comparison::greater ? 1 : 0;
  if (step == 0) return Predicate{Compare{std::move(subject), op, RowExpression{value}}};
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    const auto end = step < 0 ? std::numeric_limits<std::int64_t>::min()
                              : std::numeric_limits<std::int64_t>::max();
    if (*number == end) return never();
    value = *number + step;
  } else if (const auto* date = std::get_if<Date>(&value)) {
    const Date moved(date->days() + std::chrono::days(step));
    if (!Date::parse(moved.to_text())) return never();  // Outside the calendar that can be written.
    value = moved;
  } else {
    return Predicate{Compare{std::move(subject), op, RowExpression{std::move(value)}}};
  }
  const auto inclusive = step < 0 ? Comparison::less_equal : Comparison::greater_equal;
  return Predicate{Compare{std::move(subject), inclusive, RowExpression{std::move(value)}}};
}

// Only ASCII prefixes: SUBSTRING counts characters, sizes here count bytes.
bool is_prefix_of_text(const RowExpression& subject, const std::vector<Value>& values) {
  const auto* part = std::get_if<Substring>(&subject.node);
  if (part == nullptr || part->start != 1) return false;
  return std::all_of(values.begin(), values.end(), [](const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && std::all_of(text->begin(), text->end(), [](char c) { return c > 0; });
  });
}

std::string like_as_pattern(const std::string& pattern) {
  std::string result = "(?s)^";
  for (const char c : pattern) {
    if (c == '%') {
      result += ".*";
    } else if (c == '_') {
      result += '.';
    } else {
      result += quoted_pattern(std::string_view(&c, 1));
    }
  }
  return result + "$";
}

Predicate from_alternatives(const RowExpression& subject, std::vector<LiteralAlternative> found,
                            bool negated) {
  auto parts = alternative_conditions(subject, std::move(found), negated);
  return negated ? all_of(parts) : any_of(parts);
}

}  // namespace

Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return Comparison::not_equal;
    case Comparison::not_equal:
      return Comparison::equal;
    case Comparison::less:
      return Comparison::greater_equal;
    case Comparison::less_equal:
      return Comparison::greater;
    case Comparison::greater:
      return Comparison::less_equal;
    case Comparison::greater_equal:
      return Comparison::less;
  }
  return comparison;
}

Comparison mirrored(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return Comparison::equal;
    case Comparison::not_equal:
      return Comparison::not_equal;
    case Comparison::less:
      return Comparison::greater;
    case Comparison::less_equal:
      return Comparison::greater_equal;
    case Comparison::greater:
      return Comparison::less;
    case Comparison::greater_equal:
      return Comparison::less_equal;
  }
  return comparison;
}

Predicate compare_constant(RowExpression subject, Comparison op, Value value) {
  if (op == Comparison::equal || op == Comparison::not_equal) {
    return in_list(std::move(subject), {std::move(value)}, op == Comparison::not_equal);
  }
  return inclusive_bound(std::move(subject), op, std::move(value));
}

Predicate compare_fields(FieldRef left, Comparison op, FieldRef right) {
  if (right.name < left.name) {
    std::swap(left, right);
    op = mirrored(op);
  }
  return Predicate{Compare{RowExpression{std::move(left)}, op, RowExpression{std::move(right)}}};
}

Predicate in_list(RowExpression subject, std::vector<Value> values, bool negated) {
  sort_unique(values);
  if (is_prefix_of_text(subject, values)) {
    return prefix_in_list(std::get<Substring>(subject.node), std::move(values), negated);
  }
  if (values.empty()) return negated ? not_null(std::move(subject)) : never();
  if (values.size() > 1) {
    return Predicate{InList{std::move(subject), std::move(values), negated}};
  }
  const auto op = negated ? Comparison::not_equal : Comparison::equal;
  return Predicate{Compare{std::move(subject), op, RowExpression{std::move(values.front())}}};
}

Predicate starts_with(RowExpression subject, std::vector<std::string> prefixes, bool negated) {
  std::vector<LiteralAlternative> alternatives;
  for (auto& prefix : prefixes) {
    // Every text begins with nothing.
    if (prefix.empty()) return negated ? never() : not_null(std::move(subject));
    alternatives.push_back({std::move(prefix), true, false});
  }
  return from_alternatives(subject, std::move(alternatives), negated);
}

Predicate like(RowExpression subject, const std::string& pattern, bool negated) {
  const auto begin = pattern.find_first_not_of('%');
  if (begin == std::string::npos) {
    if (pattern.empty()) return in_list(std::move(subject), {Value{std::string()}}, negated);
    return negated ? never() : not_null(std::move(subject));
  }
  const auto end = pattern.find_last_not_of('%') + 1;
  const std::string middle = pattern.substr(begin, end - begin);
  if (middle.find_first_of("%_") != std::string::npos) {
    return Predicate{Matches{std::move(subject), like_as_pattern(pattern), negated}};
  }
  return from_alternatives(subject, {{middle, begin == 0, end == pattern.size()}}, negated);
}

Predicate matches(RowExpression subject, const std::string& pattern, bool negated) {
  auto alternatives = literal_alternatives(pattern);
  if (!alternatives) return Predicate{Matches{std::move(subject), pattern, negated}};
  return from_alternatives(subject, std::move(*alternatives), negated);
}

bool is_constant(const Predicate& predicate, bool value) {
  const auto* constant = std::get_if<Constant>(&predicate.node);
  return constant != nullptr && constant->value == value;
}

}  // namespace hdis::query
