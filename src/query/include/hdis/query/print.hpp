#pragma once

#include "hdis/query/ast.hpp"

#include <cstdint>
#include <string>

namespace hdis::query {

/// How many brackets a printed tree shows.
enum class Brackets : std::uint8_t {
  needed,  ///< As a person would write it.
  /// Round every operator, so that the shape of the tree can be seen. Chains of AND and OR stay flat.
  every,
};

/// The tree as text on one line, such that parsing it gives the tree again (places apart).
/// Statements are separated by "; ". Names that need quotes get backticks; keywords are in
/// capitals.
[[nodiscard]] std::string print(const ast::Script& script, Brackets brackets = Brackets::needed);
[[nodiscard]] std::string print(const ast::Query& query, Brackets brackets = Brackets::needed);
[[nodiscard]] std::string print(const ast::Expression& expression,
                                Brackets brackets = Brackets::needed);
/// A name with its qualifier, quoted where it must be.
[[nodiscard]] std::string print(const ast::Name& name);

}  // namespace hdis::query
