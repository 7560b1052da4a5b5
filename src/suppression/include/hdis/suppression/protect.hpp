#pragma once

#include "hdis/core/result.hpp"
#include "hdis/suppression/table.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace hdis::suppression {

/// What the attacker knows beside the published cells.
enum class Attacker : std::uint8_t {
  nonnegative,  ///< No value is below 0.
  strict,       ///< Shown zeros are the only zeros: every hidden value is at least 1.
};

struct Options {
  Attacker attacker = Attacker::strict;
  std::uint64_t seed = 1;
  /// Rounds of improvement for every hundred secondary cells; ten times as many in flat tables of three dimensions and more. The
  /// number alone decides when to stop, never the clock.
  std::uint32_t improve = 30;
  /// Called now and then with 0 to 1; may be empty. Returns false to stop: nothing is then published.
  std::function<bool(double)> progress;
};

/// One change to hidden cells after which all totals still add up.
struct Move {
  std::vector<CellId> cells;
  std::vector<std::int64_t> changes;  ///< One per cell, never 0.
};

enum class Direction : std::uint8_t { down, up };

/// "If `move` (with changes times `sign`) is added to the table, nothing the attacker knows is contradicted, and `cell` has gone far
/// enough in `direction`."
struct Claim {
  CellId cell = 0;
  Direction direction = Direction::up;
  std::uint32_t move = 0;
  std::int8_t sign = 1;
};

/// Which cells are hidden, and why that is enough.
struct Protection {
  std::vector<bool> hidden;  ///< One per cell; primary and secondary.
  std::vector<Move> moves;
  std::vector<Claim> claims;  ///< For every primary cell and direction that needs one.
};

/// The smallest value of every cell that the attacker takes to be possible: 0, or for the strict attacker the number of leaves
/// below that are not 0.
[[nodiscard]] std::vector<std::int64_t> floors(const Table& table, Attacker attacker);

/// Hides further cells until every primary cell may, for all the attacker knows, be smaller by `lower` (but not below the smallest
/// value the attacker takes to be possible: 0, or one for each leaf below it that is not 0) and larger by `upper`; and proves it.
/// The same table and options give the same result everywhere.
///
/// Errors: those of `check`; `cancelled`; `withheld` if the proof is not accepted by `verify`.
[[nodiscard]] Result<Protection> protect(const Table& table, const Options& options);

/// Reads a proof without trusting who made it: every move keeps every equation and every bound, changes hidden cells only, and
/// every primary cell is claimed in each direction. Uses nothing of the engine.
///
/// Errors: `withheld` with the first claim that does not hold.
[[nodiscard]] hdis::Status verify(const Table& table, Attacker attacker,
                                  const Protection& protection);

}  // namespace hdis::suppression
