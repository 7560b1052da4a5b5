#include "hdis/sqlgen/value_type.hpp"

#include "overloaded.hpp"

namespace hdis::sqlgen {

ValueType type_of(catalogue::FieldType type) {
  switch (type) {
    case catalogue::FieldType::integer:
      return ValueType::integer;
    case catalogue::FieldType::decimal:
      return ValueType::decimal;
    case catalogue::FieldType::date:
      return ValueType::date;
    case catalogue::FieldType::text:
    case catalogue::FieldType::time:
      return ValueType::text;
  }
  return ValueType::none;
}

ValueType type_of(const query::Value& value) {
  return std::visit(Overloaded{
                        [](const query::Null&) { return ValueType::none; },
                        [](const std::string&) { return ValueType::text; },
                        [](std::int64_t) { return ValueType::integer; },
                        [](double) { return ValueType::decimal; },
                        [](const Date&) { return ValueType::date; },
                    },
                    value);
}

ValueType type_of(const query::RowExpression& expression) {
  return std::visit(Overloaded{
                        [](const query::FieldRef& field) { return type_of(field.type); },
                        [](const query::DatePart&) { return ValueType::integer; },
                        [](const query::Substring&) { return ValueType::text; },
                        [](const query::Banding& banding) {
                          ValueType type = type_of(*banding.otherwise);
                          for (const query::BandArm& arm : banding.arms) {
                            type = common_type(type, type_of(arm.then));
                          }
                          return type;
                        },
                        [](const query::Value& value) { return type_of(value); },
                    },
                    expression.node);
}

ValueType common_type(ValueType a, ValueType b) {
  if (a == b || b == ValueType::none) return a;
  if (a == ValueType::none) return b;
  return ValueType::text;
}

}  // namespace hdis::sqlgen
