#pragma once

#include "hdis/duck/database.hpp"
#include "hdis/ingest/cleaner.hpp"

#include "column_match.hpp"
#include "delivered_file.hpp"
#include "derivation.hpp"
#include "opt_outs.hpp"
#include "stages.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// Rows by reason, most first.
using Rejections = std::map<std::string, std::uint64_t>;

/// How often each rule was used on one field. Counted where the cleaning is done, by several threads.
using RuleCounts = std::array<std::atomic<std::uint64_t>, rule_count>;

/// The cleaned rows of a delivery in a database of their own, before it is known which of them are accepted.
/// Holds no identifier: they are left out or renamed while the files are read.
class Staging {
 public:
  /// Makes the table for the fields `loaded`, in `connection`, to which the database `staging` is attached.
  static Result<std::unique_ptr<Staging>> make(duck::Connection& connection,
                                               const catalogue::Dataset& dataset,
                                               const catalogue::Catalogue& catalogue,
                                               const PseudonymKey& key,
                                               const std::set<const catalogue::Field*>& loaded);

  /// Rows in which `field` is one of `pseudonyms` are dropped from all files added later.
  void leave_out(const catalogue::Field& field, Pseudonyms pseudonyms);

  /// Reads, cleans and adds the rows of a file, of which the columns are `columns`.
  /// Errors: as `DeliveredFile::malformed`; `invalid_input` if the file cannot be read.
  [[nodiscard]] Status add(const DeliveredFile& file, const std::vector<DeliveredColumn>& columns,
                           Stages& stages, double done);

  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }
  [[nodiscard]] const Rejections& malformed() const { return malformed_; }
  [[nodiscard]] const RuleCounts& counts(const catalogue::Field& field) const;

  static constexpr const char* table = "staging.staged";

 private:
  struct Column {
    Column(const catalogue::Field& of, Cleaner by, std::string name)
        : field(&of), cleaner(std::move(by)), function(std::move(name)) {}
    const catalogue::Field* field;
    Cleaner cleaner;
    std::string function;  ///< Its name in SQL.
    RuleCounts counts{};
  };

  explicit Staging(duck::Connection& connection) : connection_(connection) {}
  [[nodiscard]] Status add_functions();
  [[nodiscard]] Status add_filter_function();
  [[nodiscard]] std::string insert_statement(const DeliveredFile& file,
                                             const std::vector<DeliveredColumn>& columns) const;

  duck::Connection& connection_;
  std::vector<std::unique_ptr<Column>> columns_;  ///< Fixed in memory: functions point to them.
  const Column* filter_ = nullptr;                ///< The column by which rows are left out.
  Pseudonyms filtered_;
  std::atomic<std::uint64_t> left_out_ = 0;
  std::uint64_t rows_ = 0;
  Rejections malformed_;
};

}  // namespace hdis::ingest
