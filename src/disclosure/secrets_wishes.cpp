// Which values of a secret are looked for next, and from where.
#include "secrets.hpp"

#include <algorithm>
#include <cmath>

namespace hdis::disclosure {

using audit::CellIndex;
using audit::Interval;
using audit::Number;
using audit::Secret;
using audit::Shifts;

/// The values of a suppressed count that count.
Interval Secrets::wanted(CellIndex cell) const {
  const Number floor = linked_.subjects[cell].floor;
  if (secret(cell) == Secret::withheld) return {std::max<Number>(floor, 1), audit::unbounded};
  return audit::sizes_wanted(floor, policy_);
}

/// One more, and one less, than what is proved, within the values that are wanted; or the nearest of them.
std::vector<Secrets::Wish> Secrets::steps(CellIndex cell) const {
  const Number truth = linked_.landscape.truth[cell].lower;
  const auto [least, most] = wanted(cell);
  if (truth > most && !proofs_[cell].contains(most - truth)) return {{nullptr, most - truth}};
  Number lowest = std::min(truth, most);
  Number highest = lowest;
  const auto proved = [&](Number value) {
    return value == truth || proofs_[cell].contains(value - truth);
  };
  while (proved(lowest - 1)) --lowest;
  while (proved(highest + 1)) ++highest;
  const auto proof_of = [&](Number value) {
    return value == truth ? nullptr : proofs_[cell].at(value - truth);
  };
  std::vector<Wish> result;
  if (highest < most) result.push_back({proof_of(highest), 1});
  if (lowest > least) result.push_back({proof_of(lowest), -1});
  if (highest < most && highest != truth) result.push_back({nullptr, highest + 1 - truth});
  if (lowest > least && lowest != truth) result.push_back({nullptr, lowest - 1 - truth});
  return result;
}

/// Far enough up and down together, or in one direction alone.
std::vector<Secrets::Wish> Secrets::stretches(CellIndex cell) const {
  const Interval truth = linked_.landscape.truth[cell];
  const double size = std::max(std::abs(static_cast<double>(truth.lower)),
                               std::abs(static_cast<double>(truth.upper)));
  const double least = policy_.sum_least_interval;
  const auto both_ways = static_cast<Number>(std::ceil(least * size)) + 1;
  const auto one_way = static_cast<Number>(std::ceil(2 * least * size / (1 - least))) + 1;
  std::vector<Wish> result;
  for (const Number amount : {both_ways, -both_ways, one_way, -one_way}) {
    if (!proofs_[cell].contains(amount)) result.push_back({nullptr, amount});
  }
  return result;
}

std::vector<Secrets::Wish> Secrets::wishes(CellIndex cell) const {
  switch (secret(cell)) {
    case Secret::none:
      return {};
    case Secret::count:
    case Secret::withheld:
      return steps(cell);
    case Secret::amount:
      return stretches(cell);
  }
  return {};
}

/// Goes from the true numbers by `first` and then by `step` after step, as far as it goes or to `end`. What would be
/// next is a wish, with amount 0 if the end is reached.
Secrets::Wish Secrets::walk(CellIndex cell, Number first, Number step, Number end) {
  Proof at = std::make_shared<const Shifts>();
  Number value = linked_.landscape.truth[cell].lower;
  Number by = first != 0 ? first : step;
  while (step < 0 ? value > end : value < end) {
    auto numbers = finder_.find(*at, cell, by, 1);
    if (!numbers) return {at, by};
    at = learn(std::move(numbers->shifts));
    value += by;
    by = step;
  }
  return {at, 0};
}

/// What is proved may be far from the true numbers in other cells, with no way on. Then another way is
/// taken from the beginning.
std::vector<Secrets::Wish> Secrets::afresh(CellIndex cell) {
  const Number truth = linked_.landscape.truth[cell].lower;
  std::vector<Wish> result;
  if (secret(cell) == Secret::amount) return result;
  const auto [least, most] = wanted(cell);
  if (truth > most) {
    result.push_back(walk(cell, most - truth, -1, least));
  } else {
    const auto enough_above = truth + static_cast<Number>(policy_.fewest_values) - 1;
    result.push_back(walk(cell, 0, 1, std::min(enough_above, most)));
    result.push_back(walk(cell, 0, -1, least));
  }
  std::erase_if(result, [](const Wish& wish) { return wish.amount == 0; });
  return result;
}

}  // namespace hdis::disclosure
