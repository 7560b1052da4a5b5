#pragma once

#include "bind/context.hpp"

#include <optional>
#include <string>

namespace hdis::query {

/// A constant as its author wrote it.
struct WrittenConstant {
  ast::LiteralKind kind = ast::LiteralKind::null;
  std::string text;  ///< Without quotes, numbers with their sign.
  SourcePosition where;
};

/// The constant that `expression` is: a literal, a signed number, or a text marked as a date
/// (`CAST('2017-04-01' AS DATE)`, `DATE('2017-04-01')`). Empty if it is anything else.
[[nodiscard]] std::optional<WrittenConstant> constant_of(const ast::Expression& expression);

/// What a constant is compared with.
struct ConstantTarget {
  catalogue::FieldType type = catalogue::FieldType::text;
  const catalogue::Field* field = nullptr;  ///< Whose codes it should be one of; may be null.
  bool year_field = false;                  ///< The field that holds the financial year.
};

/// `constant` as a value of the target's type: `1718` as '1718', `1` as '01' where that is the code,
/// '3' as 3. Empty, with a reason in the diagnostics, if it cannot be one. NULL stays NULL.
[[nodiscard]] std::optional<Value> value_for(Context& context, const WrittenConstant& constant,
                                             const ConstantTarget& target);

/// `constant` as it stands, where nothing says what type it should have.
[[nodiscard]] std::optional<Value> value_of(Context& context, const WrittenConstant& constant);

/// Whether `code` means something in `field`: a code of its system or a convention for missing values.
[[nodiscard]] bool is_known_code(const catalogue::Catalogue& catalogue,
                                 const catalogue::Field& field, const std::string& code);

}  // namespace hdis::query
