#include "numbers.hpp"

#include "hdis/core/assert.hpp"

#include "rules/ratio.hpp"
#include "rules/rules.hpp"

namespace hdis::disclosure {

LevelledCell Numbers::measure(const query::MeasureRef& ref, const JoinedRow* row) const {
  HDIS_ASSERT(ref.part < parts_.size());
  const auto& measures = parts_[ref.part].aggregation.measures;
  HDIS_ASSERT(ref.measure < measures.size());
  if (row == nullptr || (*row)[ref.part] == nullptr) {
    return {rule_for(measures[ref.measure].aggregate).of_nothing(), Level::national};
  }
  const GuardedCell& guarded = (*(*row)[ref.part])[ref.measure];
  return {guarded.cell, guarded.level};
}

LevelledCell Numbers::ratio(const query::RatioColumn& column, const JoinedRow* row) const {
  const LevelledCell above = measure(column.numerator, row);
  const LevelledCell below = measure(column.denominator, row);
  const bool national = above.level == Level::national && below.level == Level::national;
  return {protect_ratio(above.cell, below.cell, column.factor, column.decimals),
          national ? Level::national : Level::below_national};
}

LevelledCell Numbers::rate(const query::RateColumn& column, const Place& place,
                           const JoinedRow* row) const {
  const LevelledCell count = measure(column.numerator, row);
  auto years = persons(column, place);
  if (years) *years *= column.years;
  return {protect_rate(count.cell, years, column.per, column.decimals), count.level};
}

std::optional<double> Numbers::persons(const query::RateColumn& column, const Place& place) const {
  const catalogue::Population* population = catalogue_.population(column.population);
  if (population == nullptr) return std::nullopt;
  const auto all_areas = [population] {
    double sum = 0;
    for (const auto& [area, persons] : population->persons) sum += static_cast<double>(persons);
    return sum;
  };
  if (!column.area_dimension) return all_areas();
  HDIS_ASSERT(*column.area_dimension < place.size());
  const PlaceKey& area = place[*column.area_dimension];
  if (area.kind == released::Key::Kind::total) return all_areas();
  const auto found = population->persons.find(area.code);
  if (area.kind == released::Key::Kind::missing || found == population->persons.end()) {
    return std::nullopt;
  }
  return static_cast<double>(found->second);
}

LevelledCell Numbers::number(const query::Column& column, const Place& place,
                             const JoinedRow* row) const {
  if (const auto* one = std::get_if<query::MeasureColumn>(&column.content)) {
    return measure(one->measure, row);
  }
  if (const auto* one = std::get_if<query::RatioColumn>(&column.content)) return ratio(*one, row);
  const auto* one = std::get_if<query::RateColumn>(&column.content);
  HDIS_ASSERT(one != nullptr);
  return rate(*one, place, row);
}

}  // namespace hdis::disclosure
