#include "random_tree.hpp"

#include <array>
#include <utility>

namespace hdis::query::test {

namespace {

using ast::Expression;

constexpr std::size_t deepest = 8;

Expression node(auto content) { return {std::move(content), {}}; }

}  // namespace

std::size_t RandomTree::choose(std::size_t alternatives) {
  return next_ < choices_.size() ? choices_[next_++] % alternatives : 0;
}

std::string RandomTree::word() {
  static constexpr std::array<std::string_view, 12> words = {
      "a",    "SEX",  "fin_year", "select", "2017_18",       "x y",
      "it`s", "Date", "top",      "ALL",    "\u00e9t\u00e9", "a\"b"};
  return std::string(words.at(choose(words.size())));
}

ast::Name RandomTree::name() {
  static constexpr std::array<std::string_view, 4> qualifiers = {"", "t", "hes.x", "from"};
  const std::string qualifier(qualifiers.at(choose(qualifiers.size())));
  return {qualifier, word(), {}};
}

std::string RandomTree::alias() { return toss() ? word() : ""; }

std::string RandomTree::text() {
  static constexpr std::array<std::string_view, 7> texts = {
      "1", "", "it's", "--", "E1[0-4]|\\.", "/* \u2019 */", "\""};
  return std::string(texts.at(choose(texts.size())));
}

Expression RandomTree::literal() {
  using ast::LiteralKind;
  switch (choose(7)) {
    case 0:
      return node(ast::Literal{LiteralKind::integer, "1718"});
    case 1:
      return node(ast::Literal{LiteralKind::integer, "-1"});
    case 2:
      return node(ast::Literal{LiteralKind::decimal, "-0.5"});
    case 3:
      return node(ast::Literal{LiteralKind::null, ""});
    case 4:
      return node(ast::Literal{LiteralKind::boolean, "FALSE"});
    case 5:
      return node(ast::Literal{LiteralKind::date, "2017-04-01"});
    default:
      return node(ast::Literal{LiteralKind::text, text()});
  }
}

Expression RandomTree::leaf() { return toss() ? literal() : node(name()); }

Expression RandomTree::binary() {
  const auto op = static_cast<ast::BinaryOperator>(choose(14));
  auto left = expression();
  auto right = expression();
  // A comparison with a bare NULL is a mistake of its own.
  const auto* null = std::get_if<ast::Literal>(&right.node);
  if (null != nullptr && null->kind == ast::LiteralKind::null) right = node(name());
  return node(ast::Binary{op, std::move(left), std::move(right)});
}

Expression RandomTree::unary() {
  const auto op = static_cast<ast::UnaryOperator>(choose(3));
  auto operand = expression();
  // -1 is a literal, not a sign and a literal.
  if (std::holds_alternative<ast::Literal>(operand.node)) operand = node(name());
  return node(ast::Unary{op, std::move(operand)});
}

Expression RandomTree::test() {
  auto subject = expression();
  const bool negated = toss();
  switch (choose(6)) {
    case 0:
      return node(ast::IsNull{std::move(subject), negated});
    case 1:
      return node(ast::In{std::move(subject), values(), negated});
    case 2:
      return node(ast::Between{std::move(subject), expression(), expression(), negated});
    case 3:
      return node(ast::Pattern{std::move(subject), expression(), ast::PatternKind::like, negated});
    case 4:
      return node(ast::Pattern{std::move(subject), expression(), ast::PatternKind::rlike, negated});
    default:
      return node(ast::InQuery{std::move(subject), query(), negated});
  }
}

Expression RandomTree::cases() {
  ast::Case cases;
  if (toss()) cases.operand = expression();
  do {
    auto when = expression();
    cases.arms.push_back({std::move(when), expression()});
  } while (toss());
  if (toss()) cases.otherwise = expression();
  return node(std::move(cases));
}

Expression RandomTree::call() {
  static constexpr std::array<std::string_view, 6> functions = {"COUNT", "SUM",      "LEFT",
                                                                "YEAR",  "CODELIST", "IF"};
  ast::Call call;
  call.name = functions.at(choose(functions.size()));
  call.distinct = toss();
  if (toss()) {
    call.arguments.push_back(node(ast::Star{}));
  } else {
    call.arguments = expressions(0);
  }
  if (call.distinct && call.arguments.empty()) call.arguments.push_back(leaf());
  if (toss()) call.filter = expression();
  call.windowed = toss();
  return node(std::move(call));
}

// A single sub-query in a list is an InQuery.
std::vector<Expression> RandomTree::values() {
  auto list = expressions(1);
  const bool query = std::holds_alternative<ast::Subquery>(list.front().node);
  if (list.size() == 1 && query) list.push_back(literal());
  return list;
}

std::vector<Expression> RandomTree::expressions(std::size_t least) {
  std::vector<Expression> list;
  while (list.size() < least || toss()) list.push_back(expression());
  return list;
}

Expression RandomTree::expression() {
  if (depth_ >= deepest) return leaf();
  ++depth_;
  auto result = [&] {
    switch (choose(9)) {
      case 1:
      case 2:
        return binary();
      case 3:
        return unary();
      case 4:
      case 5:
        return test();
      case 6:
        return cases();
      case 7:
        return call();
      case 8:
        return toss() ? node(ast::Cast{expression(), "DECIMAL(10,2)"})
                      : node(ast::Subquery{query(), toss()});
      default:
        return leaf();
    }
  }();
  --depth_;
  return result;
}

ast::SelectItem RandomTree::item() {
  auto content = choose(5) == 4 ? node(ast::Star{}) : expression();
  const bool star = std::holds_alternative<ast::Star>(content.node);
  return {std::move(content), star ? "" : alias(), {}};
}

ast::Pivot RandomTree::pivot() {
  ast::Pivot pivot;
  do {
    auto aggregate = call();
    pivot.aggregates.push_back({std::move(aggregate), alias(), {}});
  } while (toss());
  pivot.column = name();
  do {
    auto value = literal();
    pivot.values.push_back({std::move(value), alias()});
  } while (toss());
  return pivot;
}

ast::Join RandomTree::join() {
  const auto kind = static_cast<ast::JoinKind>(choose(5));
  ast::Join join{kind, table(), {}, {}, {}};
  switch (choose(3)) {
    case 1:
      join.on = expression();
      break;
    case 2:
      join.using_columns.push_back(name());
      break;
    default:
      break;
  }
  return join;
}

ast::TableRef RandomTree::table() {
  ast::TableRef table{name(), "", {}, {}, {}};
  if (depth_ >= deepest) return table;
  ++depth_;
  if (toss()) table.source = Box<ast::Query>(query());
  if (choose(4) == 3) table.pivot = pivot();
  table.alias = alias();
  while (choose(3) == 2) table.joins.push_back(join());
  --depth_;
  return table;
}

std::vector<ast::GroupBy> RandomTree::group_by() {
  std::vector<ast::GroupBy> groups;
  while (toss()) {
    const auto kind = static_cast<ast::GroupingKind>(choose(4));
    // Two plain ones side by side are one.
    const bool plain = kind == ast::GroupingKind::plain;
    if (plain && !groups.empty() && groups.back().kind == kind) continue;
    ast::GroupBy group{kind, {}};
    do group.elements.push_back(expressions(kind == ast::GroupingKind::sets ? 0 : 1));
    while (toss());
    groups.push_back(std::move(group));
  }
  return groups;
}

ast::Select RandomTree::select() {
  ast::Select select;
  select.distinct = toss();
  do select.items.push_back(item());
  while (toss());
  while (toss()) select.from.push_back(table());
  if (toss()) select.where_condition = expression();
  select.group_by = group_by();
  if (toss()) select.having = expression();
  return select;
}

ast::Query RandomTree::query() {
  ast::Query query;
  if (depth_ >= deepest) {
    query.terms.emplace_back(ast::Select{});
    std::get<ast::Select>(query.terms.front()).items.push_back({leaf(), "", {}});
    return query;
  }
  ++depth_;
  while (choose(4) == 3) query.with.push_back({{"", word(), {}}, this->query()});
  query.terms.emplace_back(select());
  while (choose(3) == 2) {
    query.operators.push_back(static_cast<ast::SetOperator>(choose(4)));
    if (toss()) {
      query.terms.emplace_back(select());
    } else {
      query.terms.emplace_back(Box<ast::Query>(this->query()));
    }
  }
  while (choose(3) == 2) query.order_by.push_back({expression(), toss()});
  if (toss()) query.limit = 10;
  --depth_;
  return query;
}

ast::Script RandomTree::script() {
  ast::Script script;
  do {
    if (toss()) {
      auto view = name();
      script.statements.push_back({ast::CreateView{std::move(view), query()}, {}});
    } else {
      script.statements.push_back({query(), {}});
    }
  } while (choose(4) == 3);
  return script;
}

}  // namespace hdis::query::test
