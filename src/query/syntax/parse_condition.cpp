#include "hdis/core/assert.hpp"

#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::BinaryOperator;
using ast::Expression;
using ast::PatternKind;

// LIKE ANY repeats its subject for each pattern, so the subject must be a short one.
constexpr std::size_t longest_repeated_subject = 16;  // Tokens.

constexpr std::array<std::string_view, 7> test_keywords = {"IN",     "BETWEEN", "LIKE",   "RLIKE",
                                                           "REGEXP", "ILIKE",   "SIMILAR"};

bool is_test_keyword(const Token& token) {
  return std::any_of(test_keywords.begin(), test_keywords.end(),
                     [&](std::string_view keyword) { return token.is(keyword); });
}

std::optional<BinaryOperator> comparison(const Token& token) {
  switch (token.symbol) {
    case Symbol::equal:
    case Symbol::double_equal:
      return BinaryOperator::equal;
    case Symbol::not_equal:
      return BinaryOperator::not_equal;
    case Symbol::less:
      return BinaryOperator::less;
    case Symbol::less_equal:
      return BinaryOperator::less_equal;
    case Symbol::greater:
      return BinaryOperator::greater;
    case Symbol::greater_equal:
      return BinaryOperator::greater_equal;
    default:
      return std::nullopt;
  }
}

bool begins_test(const Cursor& cursor) {
  return comparison(cursor.now()) || is_test_keyword(cursor.now()) || cursor.at("IS") ||
         (cursor.at("NOT") && is_test_keyword(cursor.ahead()));
}

// What may not stand behind `sign`, because it is a test of its own: EPISTAT = IN ('1','3').
std::optional<Error> second_test(const Cursor& cursor, const Token& sign) {
  const bool negated = cursor.at("NOT") && is_test_keyword(cursor.ahead());
  const Token& second = negated ? cursor.ahead() : cursor.now();
  if (is_test_keyword(second) || second.is("IS")) {
    return complain(
        cursor, "query.two_comparisons",
        fmt::format("{} and {} are two comparisons side by side.", sign.text, second.text),
        fmt::format("Leave out one of them, most likely the {}.", sign.text));
  }
  if (comparison(second)) {
    return complain(
        cursor, "query.two_comparisons",
        fmt::format("{} and {} are two comparisons side by side.", sign.text, second.text),
        "Leave out one of them; not equal is <>.");
  }
  return std::nullopt;
}

bool is_null(const Expression& expression) {
  const auto* literal = std::get_if<ast::Literal>(&expression.node);
  return literal != nullptr && literal->kind == ast::LiteralKind::null;
}

Error compared_with_null(SourcePosition where, BinaryOperator op) {
  const bool equal = op == BinaryOperator::equal;
  return complain_at(where, "query.compared_with_null",
                     "A comparison with NULL is never true, whatever the field holds.",
                     equal ? "Write IS NULL." : "Write IS NOT NULL.");
}

std::optional<Error> quantified(const Cursor& cursor) {
  const bool quantifier = cursor.at("ANY") || cursor.at("ALL") || cursor.at("SOME");
  if (!quantifier || !cursor.ahead().is(Symbol::left_bracket)) return std::nullopt;
  return complain(cursor, "query.quantifier",
                  fmt::format("{} does not stand behind a comparison here.", cursor.now().text),
                  "Compare with a list: IN ('1', '2').");
}

Result<Expression> parse_comparison(Cursor& cursor, Expression left) {
  const Token& sign = cursor.take();
  const BinaryOperator op = *comparison(sign);
  if (sign.is(Symbol::double_equal)) {
    cursor.notes().add(Severity::note,
                       {"query.double_equals", "== was read as =.", "Write =.", sign.where});
  }
  if (auto error = second_test(cursor, sign)) return fail(*std::move(error));
  if (auto error = quantified(cursor)) return fail(*std::move(error));
  HDIS_TRY(right, parse_value(cursor));
  if (is_null(right)) return fail(compared_with_null(right.where, op));
  const SourcePosition where = left.where;
  return Expression{ast::Binary{op, std::move(left), std::move(right)}, where};
}

bool is_code_list(const Cursor& cursor) {
  return cursor.at("CODELIST") && cursor.ahead().is(Symbol::left_bracket);
}

Result<std::vector<Expression>> parse_value_list(Cursor& cursor) {
  const std::size_t open = cursor.index();
  cursor.take();
  if (cursor.at(Symbol::right_bracket)) {
    return fail(complain(cursor, "query.empty_list", "The list is empty.",
                         "Put at least one value between the brackets."));
  }
  std::vector<Expression> values;
  do {
    HDIS_TRY(value, parse_value(cursor));
    values.push_back(std::move(value));
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return values;
}

Result<Expression> parse_in(Cursor& cursor, Expression subject, bool negated) {
  cursor.take();
  const SourcePosition where = subject.where;
  if (is_code_list(cursor)) {
    HDIS_TRY(list, parse_call(cursor));
    return Expression{ast::In{std::move(subject), {std::move(list)}, negated}, where};
  }
  if (!cursor.at(Symbol::left_bracket)) {
    return fail(complain(
        cursor, "query.list_without_brackets",
        fmt::format("Expected a list in brackets after IN, but found {}.", describe(cursor.now())),
        "Write IN ('1', '2') or IN CODELIST('name')."));
  }
  if (is_query(cursor, cursor.index() + 1)) {
    HDIS_TRY(query, parse_bracketed_query(cursor));
    return Expression{ast::InQuery{std::move(subject), std::move(query), negated}, where};
  }
  HDIS_TRY(values, parse_value_list(cursor));
  return Expression{ast::In{std::move(subject), std::move(values), negated}, where};
}

Result<Expression> parse_between(Cursor& cursor, Expression subject, bool negated) {
  cursor.take();
  const SourcePosition where = subject.where;
  HDIS_TRY(low, parse_value(cursor));
  if (!cursor.accept("AND")) {
    return fail(complain(cursor, "query.between_without_and",
                         fmt::format("BETWEEN has a lower bound only: expected AND, but found {}.",
                                     describe(cursor.now())),
                         "Write BETWEEN 18 AND 64; both bounds belong to the range."));
  }
  HDIS_TRY(high, parse_value(cursor));
  return Expression{ast::Between{std::move(subject), std::move(low), std::move(high), negated},
                    where};
}

Error negated_choice(const Cursor& cursor, const Token& keyword) {
  return complain(
      cursor, "query.not_like_any",
      fmt::format("NOT {} {} can be read in two ways.", keyword.text, cursor.now().text),
      fmt::format("Write NOT (field {} ANY (...)) for none of them.", keyword.text));
}

/// LIKE ANY (..), LIKE ALL (..): one pattern each.
Result<Expression> parse_choice(Cursor& cursor, const Expression& subject, PatternKind kind) {
  const auto op = cursor.at("ALL") ? BinaryOperator::and_ : BinaryOperator::or_;
  cursor.take();
  HDIS_TRY(patterns, parse_value_list(cursor));
  std::vector<Expression> parts;
  parts.reserve(patterns.size());
  for (Expression& pattern : patterns) {
    parts.push_back({ast::Pattern{subject, std::move(pattern), kind, false}, subject.where});
  }
  return join(std::move(parts), op);
}

Error case_blind(const Cursor& cursor) {
  return complain(cursor, "query.ilike", "ILIKE is not part of the language.",
                  "Codes are in capitals, so LIKE is enough.");
}

Error similar_to(const Cursor& cursor) {
  return complain(cursor, "query.similar_to", "SIMILAR TO is not part of the language.",
                  "Write LIKE 'E1%' for a beginning, or RLIKE 'E1[0-4]' for a regular expression.");
}

Result<Expression> parse_pattern(Cursor& cursor, Expression subject, bool negated,
                                 std::size_t subject_tokens) {
  if (cursor.at("ILIKE")) return fail(case_blind(cursor));
  if (cursor.at("SIMILAR")) return fail(similar_to(cursor));
  const Token& keyword = cursor.take();
  const auto kind = keyword.is("LIKE") ? PatternKind::like : PatternKind::rlike;
  const bool choice = (cursor.at("ANY") || cursor.at("ALL") || cursor.at("SOME")) &&
                      cursor.ahead().is(Symbol::left_bracket);
  if (choice && negated) return fail(negated_choice(cursor, keyword));
  if (choice && subject_tokens > longest_repeated_subject) {
    return fail(complain(cursor, "query.long_subject",
                         "What is compared with the patterns is too long.", "Compare a field."));
  }
  if (choice) return parse_choice(cursor, subject, kind);
  if (auto error = second_test(cursor, keyword)) return fail(*std::move(error));

  const SourcePosition where = subject.where;
  HDIS_TRY(pattern, parse_value(cursor));
  if (cursor.at("ESCAPE")) {
    return fail(complain(cursor, "query.escape", "ESCAPE is not part of the language.",
                         "Use RLIKE for a pattern that holds % or _ itself."));
  }
  return Expression{ast::Pattern{std::move(subject), std::move(pattern), kind, negated}, where};
}

Result<Expression> parse_is(Cursor& cursor, Expression subject) {
  cursor.take();
  const bool negated = cursor.accept("NOT");
  const SourcePosition where = subject.where;
  if (cursor.accept("NULL")) return Expression{ast::IsNull{std::move(subject), negated}, where};
  return fail(complain(cursor, "query.is_without_null",
                       fmt::format("Expected NULL after IS, but found {}.", describe(cursor.now())),
                       "Write IS NULL or IS NOT NULL; compare with anything else by =."));
}

Result<Expression> parse_keyword_test(Cursor& cursor, Expression subject,
                                      std::size_t subject_tokens) {
  const bool negated = cursor.accept("NOT");
  if (cursor.at("IN")) return parse_in(cursor, std::move(subject), negated);
  if (cursor.at("BETWEEN")) return parse_between(cursor, std::move(subject), negated);
  return parse_pattern(cursor, std::move(subject), negated, subject_tokens);
}

Error second_comparison(const Cursor& cursor) {
  return complain(cursor, "query.chained_comparison",
                  fmt::format("The result of a comparison cannot be compared again: {}.",
                              describe(cursor.now())),
                  "Join two comparisons by AND, or write BETWEEN 18 AND 64 for a range.");
}

Error stray_not(const Cursor& cursor) {
  if (cursor.ahead().is("NULL")) {
    return complain(cursor, "query.not_null", "NOT NULL lacks its IS.", "Write IS NOT NULL.");
  }
  if (comparison(cursor.ahead())) {
    return complain(cursor, "query.not_comparison",
                    "NOT cannot stand in front of a comparison sign.", "Write <> for not equal.");
  }
  return complain(cursor, "query.stray_not",
                  fmt::format("NOT is followed by {} here.", describe(cursor.ahead())),
                  "Write <>, NOT IN, NOT LIKE, NOT RLIKE or NOT BETWEEN.");
}

}  // namespace

Result<Expression> parse_condition(Cursor& cursor) {
  const std::size_t start = cursor.index();
  HDIS_TRY(subject, parse_operand(cursor));
  if (!begins_test(cursor)) {
    if (cursor.at("NOT")) return fail(stray_not(cursor));
    return std::move(subject);
  }
  const std::size_t subject_tokens = cursor.index() - start;
  auto tested = comparison(cursor.now()) ? parse_comparison(cursor, std::move(subject))
                : cursor.at("IS")        ? parse_is(cursor, std::move(subject))
                                  : parse_keyword_test(cursor, std::move(subject), subject_tokens);
  if (tested && begins_test(cursor)) return fail(second_comparison(cursor));
  return tested;
}

}  // namespace hdis::query::syntax
