#include "hdis/sqlgen/plan_check.hpp"

#include "overloaded.hpp"

namespace hdis::sqlgen {
namespace {

using query::Population;

/// Collects populations in the order in which the plan names them, outer before inner.
class Collector {
 public:
  void add(const Population& population) {
    found_.push_back(&population);
    look(population.filter);
  }

  void look(const query::Predicate& predicate) {
    std::visit(Overloaded{
                   [](const query::Constant&) {},
                   [](const query::InCodeList&) {},
                   [this](const query::Compare& compare) {
                     look(compare.left);
                     look(compare.right);
                   },
                   [this](const query::PersonIn& person_in) { add(*person_in.persons); },
                   [this](const query::All& all) { look(all.parts); },
                   [this](const query::Any& any) { look(any.parts); },
                   [this](const auto& test) { look(test.subject); },
               },
               predicate.node);
  }

  void look(const query::RowExpression& expression) {
    const auto* banding = std::get_if<query::Banding>(&expression.node);
    if (banding == nullptr) return;
    for (const query::BandArm& arm : banding->arms) {
      look(arm.when);
      look(arm.then);
    }
    look(*banding->otherwise);
  }

  [[nodiscard]] std::vector<const Population*> found() && { return std::move(found_); }

 private:
  void look(const std::vector<query::Predicate>& parts) {
    for (const query::Predicate& part : parts) look(part);
  }

  std::vector<const Population*> found_;
};

}  // namespace

std::vector<const Population*> populations_of(const query::Aggregation& aggregation) {
  Collector collector;
  for (const Population& population : aggregation.populations) collector.add(population);
  for (const query::Dimension& dimension : aggregation.dimensions) {
    for (const query::RowExpression& expression : dimension.by_population)
      collector.look(expression);
  }
  for (const query::Measure& measure : aggregation.measures) {
    if (measure.filter) collector.look(*measure.filter);
  }
  return std::move(collector).found();
}

}  // namespace hdis::sqlgen
