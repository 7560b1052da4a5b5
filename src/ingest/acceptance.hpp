#pragma once

#include "hdis/core/financial_year.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/ingest/ingest.hpp"

#include "column_match.hpp"
#include "derivation.hpp"
#include "staging.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace hdis::ingest {

/// Files as a list literal of SQL, for `read_parquet`.
[[nodiscard]] std::string file_list(const std::vector<std::filesystem::path>& files);

/// Puts the looked-up values of each lookup of `plan` into a table of `staging`, from the files of `sources`.
[[nodiscard]] Status make_lookups(duck::Connection& connection, const DerivationPlan& plan,
                                  const std::map<catalogue::DatasetId, StoredVersion>& sources,
                                  Stages& stages, double done);

/// Makes the view `complete`: the staged rows with every derived field, and `hdis_row`, their order in the delivery.
[[nodiscard]] Status make_complete_view(duck::Connection& connection,
                                        const std::set<const catalogue::Field*>& delivered,
                                        const DerivationPlan& plan);

/// Finds the rows that cannot be accepted, in this order: their person is unknown (where persons are
/// looked up), their year is missing or another, their key is missing, their key (of the fields `there`) occurred
/// before, they repeat another row by the dataset's rule. Puts them into the table `staging.rejected`.
[[nodiscard]] Result<Rejections> reject(duck::Connection& connection,
                                        const catalogue::Dataset& dataset,
                                        const std::vector<const catalogue::Field*>& there,
                                        FinancialYear year, const DerivationPlan& plan,
                                        Stages& stages, double done);

/// What the size of row groups follows from.
struct WritingRoom {
  std::uint64_t memory_bytes = 0;     ///< That may be used.
  std::uint64_t delivered_bytes = 0;  ///< Of a row as text, on the average; 0 if that is not known.
};

/// Writes the accepted rows, sorted, as Parquet. Returns how many there are.
[[nodiscard]] Result<std::uint64_t> write_parquet(
    duck::Connection& connection, const catalogue::Dataset& dataset,
    const std::vector<const catalogue::Field*>& stored, const std::filesystem::path& file,
    const WritingRoom& room, Stages& stages, double done);

}  // namespace hdis::ingest
