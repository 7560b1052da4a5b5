#include "bind/ast_text.hpp"

#include "hdis/core/text.hpp"
#include "hdis/query/print.hpp"

namespace hdis::query {

std::string written_text(const ast::Expression& expression) { return print(expression); }

std::string written_text(const ast::Select& select) {
  ast::Query query;
  query.terms.emplace_back(select);
  return print(query);
}

std::string name_text(const std::string& name) { return print(ast::Name{"", name, {}}); }

bool same_text(const ast::Expression& a, const ast::Expression& b) {
  const auto* first = std::get_if<ast::Name>(&a.node);
  const auto* second = std::get_if<ast::Name>(&b.node);
  if (first != nullptr && second != nullptr) return to_upper(first->text) == to_upper(second->text);
  return to_upper(print(a)) == to_upper(print(b));
}

}  // namespace hdis::query
