#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

/// What a reader who can add and subtract knows of the numbers behind a table. No type of the rules is
/// used here, and none of their arithmetic: the audit is to notice where they are wrong.
namespace hdis::disclosure::audit {

/// Whole numbers: counts, or hundredths of an amount.
using Number = std::int64_t;

/// Stands for "no bound"; twice it still is a Number.
constexpr Number unbounded = std::numeric_limits<Number>::max() / 4;

/// All whole numbers from `lower` to `upper`.
struct Interval {
  Number lower = 0;
  Number upper = unbounded;
  friend bool operator==(const Interval&, const Interval&) = default;
};

using CellIndex = std::uint32_t;

/// How the parts of a relation and its whole belong together.
enum class RelationKind : std::uint8_t {
  adds_up,  ///< The whole is the sum of the parts.
  at_most,  ///< The whole is at most the sum of the parts (distinct people; a part of a count).
};

/// One thing that is true of the numbers behind several cells and that a reader can see or guess.
struct Relation {
  RelationKind kind = RelationKind::adds_up;
  CellIndex whole = 0;
  std::vector<CellIndex> parts;
};

/// Cells with what each one shows by itself, and the relations between them.
struct System {
  std::vector<Interval> shown;
  std::vector<Relation> relations;
};

enum class Outcome : std::uint8_t {
  settled,        ///< No relation narrows any interval further.
  contradiction,  ///< Some cell can have no value at all: the system does not describe the table.
  out_of_budget,  ///< Not settled within the permitted number of steps.
};

struct Propagated {
  Outcome outcome = Outcome::settled;
  std::vector<Interval> known;  ///< For each cell, what remains possible.
};

/// Narrows the intervals by every relation, over and over, until nothing changes.
///
/// What it narrows is proved. What it does not narrow is not proved to stay open: reasoning that needs
/// several relations at once (elimination, linear programs) sees more. The steps allowed depend on
/// the size of the system only, so the outcome is the same everywhere.
[[nodiscard]] Propagated propagate(const System& system);

}  // namespace hdis::disclosure::audit
