#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/ast.hpp"

#include "bind/diagnostics.hpp"
#include "bind/relation.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace hdis::query {

/// Names of views and common tables that are visible at some place, newest first. What a name stands for
/// is empty if it could not be bound; the reasons have been given where it was defined.
struct NamedRelation {
  std::string name;  ///< Lower case.
  std::optional<Relation> relation;
  std::shared_ptr<const NamedRelation> older;
};
using Names = std::shared_ptr<const NamedRelation>;

/// Whether corrected queries are wanted; not while one of them is itself being tried.
enum class Offers : std::uint8_t { yes, no };

/// What every part of the binder needs.
struct Context {
  const catalogue::Catalogue& catalogue;
  Diagnostics diagnostics;
  Offers offers = Offers::yes;
  /// Expressions that may still be bound: inlining views into views could otherwise grow without bound.
  std::size_t budget = 150'000;

  /// The SELECT of which the WHERE is being bound: names of its columns cannot be used there.
  const ast::Select* where_of = nullptr;
  /// Fields under other names than the catalogue's, as they were written: upper case name to spelling.
  std::map<std::string, std::string> written_as = {};

  /// What the author calls the field `name`: as they wrote it, if they did.
  [[nodiscard]] std::string called(const std::string& name) const;

  /// Takes `amount` from the budget; false (and a reason, once) if there is not enough left.
  bool spend(std::size_t amount, SourcePosition where);
  std::optional<SourcePosition> exhausted = std::nullopt;
};

/// Whether `query`, offered instead of what was written, is answered as it stands. False while one is being tried.
[[nodiscard]] bool may_offer(const Context& context, const std::string& query);

/// `older` with one more name in front.
[[nodiscard]] Names named_relation(const ast::Name& name, std::optional<Relation> relation,
                                   Names older);

/// A query with all its parts. Empty if it failed; the reasons are in the diagnostics.
[[nodiscard]] std::optional<Relation> bind_query(Context& context, const ast::Query& query,
                                                 const Names& names);
/// One SELECT. `query` is where its ORDER BY and LIMIT are, if it stands alone in it.
[[nodiscard]] std::optional<Relation> bind_select(Context& context, const ast::Select& select,
                                                  const ast::Query* query, const Names& names);
/// FROM, with joins and pivots.
[[nodiscard]] std::optional<Relation> bind_from(Context& context, const ast::Select& select,
                                                const Names& names);
/// Several terms of UNION.
[[nodiscard]] std::optional<Relation> bind_union(Context& context, const ast::Query& query,
                                                 const Names& names);

}  // namespace hdis::query
