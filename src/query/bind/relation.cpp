#include "bind/relation.hpp"

#include "hdis/core/text.hpp"

#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <set>

namespace hdis::query {
namespace {

using Years = std::vector<FinancialYear>;

// The years that a condition on the year field allows; empty if it does not say, or only one bound of them.
struct YearRange {
  std::optional<Years> listed;
  Years excluded;
  std::optional<FinancialYear> from, to;
};

std::optional<FinancialYear> year_of(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : FinancialYear::parse(*text);
}

std::optional<Years> years_of(const std::vector<Value>& values) {
  Years years;
  for (const auto& value : values) {
    const auto year = year_of(value);
    if (!year) return std::nullopt;
    years.push_back(*year);
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

bool is_field(const RowExpression& expression, const std::string& name) {
  const auto* field = std::get_if<FieldRef>(&expression.node);
  return field != nullptr && field->name == name;
}

std::optional<YearRange> bound_of(const Compare& node) {
  const auto* value = std::get_if<Value>(&node.right.node);
  const auto year = value == nullptr ? std::nullopt : year_of(*value);
  if (!year) return std::nullopt;
  YearRange range;
  switch (node.op) {
    case Comparison::equal:
      range.listed = Years{*year};
      break;
    case Comparison::not_equal:
      range.excluded = {*year};
      break;
    case Comparison::greater_equal:
      range.from = year;
      break;
    case Comparison::less_equal:
      range.to = year;
      break;
    case Comparison::greater:
      range.from = FinancialYear::starting(year->first_calendar_year() + 1);
      if (!range.from) return std::nullopt;
      break;
    case Comparison::less:
      range.to = FinancialYear::starting(year->first_calendar_year() - 1);
      if (!range.to) return std::nullopt;
      break;
  }
  return range;
}

std::optional<YearRange> year_range_of(const Predicate& condition, const std::string& year_field) {
  if (const auto* compare = std::get_if<Compare>(&condition.node)) {
    if (is_field(compare->left, year_field)) return bound_of(*compare);
  }
  const auto* list = std::get_if<InList>(&condition.node);
  if (list == nullptr || !is_field(list->subject, year_field)) return std::nullopt;
  const auto years = years_of(list->values);
  if (!years) return std::nullopt;
  YearRange range;
  if (list->negated) {
    range.excluded = *years;
  } else {
    range.listed = *years;
  }
  return range;
}

Years between(FinancialYear from, FinancialYear to) {
  Years years;
  for (int first = from.first_calendar_year(); first <= to.first_calendar_year(); ++first) {
    if (const auto year = FinancialYear::starting(first)) years.push_back(*year);
  }
  return years;
}

// All conditions on the year of one branch, and what they come to.
class YearFolding {
 public:
  explicit YearFolding(Years known) {
    if (!known.empty()) listed_ = std::move(known);
  }

  void take(const Predicate& condition, const YearRange& range) {
    taken_.push_back(condition);
    if (range.listed) narrow(*range.listed);
    excluded_.insert(range.excluded.begin(), range.excluded.end());
    if (range.from && (!from_ || *range.from > *from_)) from_ = range.from;
    if (range.to && (!to_ || *range.to < *to_)) to_ = range.to;
  }

  /// The years, if the conditions name them; else the conditions must stay.
  [[nodiscard]] std::optional<Years> years() const {
    std::optional<Years> all = listed_;
    if (!all && from_ && to_) all = between(*from_, *to_);
    if (!all) return std::nullopt;
    Years left;
    for (const auto year : *all) {
      const bool inside = (!from_ || year >= *from_) && (!to_ || year <= *to_);
      if (inside && excluded_.count(year) == 0) left.push_back(year);
    }
    return left;
  }

  [[nodiscard]] const std::vector<Predicate>& conditions() const { return taken_; }

 private:
  void narrow(const Years& years) {
    if (!listed_) {
      listed_ = years;
      return;
    }
    Years both;
    std::set_intersection(listed_->begin(), listed_->end(), years.begin(), years.end(),
                          std::back_inserter(both));
    listed_ = std::move(both);
  }

  std::optional<Years> listed_;
  std::set<FinancialYear> excluded_;
  std::optional<FinancialYear> from_, to_;
  std::vector<Predicate> taken_;
};

// The values that a condition leaves for its subject.
std::optional<std::pair<RowExpression, std::set<Value>>> allowed(const Predicate& condition) {
  if (const auto* list = std::get_if<InList>(&condition.node)) {
    if (list->negated) return std::nullopt;
    return std::pair(list->subject, std::set<Value>(list->values.begin(), list->values.end()));
  }
  const auto* compare = std::get_if<Compare>(&condition.node);
  if (compare == nullptr || compare->op != Comparison::equal) return std::nullopt;
  const auto* value = std::get_if<Value>(&compare->right.node);
  if (value == nullptr) return std::nullopt;
  return std::pair(compare->left, std::set<Value>{*value});
}

bool disjoint(const std::set<Value>& a, const std::set<Value>& b) {
  return std::none_of(a.begin(), a.end(), [&](const Value& value) { return b.count(value) > 0; });
}

std::optional<std::set<Value>> allowed_by(const Predicate& filter, const RowExpression& subject) {
  for (const auto& condition : conjuncts(filter)) {
    const auto known = allowed(condition);
    if (known && known->first == subject) return known->second;
  }
  return std::nullopt;
}

// Whether the expression is the financial year of a record.
bool is_year_of(const RowExpression& expression, const Population& population,
                const catalogue::Catalogue& catalogue) {
  const auto* dataset = catalogue.dataset(population.dataset);
  return dataset != nullptr && !dataset->year_field.empty() &&
         is_field(expression, dataset->year_field);
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) { return to_upper(a) == to_upper(b); }

const RowColumn* find_column(const RowRelation& rows, std::string_view name) {
  const auto found = std::find_if(rows.columns.begin(), rows.columns.end(),
                                  [&](const auto& column) { return same_name(column.name, name); });
  return found == rows.columns.end() ? nullptr : &*found;
}

bool add_filter(RowBranch& branch, const std::vector<Predicate>& conditions) {
  YearFolding folding(branch.years);
  std::vector<Predicate> rest;
  const auto take = [&](const Predicate& condition) {
    for (const auto& part : conjuncts(condition)) {
      const auto range = branch.dataset->year_field.empty()
                             ? std::nullopt
                             : year_range_of(part, branch.dataset->year_field);
      if (range) {
        folding.take(part, *range);
      } else {
        rest.push_back(part);
      }
    }
  };
  take(branch.filter);
  for (const auto& condition : conditions) take(condition);

  const auto years = folding.years();
  if (!years) rest.insert(rest.end(), folding.conditions().begin(), folding.conditions().end());
  branch.filter = all_of(rest);
  if (!years) return true;
  if (years->empty()) {
    branch.filter = Predicate{Constant{false}};
    return false;
  }
  branch.years = *years;
  return true;
}

Population population_of(const RowBranch& branch) {
  return {branch.dataset->id, branch.years, branch.filter};
}

bool share_no_records(const Population& a, const Population& b) {
  if (a.dataset != b.dataset) return true;
  const bool years_known = !a.years.empty() && !b.years.empty();
  const bool no_common_year =
      years_known && std::none_of(a.years.begin(), a.years.end(), [&](FinancialYear year) {
        return std::binary_search(b.years.begin(), b.years.end(), year);
      });
  if (no_common_year) return true;
  const auto conditions = conjuncts(a.filter);
  return std::any_of(conditions.begin(), conditions.end(), [&](const Predicate& condition) {
    const auto in_a = allowed(condition);
    const auto in_b = in_a ? allowed_by(b.filter, in_a->first) : std::nullopt;
    return in_b && disjoint(in_a->second, *in_b);
  });
}

std::optional<std::set<Value>> values_of(const RowExpression& expression,
                                         const Population& population,
                                         const catalogue::Catalogue& catalogue) {
  if (const auto* value = std::get_if<Value>(&expression.node)) return std::set<Value>{*value};
  if (const auto* banding = std::get_if<Banding>(&expression.node)) {
    auto all = values_of(*banding->otherwise, population, catalogue);
    for (const auto& arm : banding->arms) {
      auto more = values_of(arm.then, population, catalogue);
      if (!all || !more) return std::nullopt;
      all->merge(*more);
    }
    return all;
  }
  if (is_year_of(expression, population, catalogue) && !population.years.empty()) {
    std::set<Value> codes;
    for (const auto year : population.years) codes.insert(Value{year.code()});
    return codes;
  }
  return allowed_by(population.filter, expression);
}

std::optional<Value> only_value(const RowExpression& expression, const Population& population,
                                const catalogue::Catalogue& catalogue) {
  if (const auto* value = std::get_if<Value>(&expression.node)) return *value;
  const bool one_year =
      is_year_of(expression, population, catalogue) && population.years.size() == 1;
  if (!one_year) return std::nullopt;
  return Value{population.years.front().code()};
}

}  // namespace hdis::query
