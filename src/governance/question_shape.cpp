#include "hdis/governance/question_shape.hpp"

namespace hdis::governance {

Digest shape_of(const query::Plan& plan) {
  auto shape = plan;
  for (auto& table : shape.tables) {
    for (auto& part : table.parts) {
      for (auto& population : part.populations) {
        population.filter = query::Predicate();
        population.years.clear();
      }
      for (auto& measure : part.measures) measure.filter.reset();
    }
  }
  return query::fingerprint(shape);
}

}  // namespace hdis::governance
