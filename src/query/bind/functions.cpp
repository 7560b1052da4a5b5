#include "bind/functions.hpp"

#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "plan/overloaded.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hdis::query {
namespace {

constexpr std::array<std::string_view, 7> answered = {"AVG",     "COUNT",  "COUNT_IF", "MEAN",
                                                      "MEASURE", "MEDIAN", "SUM"};

constexpr std::array<std::string_view, 38> never_answered = {"ANY_VALUE",
                                                             "APPROX_COUNT_DISTINCT",
                                                             "APPROX_PERCENTILE",
                                                             "ARRAY_AGG",
                                                             "BOOL_AND",
                                                             "BOOL_OR",
                                                             "COLLECT_LIST",
                                                             "COLLECT_SET",
                                                             "CORR",
                                                             "COVAR_POP",
                                                             "COVAR_SAMP",
                                                             "EVERY",
                                                             "FIRST",
                                                             "FIRST_VALUE",
                                                             "GROUP_CONCAT",
                                                             "GROUPING",
                                                             "GROUPING_ID",
                                                             "KURTOSIS",
                                                             "LAST",
                                                             "LAST_VALUE",
                                                             "LISTAGG",
                                                             "MAX",
                                                             "MAX_BY",
                                                             "MIN",
                                                             "MIN_BY",
                                                             "MODE",
                                                             "NTILE",
                                                             "PERCENTILE",
                                                             "PERCENTILE_CONT",
                                                             "PERCENTILE_DISC",
                                                             "RANGE",
                                                             "SKEWNESS",
                                                             "STD",
                                                             "STDDEV",
                                                             "STRING_AGG",
                                                             "VAR_SAMP",
                                                             "VARIANCE",
                                                             "STDDEV_SAMP"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool any_aggregate(const std::vector<ast::Expression>& expressions) {
  return std::any_of(expressions.begin(), expressions.end(), has_aggregate);
}

std::string argument_text(const ast::Call& call) {
  return call.arguments.empty() ? "field" : written_text(call.arguments.front());
}

// COALESCE(field, 'x') and its like.
std::string instead_of_default(const ast::Call& call) {
  const std::string field = argument_text(call);
  const std::string text =
      call.arguments.size() == 2 ? written_text(call.arguments.back()) : "'Unknown'";
  return "Write CASE WHEN " + field + " IS NULL THEN " + text + " ELSE " + field + " END.";
}

// DECODE(field, value, result, ..., otherwise)
std::string instead_of_decode(const ast::Call& call) {
  std::string text = "Write CASE " + argument_text(call);
  std::size_t i = 1;
  for (; i + 1 < call.arguments.size(); i += 2) {
    text +=
        " WHEN " + written_text(call.arguments[i]) + " THEN " + written_text(call.arguments[i + 1]);
  }
  if (i < call.arguments.size()) text += " ELSE " + written_text(call.arguments[i]);
  return text + " END.";
}

// What people use these functions for, said in the query language.
std::string instead_of(const ast::Call& call) {
  const std::string& name = call.name;
  const std::string field = argument_text(call);
  if (contains(std::array{"UPPER", "LOWER", "TRIM", "LTRIM", "RTRIM", "UCASE", "LCASE", "STRIP",
                          "COMPRESS", "UPCASE", "LOWCASE"},
               name)) {
    return "Codes are stored in capitals and without spaces: use " + field + " itself.";
  }
  if (gives_default(name)) return instead_of_default(call);
  if (name == "DECODE" && call.arguments.size() > 2) return instead_of_decode(call);
  if (contains(std::array{"INSTR", "LOCATE", "CHARINDEX", "POSITION", "CONTAINS", "INDEX", "FIND",
                          "PRXMATCH", "REGEXP_MATCHES", "REGEXP_EXTRACT"},
               name)) {
    return "Write " + field + " RLIKE 'pattern'.";
  }
  if (name == "RIGHT") return "Write " + field + " RLIKE 'end$' in a condition.";
  if (name == "STARTSWITH" || name == "STARTS_WITH") return "Write " + field + " LIKE 'start%'.";
  if (contains(std::array{"CONCAT", "CONCAT_WS", "CATX", "CATS"}, name)) {
    return "Divide by each field in its own column; for a code in any position use the CONCAT "
           "field of the dataset, such as DIAG_4_CONCAT.";
  }
  if (contains(std::array{"DATEDIFF", "DATE_DIFF", "TIMESTAMPDIFF", "INTCK", "MONTHS_BETWEEN"},
               name)) {
    return "Lengths of time are fields of their own, in days: SPELDUR of a spell, EPIDUR of an "
           "episode.";
  }
  if (contains(std::array{"TO_DATE", "DATE", "MDY", "DATE_TRUNC", "TRUNC", "INTNX", "DATEADD",
                          "DATE_ADD", "DATEPART", "DATE_FORMAT", "TO_CHAR", "FORMAT"},
               name)) {
    return "Write dates as DATE '2017-04-01' and parts of dates as EXTRACT(MONTH FROM field).";
  }
  if (contains(std::array{"DAY", "DAYOFWEEK", "WEEKDAY", "WEEK", "DAYOFMONTH", "DAYOFYEAR"},
               name)) {
    return "YEAR, QUARTER and MONTH of a date may be used.";
  }
  if (contains(std::array{"FLOOR", "CEIL", "CEILING", "ROUND", "INT", "MOD", "ABS"}, name)) {
    return "Band numbers with CASE WHEN field BETWEEN 0 AND 4 THEN '0-4' ... END.";
  }
  if (name == "CODELIST") return "Write field IN CODELIST('name').";
  const std::array<std::string, 8> known = {"EXTRACT", "YEAR",      "MONTH", "QUARTER",
                                            "HOUR",    "SUBSTRING", "LEFT",  "CASE"};
  const auto near = nearest(name, known, 1);
  if (!near.empty()) return "Did you mean " + near.front() + "?";
  return "EXTRACT, YEAR, QUARTER, MONTH, SUBSTRING, LEFT and CASE may be used.";
}

}  // namespace

bool is_aggregate(std::string_view name) {
  return contains(answered, name) || contains(never_answered, name) ||
         name.substr(0, 7) == "STDDEV_" || name.substr(0, 4) == "VAR_";
}

bool gives_default(std::string_view name) {
  return contains(std::array<std::string_view, 4>{"COALESCE", "NVL", "IFNULL", "ISNULL"}, name);
}

bool has_aggregate(const ast::Expression& expression) {
  return std::visit(overloaded{
                        [](const ast::Binary& node) {
                          return has_aggregate(*node.left) || has_aggregate(*node.right);
                        },
                        [](const ast::Unary& node) { return has_aggregate(*node.operand); },
                        [](const ast::In& node) {
                          return has_aggregate(*node.subject) || any_aggregate(node.list);
                        },
                        [](const ast::Between& node) {
                          return has_aggregate(*node.subject) || has_aggregate(*node.low) ||
                                 has_aggregate(*node.high);
                        },
                        [](const ast::IsNull& node) { return has_aggregate(*node.subject); },
                        [](const ast::Pattern& node) { return has_aggregate(*node.subject); },
                        [](const ast::Case& node) {
                          bool found = node.operand && has_aggregate(**node.operand);
                          for (const auto& arm : node.arms) {
                            found = found || has_aggregate(arm.when) || has_aggregate(arm.then);
                          }
                          return found || (node.otherwise && has_aggregate(**node.otherwise));
                        },
                        [](const ast::Call& node) {
                          return is_aggregate(node.name) || node.windowed ||
                                 any_aggregate(node.arguments);
                        },
                        [](const ast::Cast& node) { return has_aggregate(*node.operand); },
                        [](const auto&) { return false; },
                    },
                    expression.node);
}

bool is_arithmetic(ast::BinaryOperator op) {
  switch (op) {
    case ast::BinaryOperator::plus:
    case ast::BinaryOperator::minus:
    case ast::BinaryOperator::times:
    case ast::BinaryOperator::divide:
    case ast::BinaryOperator::modulo:
    case ast::BinaryOperator::concatenate:
      return true;
    default:
      return false;
  }
}

void refuse_arithmetic(Context& context, const ast::Expression& expression) {
  const auto* node = std::get_if<ast::Binary>(&expression.node);
  if (node != nullptr && node->op == ast::BinaryOperator::concatenate) {
    context.diagnostics.refuse("query.arithmetic", "Texts of records cannot be put together.",
                               "Select each field in a column of its own.", expression.where);
    return;
  }
  context.diagnostics.refuse(
      "query.arithmetic",
      "Values of single records cannot be calculated with: a calculation that fails on one record, "
      "such as a division by zero, would tell that the record exists.",
      "Compare the field with a constant, or band it with CASE.", expression.where);
}

void refuse_function(Context& context, const ast::Call& call, SourcePosition where) {
  context.diagnostics.refuse("query.unknown_function",
                             call.name + " is not part of the query language.", instead_of(call),
                             where);
}

void refuse_aggregate(Context& context, const ast::Call& call, SourcePosition where) {
  const std::string field = argument_text(call);
  auto& out = context.diagnostics;
  if (call.name == "MAX" || call.name == "MIN" || call.name == "MAX_BY" || call.name == "MIN_BY") {
    out.refuse(
        "query.extreme",
        call.name + " shows the value of a single record, and so of a single person.",
        "Count records in bands of " + field + ", or ask for the MEDIAN or AVG of a quantity.",
        where);
    return;
  }
  if (call.name.substr(0, 10) == "PERCENTILE" || call.name == "APPROX_PERCENTILE") {
    out.refuse("query.quantile", call.name + " can show the value of a single record.",
               "Use MEDIAN(" + field + "), or count records in bands of " + field + ".", where);
    return;
  }
  if (call.name == "GROUPING" || call.name == "GROUPING_ID") {
    out.refuse("query.grouping", call.name + " is not needed: total rows are marked in the answer.",
               "Leave it out.", where);
    return;
  }
  out.refuse("query.unknown_aggregate",
             call.name + " cannot be protected against showing single records.",
             "COUNT, COUNT(DISTINCT person), SUM, AVG and MEDIAN can be asked for.", where);
}

}  // namespace hdis::query
