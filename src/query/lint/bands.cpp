#include "hdis/core/text.hpp"

#include "bind/field_rules.hpp"
#include "lint/lint.hpp"
#include "lint/reach.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace hdis::query {
namespace {

// Ages below one year as HES writes them in its decimal fields (SRC-0061).
constexpr std::array<double, 7> ages_of_babies = {0.002, 0.010, 0.048, 0.167, 0.375, 0.625, 0.875};

// Between bounds further apart, nothing may have been meant to be counted.
constexpr double widest_gap = 1;

bool is_age(const catalogue::Field& field) {
  return field.derivation && field.derivation->function == "age_decimal";
}

void collect_bounds(const Predicate& condition, const std::string& field,
                    std::set<double>& bounds) {
  const std::vector<Predicate>* parts = nullptr;
  if (const auto* all = std::get_if<All>(&condition.node)) parts = &all->parts;
  if (const auto* any = std::get_if<Any>(&condition.node)) parts = &any->parts;
  if (parts != nullptr) {
    for (const auto& part : *parts) collect_bounds(part, field, bounds);
    return;
  }
  const auto* compare = std::get_if<Compare>(&condition.node);
  if (compare == nullptr) return;
  const auto* ref = std::get_if<FieldRef>(&compare->left.node);
  const auto* value = std::get_if<Value>(&compare->right.node);
  const auto* number = value == nullptr ? nullptr : std::get_if<double>(value);
  if (ref != nullptr && ref->name == field && number != nullptr) bounds.insert(*number);
}

// Decimal fields that a condition of the bands reads.
std::set<std::string> decimal_fields(const catalogue::Dataset& dataset, const Banding& bands) {
  std::set<std::string> names;
  for (const auto& arm : bands.arms) {
    visit_fields(arm.when, dataset.id, [&](const auto& owner, const FieldRef& ref) {
      if (owner == dataset.id && ref.type == catalogue::FieldType::decimal) names.insert(ref.name);
    });
  }
  return names;
}

struct Gap {
  double after = 0;
  double before = 0;
};

// A value between two bounds that are both in a band, and in none itself.
template <class Covered>
std::vector<Gap> gaps_between(const std::set<double>& bounds, const Covered& covered) {
  std::vector<Gap> gaps;
  for (auto bound = bounds.begin(); bound != bounds.end(); ++bound) {
    const auto next = std::next(bound);
    if (next == bounds.end() || *next - *bound > widest_gap) continue;
    if (covered(*bound) && covered(*next) && !covered((*bound + *next) / 2)) {
      gaps.push_back({*bound, *next});
    }
  }
  return gaps;
}

std::string in_words(const std::vector<Gap>& gaps) {
  std::string text;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    text += i == 0 ? "" : i + 1 == gaps.size() ? " or " : ", ";
    text += "between " + to_plain_text(Value{gaps[i].after}) + " and " +
            to_plain_text(Value{gaps[i].before});
  }
  return text;
}

void check_field(Context& context, const catalogue::Field& field, const Banding& bands,
                 SourcePosition where) {
  const auto covered = [&](double value) {
    return std::any_of(bands.arms.begin(), bands.arms.end(), [&](const BandArm& arm) {
      return mentions(arm.when, field.name) && possible(arm.when, field.name, value);
    });
  };
  std::set<double> bounds;
  for (const auto& arm : bands.arms) collect_bounds(arm.when, field.name, bounds);

  const bool loses_babies = is_age(field) && covered(0) && covered(1) &&
                            !std::all_of(ages_of_babies.begin(), ages_of_babies.end(), covered);
  if (loses_babies) {
    context.diagnostics.warn("lint.band_gap",
                             "No WHEN of this CASE holds children under one year, whose " +
                                 field.name + " is 0.002 to 0.875.",
                             "Let the first band be " + field.name + " < 1.", where);
    return;
  }
  const auto gaps = gaps_between(bounds, covered);
  if (gaps.empty()) return;
  const std::string message =
      field.name + " has decimals, and no WHEN of this CASE holds a value " + in_words(gaps) + ".";
  const std::string suggestion =
      "Write the upper end of a band with <, so that nothing can fall between: " + field.name +
      " < " + to_plain_text(Value{gaps.front().before}) + ".";
  if (is_age(field)) {
    context.diagnostics.note("note.band_gap", message + " (HES gives whole years from 1 on.)",
                             suggestion, where);
  } else {
    context.diagnostics.warn("lint.band_gap", message, suggestion, where);
  }
}

}  // namespace

void lint_band_gaps(Context& context, const catalogue::Dataset& dataset, const Banding& bands,
                    SourcePosition where) {
  for (const auto& name : decimal_fields(dataset, bands)) {
    if (const auto* field = dataset.find(name)) check_field(context, *field, bands, where);
  }
}

}  // namespace hdis::query
