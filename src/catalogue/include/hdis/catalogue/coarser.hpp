#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

/// A field that divides records more coarsely than another: each of the other's values lies within one of its values.
class Coarser {
 public:
  [[nodiscard]] const Field& field() const { return *field_; }
  /// The coarser field's value for a value of the finer one; empty if the catalogue does not know it.
  [[nodiscard]] std::optional<std::string> value_for(std::string_view code) const;

 private:
  friend std::vector<Coarser> coarser_than(const Field&, const Dataset&, const Catalogue&);
  Coarser(const Field& finer, const Field& field, const Catalogue& catalogue)
      : finer_(&finer), field_(&field), catalogue_(&catalogue) {}

  const Field* finer_;
  const Field* field_;
  const Catalogue* catalogue_;
  std::size_t characters_ =
      0;  ///< It is the first characters of the value; 0: what lies above the code.
};

/// The fields of `dataset` that are coarser than `field`, in the dataset's order: codes cut shorter, groups of codes, and the area that its
/// area nests in, of the same kind (CCG of residence to STP of residence). The result refers to the dataset and the catalogue.
[[nodiscard]] std::vector<Coarser> coarser_than(const Field& field, const Dataset& dataset,
                                                const Catalogue& catalogue);

}  // namespace hdis::catalogue
