#include "plan/visit.hpp"

#include "plan/overloaded.hpp"

#include <type_traits>

namespace hdis::query {
namespace {

const RowExpression* subject_of(const Predicate& predicate) {
  return std::visit(
      [](const auto& node) -> const RowExpression* {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Compare>) {
          return &node.left;
        } else if constexpr (std::is_same_v<Node, InList> || std::is_same_v<Node, Matches> ||
                             std::is_same_v<Node, StartsWith> || std::is_same_v<Node, IsNull>) {
          return &node.subject;
        } else {
          return nullptr;
        }
      },
      predicate.node);
}

const std::vector<Predicate>* parts_of(const Predicate& predicate) {
  if (const auto* all = std::get_if<All>(&predicate.node)) return &all->parts;
  if (const auto* any = std::get_if<Any>(&predicate.node)) return &any->parts;
  return nullptr;
}

}  // namespace

void visit_fields(const RowExpression& expression, const catalogue::DatasetId& dataset,
                  const FieldVisitor& visit) {
  std::visit(overloaded{
                 [&](const FieldRef& field) { visit(dataset, field); },
                 [&](const DatePart& part) { visit(dataset, part.field); },
                 [&](const Substring& part) { visit(dataset, part.field); },
                 [&](const Banding& banding) {
                   for (const auto& arm : banding.arms) {
                     visit_fields(arm.when, dataset, visit);
                     visit_fields(arm.then, dataset, visit);
                   }
                   visit_fields(*banding.otherwise, dataset, visit);
                 },
                 [](const Value&) {},
             },
             expression.node);
}

void visit_fields(const Predicate& predicate, const catalogue::DatasetId& dataset,
                  const FieldVisitor& visit) {
  if (const auto* subject = subject_of(predicate)) visit_fields(*subject, dataset, visit);
  if (const auto* compare = std::get_if<Compare>(&predicate.node)) {
    visit_fields(compare->right, dataset, visit);
  }
  if (const auto* list = std::get_if<InCodeList>(&predicate.node)) visit(dataset, list->subject);
  if (const auto* person = std::get_if<PersonIn>(&predicate.node)) {
    visit_fields(person->persons->filter, person->persons->dataset, visit);
  }
  if (const auto* parts = parts_of(predicate)) {
    for (const auto& part : *parts) visit_fields(part, dataset, visit);
  }
}

void visit_populations(const Predicate& predicate,
                       const std::function<void(const Population&)>& visit) {
  if (const auto* person = std::get_if<PersonIn>(&predicate.node)) {
    visit(*person->persons);
    visit_populations(person->persons->filter, visit);
  }
  if (const auto* parts = parts_of(predicate)) {
    for (const auto& part : *parts) visit_populations(part, visit);
  }
}

std::size_t size_of(const RowExpression& expression) {
  const auto* banding = std::get_if<Banding>(&expression.node);
  if (banding == nullptr) return 1;
  std::size_t size = 1 + size_of(*banding->otherwise);
  for (const auto& arm : banding->arms) size += size_of(arm.when) + size_of(arm.then);
  return size;
}

std::size_t size_of(const Predicate& predicate) {
  std::size_t size = 1;
  if (const auto* subject = subject_of(predicate)) size += size_of(*subject);
  if (const auto* list = std::get_if<InList>(&predicate.node)) size += list->values.size();
  if (const auto* person = std::get_if<PersonIn>(&predicate.node)) {
    size += size_of(person->persons->filter);
  }
  if (const auto* parts = parts_of(predicate)) {
    for (const auto& part : *parts) size += size_of(part);
  }
  return size;
}

catalogue::FieldType type_of(const RowExpression& expression) {
  using catalogue::FieldType;
  return std::visit(overloaded{
                        [](const FieldRef& field) { return field.type; },
                        [](const DatePart&) { return FieldType::integer; },
                        [](const Substring&) { return FieldType::text; },
                        [](const Banding& banding) {
                          for (const auto& arm : banding.arms) {
                            if (arm.then != RowExpression{Value{Null{}}}) return type_of(arm.then);
                          }
                          return type_of(*banding.otherwise);
                        },
                        [](const Value& value) {
                          if (std::holds_alternative<std::int64_t>(value))
                            return FieldType::integer;
                          if (std::holds_alternative<double>(value)) return FieldType::decimal;
                          if (std::holds_alternative<Date>(value)) return FieldType::date;
                          return FieldType::text;
                        },
                    },
                    expression.node);
}

std::vector<Predicate> conjuncts(const Predicate& predicate) {
  if (const auto* all = std::get_if<All>(&predicate.node)) return all->parts;
  if (predicate == Predicate{Constant{true}}) return {};
  return {predicate};
}

}  // namespace hdis::query
