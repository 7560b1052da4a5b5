#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/constants.hpp"
#include "bind/measures.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hdis::query {
namespace {

constexpr std::uint32_t most_decimals = 15;

// A product: factor × measures ÷ measures.
struct Product {
  double factor = 1;
  std::vector<MeasureRef> above, below;
};

bool is_numeric_type(const std::string& type) {
  const std::string name = type.substr(0, type.find('('));
  constexpr std::array<std::string_view, 9> known = {"DOUBLE", "DOUBLE PRECISION", "FLOAT",
                                                     "REAL",   "DECIMAL",          "NUMERIC",
                                                     "INT",    "INTEGER",          "BIGINT"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

std::optional<double> number_of(const ast::Expression& expression) {
  const auto constant = constant_of(expression);
  if (!constant || (constant->kind != ast::LiteralKind::integer &&
                    constant->kind != ast::LiteralKind::decimal)) {
    return std::nullopt;
  }
  double number = 0;
  const std::string& text = constant->text;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class Calculation {
 public:
  Calculation(Context& context, const MeasureFinder& find) : context_(context), find_(find) {}

  std::optional<Product> product(const ast::Expression& expression) {
    if (const auto number = number_of(expression)) return Product{*number, {}, {}};
    if (const auto* binary = std::get_if<ast::Binary>(&expression.node)) {
      return of_two(expression, *binary);
    }
    if (const auto* cast = std::get_if<ast::Cast>(&expression.node)) {
      if (is_numeric_type(cast->type)) return product(*cast->operand);
    }
    if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
      if (call->name == "ROUND") return rounded(expression, *call);
      if (call->name == "NULLIF" && call->arguments.size() == 2 &&
          number_of(call->arguments[1]) == 0.0) {
        return product(call->arguments[0]);
      }
    }
    const auto measure = find_(expression);
    if (!measure) return std::nullopt;
    return Product{1, {*measure}, {}};
  }

  [[nodiscard]] std::optional<std::uint32_t> decimals() const { return decimals_; }

  std::nullopt_t refuse(const ast::Expression& expression) {
    context_.diagnostics.refuse(
        "query.calculation",
        "Of aggregates only ratios can be calculated. A sum or difference of two counts would be a "
        "count of its own, and show what was hidden in them.",
        "Ask for the counts themselves, for a ratio such as 100.0 * a / b, or for one count with "
        "the condition that you mean.",
        expression.where);
    return std::nullopt;
  }

 private:
  std::optional<Product> of_two(const ast::Expression& expression, const ast::Binary& binary) {
    const bool divides = binary.op == ast::BinaryOperator::divide;
    if (!divides && binary.op != ast::BinaryOperator::times) return refuse(expression);
    auto left = product(*binary.left);
    auto right = product(*binary.right);
    if (!left || !right) return std::nullopt;
    if (divides) {
      if (right->factor == 0) return refuse(expression);
      std::swap(right->above, right->below);
      left->factor /= right->factor;
    } else {
      left->factor *= right->factor;
    }
    left->above.insert(left->above.end(), right->above.begin(), right->above.end());
    left->below.insert(left->below.end(), right->below.begin(), right->below.end());
    return left;
  }

  std::optional<Product> rounded(const ast::Expression& expression, const ast::Call& call) {
    if (call.arguments.empty() || call.arguments.size() > 2 || decimals_) return refuse(expression);
    const auto digits = call.arguments.size() == 2 ? number_of(call.arguments[1]) : 0.0;
    if (!digits || *digits < 0 || *digits > most_decimals || std::trunc(*digits) != *digits) {
      context_.diagnostics.mistake("query.decimals", "ROUND takes a number of decimals, 0 to 15.",
                                   "Write ROUND(" + written_text(call.arguments[0]) + ", 1).",
                                   expression.where);
      return std::nullopt;
    }
    decimals_ = static_cast<std::uint32_t>(*digits);
    return product(call.arguments[0]);
  }

  Context& context_;
  const MeasureFinder& find_;
  std::optional<std::uint32_t> decimals_;
};

bool is_average(const Measure& measure) {
  return measure.aggregate == Aggregate::mean || measure.aggregate == Aggregate::median;
}

}  // namespace

bool check_ratio(Context& context, const Measure& numerator, const Measure& denominator,
                 SourcePosition where) {
  if (!is_average(numerator) && !is_average(denominator)) return true;
  context.diagnostics.refuse("query.ratio_of_averages",
                             "Averages and medians cannot be divided by one another.",
                             "Ask for them side by side, or for ratios of counts and sums.", where);
  return false;
}

std::optional<std::variant<MeasureColumn, RatioColumn>> bind_calculation(
    Context& context, const ast::Expression& expression, const MeasureFinder& find) {
  Calculation calculation(context, find);
  const auto product = calculation.product(expression);
  if (!product) return std::nullopt;
  const bool plain = product->factor == 1 && product->above.size() == 1;
  if (plain && product->below.empty()) {
    if (calculation.decimals()) {
      context.diagnostics.note("note.round_left_out",
                               "ROUND of a single figure was left out: the policy rounds it.",
                               "Leave ROUND out.", expression.where);
    }
    return MeasureColumn{product->above.front()};
  }
  const bool ratio = product->above.size() == 1 && product->below.size() == 1;
  if (!ratio || !std::isfinite(product->factor) || product->factor <= 0) {
    return calculation.refuse(expression);
  }
  return RatioColumn{product->above.front(), product->below.front(), product->factor,
                     calculation.decimals()};
}

}  // namespace hdis::query
