#include "hdis/query/expression.hpp"

namespace hdis::query {

// Written here because the types contain one another: none is complete where it is declared.
bool operator==(const Banding& a, const Banding& b) {
  return a.arms == b.arms && a.otherwise == b.otherwise;
}
bool operator==(const RowExpression& a, const RowExpression& b) { return a.node == b.node; }
bool operator==(const Compare& a, const Compare& b) {
  return a.left == b.left && a.op == b.op && a.right == b.right;
}
bool operator==(const InList& a, const InList& b) {
  return a.subject == b.subject && a.values == b.values && a.negated == b.negated;
}
bool operator==(const Matches& a, const Matches& b) {
  return a.subject == b.subject && a.pattern == b.pattern && a.negated == b.negated;
}
bool operator==(const StartsWith& a, const StartsWith& b) {
  return a.subject == b.subject && a.prefixes == b.prefixes && a.negated == b.negated;
}
bool operator==(const IsNull& a, const IsNull& b) {
  return a.subject == b.subject && a.negated == b.negated;
}
bool operator==(const PersonIn& a, const PersonIn& b) {
  return a.persons == b.persons && a.negated == b.negated;
}
bool operator==(const All& a, const All& b) { return a.parts == b.parts; }
bool operator==(const Any& a, const Any& b) { return a.parts == b.parts; }
bool operator==(const Predicate& a, const Predicate& b) { return a.node == b.node; }
bool operator==(const BandArm& a, const BandArm& b) { return a.when == b.when && a.then == b.then; }
bool operator==(const Population& a, const Population& b) {
  return a.dataset == b.dataset && a.years == b.years && a.filter == b.filter;
}

}  // namespace hdis::query
