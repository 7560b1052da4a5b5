#include "preparation.hpp"

#include "hdis/sqlgen/duckdb_views.hpp"

#include "loaded_years.hpp"

#include <fmt/format.h>

#include <set>

namespace hdis::engine {
namespace {

namespace fs = std::filesystem;
namespace dialect = sqlgen::duckdb;

tl::unexpected<Error> unreadable(const Partition& partition) {
  return fail(ErrorCode::unavailable, "engine.files_missing",
              fmt::format("Stored files of {} {}, version {}, are missing or cannot be read.",
                          partition.dataset.text(), partition.year.label(), partition.version),
              "Restore them from a backup, or take the delivery in again.");
}

/// Absolute, with no links: what is opened has to be what was allowed.
Result<std::vector<std::string>> files_of(const Partition& partition) {
  std::vector<std::string> files;
  for (const fs::path& file : partition.files) {
    std::error_code failure;
    const fs::path absolute = fs::canonical(file, failure);
    if (failure || !fs::is_regular_file(absolute, failure)) return unreadable(partition);
    files.push_back(absolute.string());
  }
  if (files.empty()) return unreadable(partition);
  return files;
}

Result<dialect::FileColumns> columns_of(const Partition& partition,
                                        const std::vector<std::string>& files,
                                        duck::Connection& connection) {
  auto described = connection.query(dialect::describe_files(files));
  if (!described) return unreadable(partition);
  dialect::FileColumns columns;
  while (const auto chunk = described->next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      columns.emplace(chunk->column(0).text(row), chunk->column(1).text(row));
    }
  }
  for (const std::string& promised : partition.columns) {
    if (!columns.contains(promised)) return unreadable(partition);
  }
  return columns;
}

}  // namespace

Result<std::vector<std::string>> prepare(const catalogue::Catalogue& catalogue,
                                         const std::vector<Partition>& partitions,
                                         duck::Connection& connection) {
  std::vector<std::string> statements;
  std::vector<std::string> allowed;
  LoadedYears years;
  std::set<catalogue::DatasetId> datasets;
  for (const Partition& partition : partitions) {
    const catalogue::Dataset* dataset = catalogue.dataset(partition.dataset);
    if (dataset == nullptr) {
      return fail(ErrorCode::corrupt, "engine.dataset_unknown",
                  fmt::format("Data of {} is stored, which the catalogue does not describe.",
                              partition.dataset.text()),
                  "Add the description of the dataset, or purge its data.");
    }
    HDIS_TRY(files, files_of(partition));
    HDIS_TRY(columns, columns_of(partition, files, connection));
    HDIS_TRY(view, dialect::create_view(*dataset, partition.year, files, columns));
    statements.push_back(std::move(view));
    allowed.insert(allowed.end(), files.begin(), files.end());
    years.add(partition.dataset, partition.year);
    datasets.insert(partition.dataset);
  }
  for (const catalogue::DatasetId& dataset : datasets) {
    statements.push_back(dialect::create_view(dataset, years.of(dataset)));
  }
  statements.push_back(dialect::lock(allowed));
  return statements;
}

}  // namespace hdis::engine
