#pragma once

#include "hdis/core/result.hpp"

#include "syntax/notes.hpp"
#include "syntax/token.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hdis::query::syntax {

/// Names that the text itself gives to columns (what stands after AS), in capitals. They decide
/// whether "x" in double quotes can be a name.
using GivenNames = std::unordered_set<std::string>;
[[nodiscard]] GivenNames given_names(std::span<const Token> tokens);

/// The clause that is being read; decides what a mistake most likely is.
enum class Clause : std::uint8_t {
  none,
  select_list,
  from,
  where,
  group_by,
  having,
  order_by,
  limit,
};

/// Walks over the tokens of one statement. What it stops at never advances beyond the last token,
/// so looking ahead is always allowed.
class Cursor {
 public:
  /// How deeply brackets, sub-queries, functions, CASE and signs may be nested.
  static constexpr std::size_t deepest = 200;
  /// How many arithmetic operators and casts a statement may hold: each may make the tree one
  /// deeper.
  static constexpr std::size_t most_operators = 1000;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// `statement` ends with the token that ends the statement, and outlives the cursor, as do the
  /// others.
  Cursor(std::span<const Token> statement, const GivenNames& given, Notes& notes);

  [[nodiscard]] const Token& now() const { return tokens_[at_]; }
  [[nodiscard]] const Token& ahead(std::size_t steps = 1) const { return token(at_ + steps); }
  /// The token before `now`; `now` itself at the start.
  [[nodiscard]] const Token& before() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }
  [[nodiscard]] const Token& token(std::size_t index) const;
  [[nodiscard]] std::size_t index() const { return at_; }
  [[nodiscard]] bool at_end() const { return now().ends_statement(); }

  /// The current token, moving to the next.
  const Token& take();

  [[nodiscard]] bool at(std::string_view keyword) const { return now().is(keyword); }
  [[nodiscard]] bool at(std::string_view first, std::string_view second) const;
  [[nodiscard]] bool at(Symbol symbol) const { return now().is(symbol); }
  [[nodiscard]] bool at(TokenKind kind) const { return now().kind == kind; }
  /// Moves on if the current token is this one.
  bool accept(std::string_view keyword);
  bool accept(std::string_view first, std::string_view second);
  bool accept(Symbol symbol);

  /// The index of the bracket that closes the one at `index`; `nowhere` if none does.
  [[nodiscard]] std::size_t partner(std::size_t index) const { return partners_[index]; }

  [[nodiscard]] Notes& notes() { return notes_; }
  [[nodiscard]] bool is_given_name(std::string_view name) const;

  [[nodiscard]] Clause clause() const { return clause_; }
  void enter(Clause clause) { clause_ = clause; }

  /// Counts an operator; false if there are too many.
  [[nodiscard]] bool count_operator() { return ++operators_ <= most_operators; }

 private:
  friend class Nesting;

  std::span<const Token> tokens_;
  const GivenNames& given_;
  Notes& notes_;
  std::vector<std::size_t> partners_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t operators_ = 0;
  Clause clause_ = Clause::none;
};

/// One more level of nesting for as long as it lives.
class Nesting {
 public:
  explicit Nesting(Cursor& cursor) : cursor_(cursor) { ++cursor_.depth_; }
  ~Nesting() { --cursor_.depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  [[nodiscard]] bool too_deep() const { return cursor_.depth_ > Cursor::deepest; }

 private:
  Cursor& cursor_;
};

}  // namespace hdis::query::syntax
