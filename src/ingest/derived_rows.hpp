#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/ingest/ingest.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace hdis::ingest {

/// The versions that a dataset is derived from, by year, and the numbers that their records have while they are read:
/// the file's times 2^40, and the record's place in it.
struct DerivationSource {
  const catalogue::Dataset& dataset;
  std::vector<StoredVersion> versions;

  struct File {
    std::size_t version = 0;  ///< Of `versions`.
    std::string path;
  };
  /// Every file of every version; the number of a record names one by its place here.
  [[nodiscard]] std::vector<File> files() const;
};

/// How many bits of a record's number are its place in the file.
inline constexpr unsigned row_bits = 40;

/// Makes the view `name` of the columns `fields` of the files `numbers` of `source`, the person as `person` and the
/// record's number as `hdis_row`. What a version does not have is NULL.
[[nodiscard]] Status make_source_view(duck::Connection& connection, const std::string& name,
                                      const DerivationSource& source,
                                      const std::vector<std::string>& fields,
                                      const std::vector<std::size_t>& numbers);

/// Makes the view `complete`: the rows of `staging.quantities` whose last record lies in the files `numbers`, with every
/// field of `derived`, taken from their first and last records or made of others.
[[nodiscard]] Status make_derived_view(duck::Connection& connection,
                                       const catalogue::Dataset& derived,
                                       const DerivationSource& source,
                                       const std::vector<std::size_t>& numbers);

}  // namespace hdis::ingest
