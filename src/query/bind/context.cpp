#include "bind/context.hpp"

#include "hdis/core/text.hpp"

namespace hdis::query {

std::string Context::called(const std::string& name) const {
  const auto written = written_as.find(name);
  return written == written_as.end() ? name : written->second;
}

bool Context::spend(std::size_t amount, SourcePosition where) {
  if (!exhausted && amount <= budget) {
    budget -= amount;
    return true;
  }
  // Said once, of the place where it first was too much; but whatever asks afterwards has failed too.
  if (!exhausted) exhausted = where;
  diagnostics.mistake("query.too_large",
                      "Written out with all its views and conditions, this question is too large.",
                      "Ask it in several parts.", *exhausted);
  return false;
}

Names named_relation(const ast::Name& name, std::optional<Relation> relation, Names older) {
  return std::make_shared<const NamedRelation>(
      NamedRelation{to_lower(name.text), std::move(relation), std::move(older)});
}

}  // namespace hdis::query
