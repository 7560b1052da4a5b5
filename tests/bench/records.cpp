#include "records.hpp"

#include "hdis/core/digest.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>

#include <map>
#include <numeric>
#include <string>
#include <utility>

namespace hdis::bench {
namespace {

namespace fs = std::filesystem;
using duck::quote_text;

/// How the identifiers of a copy differ from those of the original, in columns that a file has. `copy` counts from 0, which
/// changes nothing. Every identifier keeps its length: room for 800 copies.
const std::map<std::string, std::string>& other_identifiers() {
  // Twelve digits, in the fixture from 100000000000 to 100999999999; "0" is no link.
  const std::string episode =
      "CASE WHEN length({0}) = 12 THEN CAST(CAST({0} AS BIGINT) + copy * 1000000000 AS VARCHAR) "
      "ELSE {0} END";
  // Fourteen digits at random.
  const std::string record =
      "CAST(10000000000000 + (CAST({0} AS BIGINT) - 10000000000000 + copy * 1000000007) % "
      "90000000000000 AS VARCHAR)";
  // The last five digits tell the people of the fixture apart.
  const std::string person =
      "CASE WHEN copy = 0 THEN {0} ELSE left({0}, 3) || lpad(CAST(copy AS VARCHAR), 4, '0') || "
      "substr({0}, 8) END";
  static const std::map<std::string, std::string> expressions = {{"EPIKEY", episode},
                                                                 {"AEKEY", episode},
                                                                 {"ATTENDKEY", episode},
                                                                 {"SUSRECID", record},
                                                                 {"PSEUDO_HESID", person}};
  return expressions;
}

/// The columns of a delivered file.
Result<std::vector<std::string>> columns_of(duck::Connection& connection, const std::string& scan) {
  HDIS_TRY(rows, connection.query("SELECT * FROM " + scan + " LIMIT 0"));
  return rows.names();
}

/// Writes `copies` of a delivered CSV as one Parquet file.
Status repeat(const fs::path& delivered, std::uint64_t copies, const fs::path& file) {
  HDIS_TRY(database, duck::Database::open());
  HDIS_TRY(connection, database.connect());
  const auto scan = fmt::format("read_csv({}, all_varchar = true)", quote_text(delivered.string()));
  HDIS_TRY(columns, columns_of(connection, scan));
  std::string selected;
  for (const auto& column : columns) {
    const auto other = other_identifiers().find(column);
    const auto expression = other == other_identifiers().end()
                                ? column
                                : fmt::format(fmt::runtime(other->second), column);
    selected += fmt::format("{}{} AS {}", selected.empty() ? "" : ", ", expression, column);
  }
  return connection.execute(
      fmt::format("COPY (SELECT {} FROM {}, range({}) AS copies(copy)) TO {} (FORMAT parquet)",
                  selected, scan, copies, quote_text(file.string())));
}

/// "apc_1718.csv.gz"
struct Delivered {
  fs::path file;
  catalogue::DatasetId dataset;
  FinancialYear year;
};

std::vector<Delivered> fixture() {
  std::vector<Delivered> files;
  for (const std::string year : {"1617", "1718"}) {
    for (const std::string dataset : {"apc", "op", "ae", "cc"}) {
      files.push_back(
          {fmt::format(HDIS_SOURCE_DIR "/tests/fixtures/hes/{}_{}.csv.gz", dataset, year),
           catalogue::DatasetId(dataset), *FinancialYear::parse(year)});
    }
  }
  return files;
}

/// Takes the fixture in, as it is or repeated.
Status take_in(const catalogue::Catalogue& catalogue, std::uint64_t copies,
               const fs::path& folder) {
  ingest::Settings settings;
  settings.data_folder = folder / "data";
  settings.person_key_file = folder / "person.key";
  std::error_code failure;
  fs::create_directories(folder, failure);
  HDIS_CHECK(ingest::ensure_person_key(settings));
  for (const auto& each : fixture()) {
    auto file = each.file;
    if (copies > 1) {
      file = folder / "delivery.parquet";
      HDIS_CHECK(repeat(each.file, copies, file));
    }
    HDIS_TRY(report,
             ingest::take_in({{file}, each.dataset, each.year, {}}, catalogue, settings, {}, {}));
    if (report.rows_rejected > 0) {
      return fail(ErrorCode::corrupt, "bench.rejected",
                  "Records of the repeated fixture were rejected.");
    }
  }
  fs::remove(folder / "delivery.parquet", failure);
  return {};
}

/// Of delivered bytes and of the catalogue's definitions: what is kept for the next time is known by it.
std::string digest_of_records(const Records& records) {
  std::string digests;
  for (const auto& version : records) digests += version.content_digest;
  return digest_of(digests).text().substr(0, 12);
}

/// Makes `folder` as a whole or not at all.
Status grow(const catalogue::Catalogue& catalogue, std::uint64_t copies, const fs::path& folder) {
  auto unfinished = folder;
  unfinished += ".unfinished";
  std::error_code ignored;
  fs::remove_all(unfinished, ignored);
  HDIS_CHECK(take_in(catalogue, copies, unfinished));
  std::error_code failure;
  fs::rename(unfinished, folder, failure);
  if (!failure) return {};
  return fail(ErrorCode::unavailable, "bench.folder",
              fmt::format("Cannot create '{}'.", folder.string()));
}

}  // namespace

std::uint64_t rows_of(const Records& records) {
  return std::accumulate(records.begin(), records.end(), std::uint64_t{0},
                         [](auto sum, const auto& version) { return sum + version.rows; });
}

Result<Records> stored_records(const fs::path& store) {
  const bool whole = fs::is_directory(store / "data");
  HDIS_TRY(versions, ingest::list_versions(whole ? store / "data" : store));
  Records newest;
  for (auto& version : versions) {
    const bool newer = !newest.empty() && newest.back().dataset == version.dataset &&
                       newest.back().year == version.year;
    if (newer) newest.pop_back();
    newest.push_back(std::move(version));
  }
  if (newest.empty()) {
    return fail(ErrorCode::not_found, "bench.no_records",
                fmt::format("There are no records in {}.", store.string()));
  }
  return newest;
}

Result<Records> fixture_records(const catalogue::Catalogue& catalogue, std::uint64_t rows,
                                const fs::path& folder) {
  // Taking in what is there already changes nothing, and is how a change of the catalogue or the fixture is noticed.
  HDIS_CHECK(take_in(catalogue, 1, folder / "fixture"));
  HDIS_TRY(original, stored_records(folder / "fixture"));
  const auto copies = (rows + rows_of(original) - 1) / rows_of(original);
  if (copies <= 1) return std::move(original);
  if (copies > 800) {
    return fail(ErrorCode::invalid_input, "bench.rows",
                fmt::format("{} records are more than 800 copies of the fixture.", rows),
                "Take another store with --store.");
  }
  const auto grown = folder / fmt::format("fixture-{}-{}", copies, digest_of_records(original));
  if (!fs::exists(grown)) HDIS_CHECK(grow(catalogue, copies, grown));
  return stored_records(grown);
}

}  // namespace hdis::bench
