#include "hdis/ingest/derive.hpp"

#include "hdis/catalogue/derivation.hpp"
#include "hdis/core/text.hpp"

#include "acceptance.hpp"
#include "definition.hpp"
#include "derived_rows.hpp"
#include "manifest.hpp"
#include "spell_statements.hpp"
#include "stages.hpp"
#include "store_folder.hpp"
#include "value_functions.hpp"
#include "version_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Field;

// How far the whole is after each stage, roughly.
constexpr double after_statements = 0.6;

/// A derived dataset on its way into the store. Each function is one step.
class Deriving {
 public:
  Deriving(const Dataset& dataset, const Dataset& source, const catalogue::Catalogue& catalogue,
           const Settings& settings, Stages& stages)
      : dataset_(dataset),
        catalogue_(catalogue),
        settings_(settings),
        stages_(stages),
        source_{source, {}} {}

  Result<DerivedReport> run() {
    HDIS_CHECK(find_source());
    HDIS_TRY(work, TemporaryFolder::make(work_folder(settings_.data_folder)));
    HDIS_TRY(connection, open_workshop(work.path(), settings_));
    HDIS_CHECK(compute(connection));
    HDIS_CHECK(count_left_out(connection));
    HDIS_CHECK(add_value_functions(connection, dataset_, catalogue_));
    HDIS_CHECK(prepare_writing(connection, settings_));
    for (std::size_t index = 0; index < source_.versions.size(); ++index) {
      HDIS_CHECK(write_year(connection, index));
    }
    return std::move(report_);
  }

 private:
  Status find_source() {
    const auto& [from, function, version] = *dataset_.derived_from;
    report_.dataset = dataset_.id.text();
    report_.function = fmt::format("{} {}", function, version);
    for (const auto& name : spell_fields()) {
      if (source_.dataset.find(name) != nullptr) continue;
      return fail(ErrorCode::invalid_input, "derive.field",
                  fmt::format("{} has no field {}, which {} reads.", from.text(), name, function),
                  "derive from admitted patient care");
    }
    HDIS_TRY(versions, newest_versions(settings_.data_folder, from));
    if (versions.empty()) {
      return fail(ErrorCode::conflict, "derive.nothing",
                  fmt::format("No year of {} is in the store.", from.text()),
                  fmt::format("Take in {} first.", from.text()));
    }
    source_.versions = std::move(versions);
    report_.made_of.reserve(source_.versions.size());
    for (const auto& each : source_.versions) report_.made_of.push_back(in_words(each));
    return {};
  }

  Status compute(duck::Connection& connection) {
    std::vector<std::size_t> all(source_.files().size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    HDIS_CHECK(make_source_view(connection, "source", source_, spell_fields(), all));
    std::vector<FinancialYear> years;
    years.reserve(source_.versions.size());
    for (const auto& version : source_.versions) years.push_back(version.year);
    const auto statements = spell_statements(dataset_.derived_from->function, years);
    double done = 0;
    for (const auto& statement : statements) {
      done += after_statements / static_cast<double>(statements.size());
      HDIS_TRY(rows, stages_.run(connection, statement, done));
      std::ignore = rows;
    }
    // What `write_parquet` leaves out: nothing.
    return connection.execute("CREATE TABLE staging.rejected (hdis_row BIGINT)");
  }

  Status count_left_out(duck::Connection& connection) {
    HDIS_TRY(rows, connection.query("SELECT reason, count(*) FROM staging.judged "
                                    "WHERE reason IS NOT NULL GROUP BY reason ORDER BY 2 DESC, 1"));
    while (const auto chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        report_.left_out.emplace_back(chunk->column(0).text(row),
                                      static_cast<std::uint64_t>(chunk->column(1).integer(row)));
      }
    }
    return {};
  }

  /// The fields that the files hold: those that are taken from records, and those that are made of them.
  [[nodiscard]] std::vector<const Field*> stored_fields() const {
    std::vector<const Field*> fields;
    for (const auto& field : dataset_.fields) {
      if (field.derivation) fields.push_back(&field);
    }
    return fields;
  }

  Status write_year(duck::Connection& connection, std::size_t index) {
    const auto year = source_.versions[index].year;
    std::vector<std::size_t> numbers;
    const auto files = source_.files();
    for (std::size_t number = 0; number < files.size(); ++number) {
      if (files[number].version == index) numbers.push_back(number);
    }
    HDIS_CHECK(make_derived_view(connection, dataset_, source_, numbers));

    const auto folder = year_folder(settings_.data_folder, dataset_.id, year);
    HDIS_TRY(number, next_version(folder));
    HDIS_TRY(incoming, TemporaryFolder::make(folder / fmt::format(".incoming-{}", number)));
    const auto part = incoming.path() / part_name;
    const auto fields = stored_fields();
    const auto years = static_cast<double>(source_.versions.size());
    HDIS_TRY(rows,
             write_parquet(connection, dataset_, fields, part, {settings_.memory_bytes, 0}, stages_,
                           after_statements +
                               (1 - after_statements) * static_cast<double>(index + 1) / years));
    Manifest manifest;
    HDIS_CHECK(describe_part(manifest, part, fields, stages_.stop()));
    return publish(std::move(manifest), year, number, rows, folder, incoming);
  }

  /// Keeps the new file, unless the newest version of the year holds the same bytes, made by the same rules.
  Status publish(Manifest manifest, FinancialYear year, unsigned number, std::uint64_t rows,
                 const std::filesystem::path& folder, TemporaryFolder& incoming) {
    manifest.definition_digest = definition_digest(dataset_, catalogue_).text();
    auto& about = manifest.report;
    about.dataset = dataset_.id.text();
    about.year = year.code();
    about.version = std::to_string(number);
    about.rows_read = about.rows_accepted = rows;
    const std::vector<std::string> parts{about.dataset, about.year, manifest.definition_digest,
                                         manifest.files.front().digest};
    about.content_digest = digest_of_parts(parts).text();
    manifest.lineage = report_.made_of;

    HDIS_TRY(newest, newest_version(settings_.data_folder, dataset_.id, year));
    const bool unchanged = newest && newest->content_digest == about.content_digest;
    if (!unchanged) {
      HDIS_CHECK(write_file(incoming.path() / manifest_name, write_manifest(manifest)));
      HDIS_CHECK(incoming.rename_to(folder / about.version));
    }
    report_.years.push_back(
        {year, unchanged ? newest->version : about.version, unchanged, rows, about.content_digest});
    return {};
  }

  const Dataset& dataset_;
  const catalogue::Catalogue& catalogue_;
  const Settings& settings_;
  Stages& stages_;
  DerivationSource source_;
  DerivedReport report_;
};

}  // namespace

Result<DerivedReport> derive(const catalogue::DatasetId& dataset,
                             const catalogue::Catalogue& catalogue, const Settings& settings,
                             const std::function<void(double)>& progress, std::stop_token stop) {
  const auto* derived = catalogue.dataset(dataset);
  if (derived == nullptr || !derived->derived_from) {
    return fail(ErrorCode::invalid_input, "derive.not_derived",
                fmt::format("{} is not a derived dataset.", dataset.text()),
                "see `hdis dataset list`");
  }
  const auto* source = catalogue.dataset(derived->derived_from->from);
  HDIS_TRY(lock, StoreLock::acquire(settings.data_folder, stop));
  std::ignore = lock;
  HDIS_CHECK(remove_leftovers(settings.data_folder));
  Stages stages(progress, std::move(stop));
  HDIS_CHECK(stages.reach(0));
  auto report = Deriving(*derived, *source, catalogue, settings, stages).run();
  if (report) std::ignore = stages.reach(1);
  return report;
}

}  // namespace hdis::ingest
