#include "plan/part_text.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/query/print.hpp"

#include "plan/expression_text.hpp"

namespace hdis::query {
namespace {

std::string_view function_of(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::count_records:
    case Aggregate::count_values:
    case Aggregate::count_people:
      return "COUNT";
    case Aggregate::sum:
      return "SUM";
    case Aggregate::mean:
      return "AVG";
    case Aggregate::median:
      return "MEDIAN";
  }
  return "";
}

}  // namespace

PartText::PartText(const Aggregation& part, const catalogue::Catalogue& catalogue)
    : part_(part), catalogue_(catalogue), plain_(is_plain()) {}

std::string PartText::from() const {
  if (plain_) return from_where_text(part_.populations.front(), catalogue_);
  std::vector<std::string> branches;
  for (std::size_t i = 0; i < part_.populations.size(); ++i) {
    for (const auto& population : in_one_table(part_.populations[i])) {
      branches.push_back(branch(population, i));
    }
  }
  return "FROM (" + joined(branches, " UNION ALL ") + ")";
}

std::string PartText::dimension(std::size_t index) const {
  if (!plain_) return numbered("dimension", index);
  const ExpressionWriter writer(catalogue_, part_.populations.front().dataset);
  return writer.text(part_.dimensions[index].by_population.front());
}

std::string PartText::measure(std::size_t index) const {
  const auto& measure = part_.measures[index];
  const auto& population = part_.populations.front();
  std::string argument = measure.argument ? measure.argument->name : "*";
  if (measure.aggregate == Aggregate::count_people) {
    argument = "DISTINCT " + (plain_ ? dataset(population).person_key : "person_key");
  }
  std::string text = std::string(function_of(measure.aggregate)) + "(" + argument + ")";
  if (measure.filter) {
    const ExpressionWriter writer(catalogue_, population.dataset);
    text += " FILTER (WHERE " + writer.text(*measure.filter) + ")";
  }
  return text;
}

std::string PartText::group_by(const std::vector<std::string>& names) const {
  const auto list = [&](const std::vector<std::size_t>& set) {
    std::vector<std::string> members;
    members.reserve(set.size());
    for (const std::size_t i : set) members.push_back(quoted_name(names[i]));
    return joined(members, ", ");
  };
  const auto& sets = part_.grouping_sets;
  if (sets.size() == 1) return sets.front().empty() ? "" : " GROUP BY " + list(sets.front());
  std::vector<std::string> texts;
  texts.reserve(sets.size());
  for (const auto& set : sets) texts.push_back("(" + list(set) + ")");
  return " GROUP BY GROUPING SETS (" + joined(texts, ", ") + ")";
}

bool PartText::is_plain() const {
  return part_.populations.size() == 1 && in_one_table(part_.populations.front()).size() == 1;
}

const catalogue::Dataset& PartText::dataset(const Population& population) const {
  const auto* found = catalogue_.dataset(population.dataset);
  HDIS_ASSERT(found != nullptr);
  return *found;
}

std::vector<Population> PartText::in_one_table(const Population& population) const {
  if (population.years.size() < 2 || !dataset(population).year_field.empty()) return {population};
  std::vector<Population> single;
  for (const auto year : population.years) {
    single.push_back({population.dataset, {year}, population.filter});
  }
  return single;
}

std::string PartText::branch(const Population& population, std::size_t index) const {
  const ExpressionWriter writer(catalogue_, population.dataset);
  std::string text = "SELECT *";
  for (std::size_t i = 0; i < part_.dimensions.size(); ++i) {
    text += ", " + writer.text(part_.dimensions[i].by_population[index]) + " AS " +
            numbered("dimension", i);
  }
  const std::string& person = dataset(population).person_key;
  if (!person.empty()) text += ", " + person + " AS person_key";
  return text + " " + from_where_text(population, catalogue_);
}

std::string numbered(std::string_view word, std::size_t index) {
  return std::string(word) + "_" + std::to_string(index + 1);
}

std::string quoted_name(const std::string& name) { return print(ast::Name{"", name, {}}); }

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result += between;
    result += texts[i];
  }
  return result;
}

}  // namespace hdis::query
