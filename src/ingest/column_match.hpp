#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"

#include <string>
#include <vector>

namespace hdis::ingest {

/// What becomes of one delivered column.
struct DeliveredColumn {
  std::string name;                         ///< As the file has it.
  const catalogue::Field* field = nullptr;  ///< Null: the catalogue does not know it.
  bool superseded = false;  ///< Another column of the file is the same field under its own name.
};

/// Finds the field of each delivered column. A field that is delivered under its canonical name and an alias, or under
/// two aliases, is taken from the first in that order.
///
/// Errors: `invalid_input` if two columns have the same name, or none is known.
[[nodiscard]] Result<std::vector<DeliveredColumn>> match_columns(
    const std::vector<std::string>& names, const catalogue::Dataset& dataset,
    const std::string& file);

/// Whether the columns of a file are those of another dataset: HES attendances carry the keys of episodes, too, and would be
/// taken for episodes without most of their fields.
///
/// Errors: `invalid_input` if more than a quarter of the columns are fields of one other dataset and unknown in `dataset`.
[[nodiscard]] Status check_is_of(const catalogue::Dataset& dataset,
                                 const std::vector<std::string>& names,
                                 const catalogue::Catalogue& catalogue, const std::string& file);

/// The parts of the record key that every record must have: all of a key that is one field; of one that is made of
/// several the identifiers among them (a period of critical care has a record and a start, but only those of
/// children have an activity date).
[[nodiscard]] std::vector<const catalogue::Field*> required_key_fields(
    const catalogue::Dataset& dataset);

/// The fields that the dataset cannot do without: the required parts of the record key, person key, year.
[[nodiscard]] std::vector<const catalogue::Field*> essential_fields(
    const catalogue::Dataset& dataset);

}  // namespace hdis::ingest
