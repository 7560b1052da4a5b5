#pragma once

#include "bind/context.hpp"

/// What the catalogue allows to be done with a field. Each function says what is wrong and returns false.
namespace hdis::query {

/// The catalogue's entry for a bound field.
[[nodiscard]] const catalogue::Field& field_of(const catalogue::Dataset& dataset,
                                               const FieldRef& ref);

/// May a condition look at it? Never identifiers, person keys, record keys.
bool check_filter(Context& context, const catalogue::Dataset& dataset,
                  const RowExpression& expression, SourcePosition where);

/// May it divide a table?
bool check_dimension(Context& context, const catalogue::Dataset& dataset,
                     const RowExpression& expression, SourcePosition where);

/// Whether a table takes only one such dimension: it is a fine field, or made from one.
[[nodiscard]] bool is_fine(const catalogue::Dataset& dataset, const RowExpression& expression);

/// Whether it is a place or an organisation, or made from one.
[[nodiscard]] bool is_place(const catalogue::Dataset& dataset, const RowExpression& expression);

/// May it be summed or averaged?
bool check_quantity(Context& context, const catalogue::Field& field, const std::string& aggregate,
                    SourcePosition where);

/// May its values be counted one by one (COUNT(field))?
bool check_countable(Context& context, const catalogue::Field& field, SourcePosition where);

/// Does a bound of a date stand between whole months (quarters, years), as the field asks? `date` belongs
/// to the records that are kept: `>= date` if `lower`, `<= date` if not.
bool check_date_bound(Context& context, const catalogue::Field& field, Date date, bool lower,
                      SourcePosition where);

/// Is this part of the date no finer than the field may be seen?
bool check_date_part(Context& context, const catalogue::Field& field, DatePartKind part,
                     SourcePosition where);

}  // namespace hdis::query
