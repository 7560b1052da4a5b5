#pragma once

#include "hdis/duck/database.hpp"
#include "hdis/ingest/ingest.hpp"
#include "hdis/ingest/pseudonym.hpp"

#include "acceptance.hpp"
#include "column_match.hpp"
#include "delivered_file.hpp"
#include "derivation.hpp"
#include "file_io.hpp"
#include "manifest.hpp"
#include "staging.hpp"
#include "store_folder.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// One file of a delivery and what its columns are.
struct Part {
  DeliveredFile file;
  std::vector<DeliveredColumn> columns;
  FileMoment moment;  ///< When it was opened.

  [[nodiscard]] bool has(const catalogue::Field* field) const {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const DeliveredColumn& column) { return column.field == field; });
  }
};

/// A delivery on its way into the store. Each function is one step; `take_in` is their order.
class Intake {
 public:
  Intake(const Delivery& delivery, const catalogue::Catalogue& catalogue, const Settings& settings,
         const catalogue::Dataset& dataset, PseudonymKey key, Stages& stages)
      : delivery_(delivery),
        catalogue_(catalogue),
        settings_(settings),
        dataset_(dataset),
        key_(std::move(key)),
        stages_(stages) {}

  [[nodiscard]] Result<Report> run();

 private:
  Status open_database();
  Status open_files();
  Status find_lookup_sources();
  Status check_essential_fields() const;
  Status take_digests();
  Result<std::optional<Report>> find_unchanged() const;
  Status stage();
  Status check_unchanged() const;
  Status leave_out_opted_out(Staging& staging);
  Status accept();
  Result<Report> publish();
  [[nodiscard]] std::vector<FieldReport> field_reports() const;
  [[nodiscard]] FieldReport report_of(const catalogue::Field& field) const;
  [[nodiscard]] std::uint64_t delivered_bytes_of_a_row() const;
  [[nodiscard]] Error too_many_rejected() const;
  [[nodiscard]] Error no_room_or(const Error& error) const;
  [[nodiscard]] std::set<const catalogue::Field*> derived() const;

  const Delivery& delivery_;
  const catalogue::Catalogue& catalogue_;
  const Settings& settings_;
  const catalogue::Dataset& dataset_;
  PseudonymKey key_;
  Stages& stages_;

  std::optional<TemporaryFolder> work_;  ///< Before the database, whose files are in it.
  std::optional<duck::Connection> connection_;
  std::vector<Part> parts_;
  std::set<const catalogue::Field*> delivered_;  ///< Without identifiers.
  std::map<catalogue::DatasetId, StoredVersion> sources_;
  DerivationPlan plan_;
  std::unique_ptr<Staging> staging_;
  std::vector<const catalogue::Field*>
      stored_;  ///< What the files will hold, in the catalogue's order.
  Manifest manifest_;
};

}  // namespace hdis::ingest
