#pragma once

#include "anatomy.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

namespace hdis::disclosure {

/// What is counted of an atom.
enum class Content : std::uint8_t { records, people, sum };

/// An atom of a dissection.
struct AtomRef {
  std::size_t anatomy = 0;
  std::size_t atom = 0;
  friend auto operator<=>(const AtomRef&, const AtomRef&) = default;
};

/// What a number of a request is made of. Two numbers with one source are the same number, wherever they stand and whatever they are called.
struct Source {
  Content content = Content::records;
  std::size_t amount = 0;      ///< Of sums: which quantity. Indices are those of the first anatomy.
  bool mean = false;           ///< The sum behind a mean.
  std::vector<AtomRef> atoms;  ///< Sorted.
  friend auto operator<=>(const Source&, const Source&) = default;
};

/// Finds the sources of numbers.
class Sources {
 public:
  /// Keeps references.
  Sources(const std::vector<ProtectedPart>& parts, const Dissection& dissection);

  /// The source of a measure in the row at `place` of a part.
  [[nodiscard]] Source of(std::size_t part, const Place& place, std::size_t measure) const;

 private:
  /// The atoms of one population and grouping set of a part, by the keys of its dimensions.
  using Index = std::map<std::vector<PlaceKey>, std::vector<std::size_t>>;

  void add_atoms(std::size_t part, std::size_t population, std::size_t set, const Place& place,
                 std::size_t measure, std::vector<AtomRef>& atoms) const;

  const std::vector<ProtectedPart>& parts_;
  const Dissection& dissection_;
  std::vector<std::vector<std::vector<Index>>> indices_;  // by part, population and grouping set
};

}  // namespace hdis::disclosure
