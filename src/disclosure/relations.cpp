#include "margins.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using audit::Relation;
using audit::RelationKind;
using query::Aggregate;
using Set = std::vector<std::size_t>;

bool divides(const Set& finer, const Set& coarser) {
  return finer.size() > coarser.size() &&
         std::includes(finer.begin(), finer.end(), coarser.begin(), coarser.end());
}

std::optional<CellIndex> cell_of(const MarginRow& row, std::size_t measure) {
  const auto found = row.find(measure);
  return found == row.end() ? std::nullopt : found->second;
}

class Relations {
 public:
  Relations(const Universe& universe, const CountOf& count_of, std::vector<Relation>& result)
      : universe_(universe), count_of_(count_of), result_(result) {}

  void add_all() {
    for (const auto& [coarser, total] : universe_.margins()) {
      for (const auto& [finer, divided] : universe_.margins()) {
        if (divides(finer, coarser) && !something_between(finer, coarser)) {
          add_totals(coarser, total, finer, divided);
        }
      }
    }
    for (const auto& [set, margin] : universe_.margins()) {
      add_parts_of_counts(margin);
      add_sums_and_means(margin);
      add_exhaustive_filters(margin);
    }
  }

 private:
  /// A set between two says as much: its totals are related to both.
  [[nodiscard]] bool something_between(const Set& finer, const Set& coarser) const {
    return std::any_of(universe_.margins().begin(), universe_.margins().end(),
                       [&](const auto& entry) {
                         return divides(finer, entry.first) && divides(entry.first, coarser);
                       });
  }

  void add_totals(const Set& coarser, const Margin& total, const Set& finer,
                  const Margin& divided) {
    std::map<std::vector<PlaceKey>, std::vector<const MarginRow*>> rows_of;
    for (const auto& [keys, row] : divided) {
      std::vector<PlaceKey> projected;
      for (std::size_t i = 0; i < finer.size(); ++i) {
        if (std::binary_search(coarser.begin(), coarser.end(), finer[i]))
          projected.push_back(keys[i]);
      }
      rows_of[projected].push_back(&row);
    }
    for (const auto& [keys, row] : total) {
      for (const auto& [measure, cell] : row) {
        if (cell) add_total(*cell, measure, rows_of[keys]);
      }
    }
  }

  void add_total(CellIndex whole, std::size_t measure, const std::vector<const MarginRow*>& rows) {
    Relation relation{RelationKind::adds_up, whole, {}};
    for (const MarginRow* row : rows) {
      const auto part = cell_of(*row, measure);
      if (!part) return;
      relation.parts.push_back(*part);
    }
    if (universe_.measures()[measure].aggregate == Aggregate::count_people) {
      // One person may be in several rows: at most the sum, at least each of them.
      relation.kind = RelationKind::at_most;
      for (const CellIndex part : relation.parts) {
        result_.push_back({RelationKind::at_most, part, {whole}});
      }
    }
    result_.push_back(std::move(relation));
  }

  /// Whether every record or person that `part` counts is counted by `whole`.
  [[nodiscard]] static bool is_part_of(const query::Measure& part, const query::Measure& whole) {
    if (part == whole || (whole.filter && whole.filter != part.filter)) return false;
    const bool counts = part.aggregate == Aggregate::count_records ||
                        part.aggregate == Aggregate::count_values ||
                        part.aggregate == Aggregate::count_people;
    if (counts && whole.aggregate == Aggregate::count_records) return true;
    return counts && part.aggregate == whole.aggregate && part.argument == whole.argument;
  }

  void add_parts_of_counts(const Margin& margin) {
    const auto& measures = universe_.measures();
    for (const auto& [keys, row] : margin) {
      for (const auto& [part, part_cell] : row) {
        for (const auto& [whole, whole_cell] : row) {
          if (part_cell && whole_cell && is_part_of(measures[part], measures[whole])) {
            result_.push_back({RelationKind::at_most, *part_cell, {*whole_cell}});
          }
        }
      }
    }
  }

  /// A mean times its records is the sum: what is said of the one is said of the other.
  void add_sums_and_means(const Margin& margin) {
    const auto& measures = universe_.measures();
    for (std::size_t sum = 0; sum < measures.size(); ++sum) {
      if (measures[sum].aggregate != Aggregate::sum) continue;
      for (std::size_t mean = 0; mean < measures.size(); ++mean) {
        const bool same = measures[mean].aggregate == Aggregate::mean &&
                          measures[mean].argument == measures[sum].argument &&
                          measures[mean].filter == measures[sum].filter;
        if (same) relate_in_rows(sum, mean, margin);
      }
    }
  }

  void relate_in_rows(std::size_t whole, std::size_t part, const Margin& margin) {
    for (const auto& [keys, row] : margin) {
      const auto whole_cell = cell_of(row, whole);
      const auto part_cell = cell_of(row, part);
      if (whole_cell && part_cell) {
        result_.push_back({RelationKind::adds_up, *whole_cell, {*part_cell}});
      }
    }
  }

  /// Whether the counts of `parts` are that of `whole` in every row of `margin`.
  [[nodiscard]] bool make_up(const std::vector<std::size_t>& parts, std::size_t whole,
                             const Margin& margin) const {
    return std::all_of(margin.begin(), margin.end(), [&](const auto& entry) {
      const auto total = cell_of(entry.second, whole);
      if (!total) return false;
      std::int64_t sum = 0;
      for (const std::size_t part : parts) {
        const auto cell = cell_of(entry.second, part);
        if (!cell) return false;
        sum += count_of_(*cell);
      }
      return sum == count_of_(*total);
    });
  }

  void relate(const std::vector<std::size_t>& parts, std::size_t whole, const Margin& margin) {
    if (!make_up(parts, whole, margin)) return;
    for (const auto& [keys, row] : margin) {
      Relation relation{RelationKind::adds_up, *cell_of(row, whole), {}};
      for (const std::size_t part : parts) relation.parts.push_back(*cell_of(row, part));
      result_.push_back(std::move(relation));
    }
  }

  void add_exhaustive_filters(const Margin& margin) {
    std::vector<std::size_t> counts;
    for (std::size_t m = 0; m < universe_.measures().size(); ++m) {
      if (universe_.measures()[m].aggregate == Aggregate::count_records) counts.push_back(m);
    }
    for (const std::size_t whole : counts) {
      std::vector<std::size_t> others;
      for (const std::size_t m : counts) {
        if (m != whole && universe_.measures()[m].filter) others.push_back(m);
      }
      if (others.size() > 2) relate(others, whole, margin);
      for (std::size_t a = 0; a < others.size(); ++a) {
        for (std::size_t b = a + 1; b < others.size(); ++b)
          relate({others[a], others[b]}, whole, margin);
      }
    }
  }

  const Universe& universe_;
  const CountOf& count_of_;
  std::vector<Relation>& result_;
};

}  // namespace

void add_relations(const Universe& universe, const CountOf& count_of,
                   std::vector<Relation>& relations) {
  Relations(universe, count_of, relations).add_all();
}

}  // namespace hdis::disclosure
