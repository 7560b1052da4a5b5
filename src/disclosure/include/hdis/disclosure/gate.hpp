#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/sealing.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/governance/authorised_plan.hpp"
#include "hdis/released/internal_table.hpp"
#include "hdis/released/table.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::disclosure {

/// The files of one dataset and year that the gate may count over.
struct DataSource {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;
  std::vector<std::filesystem::path> files;
  std::vector<std::string> columns;
};

/// Bounds of a run, and how it reports and is stopped.
struct RunControl {
  std::chrono::milliseconds time{std::chrono::minutes(10)};
  std::uint64_t memory_bytes = 4ULL << 30U;
  unsigned threads = 2;
  std::function<void(double)> progress;  ///< 0 to 1, from another thread; may be empty.
  std::stop_token stop;
};

/// What an internal run gives: the tables as they were counted, and of the same counts those in which small numbers are suppressed.
struct InternalAnswer {
  std::vector<released::InternalTable> internal;
  /// An error (`withheld`) where no safe tables could be made.
  Result<std::vector<released::Table>> suppressed;
};

/// The stamps of both.
struct InternalProvenance {
  released::Provenance internal;
  released::Provenance suppressed;
};

/// The only door between records and people. Owns an engine that nobody else can name, and is the only maker of a
/// `released::Table` and of a `released::InternalTable`.
class Gate {
 public:
  /// Opens the data. `catalogue` must outlive the gate. Errors: `unavailable`.
  static Result<Gate> open(const catalogue::Catalogue& catalogue, std::vector<DataSource> sources);
  Gate(Gate&&) noexcept;
  Gate& operator=(Gate&&) noexcept;
  ~Gate();

  /// Runs every table of the plan, protects them under `policy`, checks the finished tables again with separate code, and only
  /// then hands them over.
  ///
  /// `provenance` is stamped on every table. Errors: `withheld` if the policy needs protection that does not exist or the check fails;
  /// `timed_out`, `cancelled`, `unavailable`, `not_found`. After an error nothing has been released.
  [[nodiscard]] Result<std::vector<released::Table>> run(const governance::AuthorisedPlan& plan,
                                                         const Policy& policy,
                                                         const released::Provenance& provenance,
                                                         const RunControl& control);

  /// The same for a request whose agreement entitles its licensee to small numbers: counts once, and makes both kinds of table.
  ///
  /// Errors: as `run`, also for an answer that would be a list of records; that nothing safe can be made of it is no error.
  [[nodiscard]] Result<InternalAnswer> run_internal(const governance::AuthorisedInternalPlan& plan,
                                                    const Policy& policy,
                                                    const InternalProvenance& provenance,
                                                    const RunControl& control);

 private:
  class Inside;
  explicit Gate(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// A released table as canonical JSON bytes, for keeping and for `reopen`.
[[nodiscard]] std::string to_stored_form(const released::Table& table);

/// Reads a kept table back. Errors: `corrupt` if the bytes do not have the digest that was recorded when it was released.
[[nodiscard]] Result<released::Table> reopen(const std::string& bytes, const Digest& recorded);

/// The rows of a released table in which a dimension has one code, with a note that says so: less than what is released already.
///
/// Errors: `not_found` if the table has no such dimension, or no row has the code.
[[nodiscard]] Result<released::Table> only_rows_with(const released::Table& table,
                                                     const std::string& dimension,
                                                     const std::string& code);

/// An internal table encrypted, the only form in which it is kept. `place` says which table of which output it is.
[[nodiscard]] std::string seal(const released::InternalTable& table, const SealingKey& key,
                               const std::string& place);

/// The table that was sealed. Errors: `corrupt` for another key or place, or if it was changed.
[[nodiscard]] Result<released::InternalTable> unseal(const std::string& sealed,
                                                     const SealingKey& key,
                                                     const std::string& place);

}  // namespace hdis::disclosure
