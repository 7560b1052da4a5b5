#pragma once

#include "bind/context.hpp"

#include <string_view>

namespace hdis::query {

/// Whether a function of this name (upper case) makes one value out of many records, allowed or not.
[[nodiscard]] bool is_aggregate(std::string_view name);

/// Whether a function of this name (upper case) puts another value where one is missing: COALESCE and its like.
[[nodiscard]] bool gives_default(std::string_view name);

/// Whether some aggregate stands anywhere in `expression`.
[[nodiscard]] bool has_aggregate(const ast::Expression& expression);

[[nodiscard]] bool is_arithmetic(ast::BinaryOperator op);

/// Explains why values of records are not calculated with.
void refuse_arithmetic(Context& context, const ast::Expression& expression);

/// Explains that a function of one record is not part of the language, and what is instead.
void refuse_function(Context& context, const ast::Call& call, SourcePosition where);

/// Explains that an aggregate other than those that can be protected is not given.
void refuse_aggregate(Context& context, const ast::Call& call, SourcePosition where);

}  // namespace hdis::query
