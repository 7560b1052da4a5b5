#include "rounded_table.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using suppression::CellId;
using suppression::Node;
using suppression_audit::Range;
using suppression_audit::unbounded;

constexpr std::size_t most_rounds = 200;
constexpr std::uint64_t work = 4'000'000'000;

// How a count is shown, and what that tells.
struct Shown {
  std::string text;
  Range range;
  bool small = false;
};

Shown show(std::int64_t count, const disclosure::Policy& policy) {
  if (count == 0) return {"0", {0, 0}, false};
  const auto small = static_cast<std::int64_t>(policy.largest_suppressed);
  if (count <= small) return {"*", {1, small}, true};
  const auto base = static_cast<std::int64_t>(policy.rounding_base);
  if (policy.rounding == disclosure::Rounding::midpoint) {
    const std::int64_t before = (count - 1) / base * base;
    return {
        std::to_string(before + base / 2), {std::max(small + 1, before + 1), before + base}, false};
  }
  const std::int64_t rounded = (count + base / 2) / base * base;
  return {std::to_string(rounded),
          {std::max(small + 1, rounded - base / 2), rounded + (base - 1) / 2},
          false};
}

class Rounder {
 public:
  Rounder(const suppression::Table& table, const disclosure::Policy& policy)
      : table_(table), policy_(policy), strides_(table.strides()) {
    published_.parents = parents_of(table);
    for (const std::int64_t value : table.values) {
      Shown cell = show(value, policy);
      published_.cells.push_back(cell.range);
      out_.shown.push_back(std::move(cell.text));
      out_.hidden.push_back(cell.small);
      small_.push_back(cell.small);
    }
    if (policy.totals_from_rounded) add_up();
    for (CellId cell = 0; cell < small_.size(); ++cell)
      if (small_[cell])
        wanted_.push_back({cell, {1, static_cast<std::int64_t>(policy.largest_suppressed)}});
  }

  // First by intervals alone, which is quick; then by linear programs.
  Result<RoundedTable> settle() {
    bool programs = false;
    for (std::size_t round = 0; round < most_rounds; ++round) {
      HDIS_TRY(examined, suppression_audit::examine(published_, wanted_, programs ? work : 0));
      bool safe = true;
      for (const auto& finding : examined.findings) {
        const std::int64_t values = finding.known.most - finding.known.least + 1;
        const bool enough = values >= static_cast<std::int64_t>(policy_.fewest_values);
        const bool open = programs && finding.verdict == suppression_audit::Verdict::not_proved;
        if (enough && !open) continue;
        safe = false;
        if (!withhold_near(static_cast<CellId>(finding.cell))) return withheld();
      }
      if (safe && programs) return out_;
      if (safe) programs = true;
    }
    return withheld();
  }

 private:
  static tl::unexpected<Error> withheld() {
    return fail(ErrorCode::withheld, "protect.rounding",
                "It could not be shown that no suppressed count can be worked out.",
                "Leave out a breakdown or join small categories.");
  }

  // Totals that are sums of what is shown say nothing more.
  void add_up() {
    const std::size_t dimensions = strides_.size();
    const auto leaf = [&](CellId cell) {
      for (std::size_t d = 0; d < dimensions; ++d)
        if (!table_.dimensions[d].is_leaf(
                static_cast<Node>(cell / strides_[d] % table_.dimensions[d].size())))
          return false;
      return true;
    };
    std::vector<std::int64_t> sums(table_.values.size(), 0);
    for (CellId cell = 0; cell < sums.size(); ++cell)
      if (leaf(cell) && !small_[cell]) sums[cell] = std::stoll(out_.shown[cell]);
    for (std::size_t d = 0; d < dimensions; ++d) {
      const auto& tree = table_.dimensions[d];
      for (std::size_t i = tree.size(); i-- > 1;) {
        const Node node = tree.top_down()[i];
        for (CellId cell = 0; cell < sums.size(); ++cell)
          if (cell / strides_[d] % tree.size() == node)
            sums[cell + (tree.parent(node) - node) * strides_[d]] += sums[cell];
      }
    }
    for (CellId cell = 0; cell < sums.size(); ++cell) {
      if (leaf(cell) || small_[cell] || table_.values[cell] == 0) continue;
      out_.shown[cell] = sums[cell] == 0 ? "*" : std::to_string(sums[cell]);
      out_.hidden[cell] = sums[cell] == 0;
      published_.cells[cell] = {1, unbounded};
    }
  }

  // The smallest total above the cell that still tells something; then what lies beside the cell.
  bool withhold_near(CellId cell) {
    CellId best = cell;
    const auto consider = [&](CellId other) {
      const Range& range = published_.cells[other];
      const bool tells =
          other != cell && !small_[other] && table_.values[other] > 0 && range.most < unbounded;
      if (tells && (best == cell || table_.values[other] < table_.values[best])) best = other;
    };
    for (std::size_t d = 0; d < strides_.size(); ++d) {
      const auto& tree = table_.dimensions[d];
      const auto own = static_cast<Node>(cell / strides_[d] % tree.size());
      for (Node node = tree.parent(own); node != suppression::no_node; node = tree.parent(node))
        consider(cell + (node - own) * strides_[d]);
    }
    for (std::size_t d = 0; best == cell && d < strides_.size(); ++d) {
      const auto& tree = table_.dimensions[d];
      const auto own = static_cast<Node>(cell / strides_[d] % tree.size());
      for (Node node = 0; node < tree.size(); ++node) consider(cell + (node - own) * strides_[d]);
    }
    if (best == cell) return false;
    published_.cells[best] = {1, unbounded};
    out_.shown[best] = "*";
    out_.hidden[best] = true;
    return true;
  }

  const suppression::Table& table_;
  const disclosure::Policy& policy_;
  std::vector<CellId> strides_;
  suppression_audit::Published published_;
  std::vector<suppression_audit::Requirement> wanted_;
  std::vector<bool> small_;
  RoundedTable out_;
};

}  // namespace

std::vector<std::vector<std::int32_t>> parents_of(const suppression::Table& table) {
  std::vector<std::vector<std::int32_t>> out;
  for (const auto& tree : table.dimensions) {
    std::vector<std::int32_t> parents;
    for (const Node parent : tree.parents())
      parents.push_back(parent == suppression::no_node ? -1 : static_cast<std::int32_t>(parent));
    out.push_back(std::move(parents));
  }
  return out;
}

Result<RoundedTable> round_table(const suppression::Table& table,
                                 const disclosure::Policy& policy) {
  return Rounder(table, policy).settle();
}

}  // namespace hdis::service
