#pragma once

#include "finder.hpp"

#include <random>

namespace hdis::suppression {

/// The pattern while it is made: hidden cells, and for every wish of a primary cell the move that grants it.
class Engine {
 public:
  /// `start` varies the random choices, and unless it is 0 the order in which cells are protected.
  Engine(const Table& table, const Options& options, std::uint64_t start);

  /// Hides what is needed for every wish, one after the other, and at once publishes what can be done without. False if stopped.
  bool build();
  /// Publishes again, dear cells first, what the others can do without, or with something cheaper. False if stopped.
  bool thin_out();
  /// What hiding the secondary cells costs.
  [[nodiscard]] std::int64_t cost() const;
  /// Tries other ways of protecting, here and there, and keeps what is no dearer; `rounds` for every hundred secondary cells. False
  /// if stopped.
  bool improve(std::uint64_t rounds);
  /// The result, with the moves that are still used.
  [[nodiscard]] Protection take() const;

 private:
  struct Grant {  // a primary cell, a direction, and the move that grants it
    Wish wish;
    Direction direction = Direction::up;
    std::uint32_t move = none;
    std::int8_t sign = 1;
  };
  struct Held {
    Move move;
    bool reversible = false;
    std::uint32_t used = 0;
    std::vector<std::uint32_t> grants;  // that use or used it
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  struct Changed {  // a grant, and what it had before
    std::uint32_t grant;
    std::uint32_t move;
    std::int8_t sign;
  };
  struct Open {  // a grant withdrawn, and the move and cell it lost
    std::uint32_t grant;
    std::uint32_t move;
    std::int8_t sign;
    CellId cell;
  };
  struct Mark {  // how much had been done
    std::size_t changed;
    std::size_t flipped;
  };
  struct
      Mix {  // a sum of two moves: how often each, what it newly hides, how many cells it changes
    std::int64_t first;
    std::int64_t second;
    std::int64_t cost;
    std::size_t size;
  };

  void wish_for(CellId cell, Direction direction);
  std::uint32_t hold(Move move);
  void give(std::uint32_t move);
  bool fits(const Held& held, std::int64_t sign) const;
  void assign(std::uint32_t grant, std::uint32_t move, std::int8_t sign);
  bool adopt(std::uint32_t grant, Move move);
  bool satisfy(std::uint32_t grant, std::int64_t limit, std::int64_t& spent);
  bool go_round(const Open& lost, std::int64_t limit, std::int64_t& spent);
  void load(const Move& move, std::int64_t factor);
  void unload(const Move& move);
  [[nodiscard]] std::optional<Mix> mix(const Move& first, const Move& second, CellId around,
                                       const Wish& wanted, std::int64_t limit) const;
  [[nodiscard]] Move mixed(const Move& first, const Move& second, const Mix& how);
  [[nodiscard]] Move fallback(const Wish& wish) const;
  void tidy(CellId cell);
  void hide(CellId cell);
  void publish(CellId cell);
  [[nodiscard]] Mark mark() const { return {changed_.size(), flipped_.size()}; }
  void undo(Mark to);
  void settle() { changed_.clear(), flipped_.clear(); }
  std::optional<std::int64_t> remove(const std::vector<CellId>& cells, std::int64_t limit);
  void thin(std::vector<CellId> cells);
  bool rebuild(CellId start);
  [[nodiscard]] std::vector<CellId> newly_hidden() const;
  [[nodiscard]] std::vector<CellId> secondary() const;
  std::vector<CellId> neighbourhood(CellId start, std::size_t size);
  [[nodiscard]] bool go_on(double done) const {
    return !options_.progress || options_.progress(done);
  }

  const Table& table_;
  const Options& options_;
  Ground ground_;
  std::vector<std::int64_t> floor_;
  std::vector<std::int64_t> price_;
  std::vector<std::uint8_t> hidden_;
  std::vector<Grant> grants_;
  std::vector<std::uint32_t> first_grant_;  // of a primary cell; its second follows
  std::vector<Held> held_;
  std::vector<std::vector<std::uint32_t>> users_;  // of a secondary cell: the moves through it
  std::vector<std::uint32_t>
      stubborn_;  // of a secondary cell: the grant that could not do without it last time
  std::vector<std::int64_t> change_;  // of every cell by the loaded move; 0 if none is
  std::vector<Changed> changed_;
  std::vector<std::pair<CellId, bool>> flipped_;
  std::mt19937_64 random_;
  bool in_any_order_;
  std::optional<Finder> finder_;
};

/// A table without nodes that are their parent's only child, and which cells of the first became each cell of it.
struct Contracted {
  Table table;
  std::vector<std::vector<Node>>
      first_members;  ///< Per dimension and kept node: itself and what was merged into it.
};
[[nodiscard]] Contracted contract(const Table& table);
/// The protection of a contracted table, said about the whole one.
[[nodiscard]] Protection expand(const Contracted& contracted, const Table& table,
                                const Protection& protection);

}  // namespace hdis::suppression
