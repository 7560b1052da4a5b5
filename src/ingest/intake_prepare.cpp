#include "hdis/core/text.hpp"

#include "definition.hpp"
#include "intake.hpp"
#include "version_writer.hpp"

#include <fmt/format.h>

namespace hdis::ingest {

using catalogue::Field;

namespace {

// The digests are quick; reading and cleaning the files is most of the work.
constexpr double after_digests = 0.05;

/// The digest of each file. Errors: `invalid_input` if two are the same: every record of theirs would be there twice, and
/// whether that is meant cannot be known.
Result<std::vector<std::string>> digests_of(const std::vector<std::filesystem::path>& files,
                                            const std::stop_token& stop) {
  std::vector<std::string> digests;
  for (const auto& path : files) {
    HDIS_TRY(digest, digest_of_file(path, stop));
    const auto same = std::find(digests.begin(), digests.end(), digest.text());
    if (same != digests.end()) {
      const auto& earlier = files[static_cast<std::size_t>(same - digests.begin())];
      return fail(ErrorCode::invalid_input, "ingest.file_twice",
                  fmt::format("'{}' and '{}' are the same file, byte by byte.", earlier.string(),
                              path.string()),
                  "Name each file of the delivery once, and check that none is missing.");
    }
    digests.push_back(digest.text());
  }
  return digests;
}

}  // namespace

Result<Report> Intake::run() {
  HDIS_CHECK(open_database());
  HDIS_CHECK(open_files());
  HDIS_CHECK(find_lookup_sources());
  HDIS_CHECK(check_essential_fields());
  HDIS_CHECK(take_digests());
  HDIS_TRY(unchanged, find_unchanged());
  if (unchanged) return *unchanged;
  HDIS_CHECK(stage());
  HDIS_CHECK(accept());
  return publish();
}

Status Intake::open_database() {
  HDIS_TRY(folder, TemporaryFolder::make(work_folder(settings_.data_folder)));
  work_.emplace(std::move(folder));
  HDIS_TRY(connection, open_workshop(work_->path(), settings_));
  connection_.emplace(std::move(connection));
  return {};
}

Status Intake::open_files() {
  if (delivery_.files.empty()) {
    return fail(ErrorCode::invalid_input, "ingest.no_files", "The delivery has no files.");
  }
  for (const auto& path : delivery_.files) {
    HDIS_CHECK(check_is_file(path));
    HDIS_TRY(moment, moment_of(path));
    HDIS_TRY(file, DeliveredFile::open(*connection_, path, stages_.stop()));
    HDIS_CHECK(check_is_of(dataset_, file.names(), catalogue_, file.name()));
    HDIS_TRY(columns, match_columns(file.names(), dataset_, file.name()));
    for (const auto& column : columns) {
      if (column.field != nullptr &&
          column.field->field_class != catalogue::FieldClass::identifier) {
        delivered_.insert(column.field);
      }
    }
    parts_.push_back({std::move(file), std::move(columns), moment});
  }
  return {};
}

Status Intake::find_lookup_sources() {
  ForeignColumns columns;
  for (const auto& from : lookup_datasets(dataset_, delivered_)) {
    HDIS_TRY(version, newest_version(settings_.data_folder, from, delivery_.year));
    if (!version) {
      return fail(
          ErrorCode::conflict, "ingest.lookup_missing",
          fmt::format("{} takes fields from {} of {}, which is not in the store.",
                      to_upper(dataset_.id.text()), to_upper(from.text()), delivery_.year.label()),
          fmt::format("Take in {} of {} first.", to_upper(from.text()), delivery_.year.label()));
    }
    columns.emplace(from, version->columns);
    sources_.emplace(from, std::move(*version));
  }
  plan_ = plan_derivations(dataset_, delivered_, columns);
  return {};
}

Status Intake::check_essential_fields() const {
  const auto made = derived();
  auto needed = essential_fields(dataset_);
  for (const auto& lookup : plan_.lookups) needed.push_back(dataset_.find(lookup.key));
  std::vector<Reason> reasons;
  for (const auto& part : parts_) {
    for (const auto* field : needed) {
      if (part.has(field) || made.contains(field)) continue;
      const auto similar = nearest(field->name, part.file.names(), 1);
      reasons.push_back(
          {"ingest.essential",
           fmt::format("'{}' has no column {} ({}), without which {} cannot be taken in.",
                       part.file.name(), field->name, to_lower(field->label),
                       to_upper(dataset_.id.text())),
           similar.empty()
               ? ""
               : fmt::format("Is it the column '{}'? Then rename that.", similar.front()),
           std::nullopt});
    }
  }
  if (reasons.empty()) return {};
  return fail(Error(ErrorCode::invalid_input, std::move(reasons)));
}

Status Intake::take_digests() {
  manifest_.definition_digest = definition_digest(dataset_, catalogue_).text();
  std::vector<std::string> parts{dataset_.id.text(), delivery_.year.code(),
                                 manifest_.definition_digest, key_.fingerprint().text()};
  for (const auto& [from, version] : sources_) parts.push_back(version.content_digest);
  parts.emplace_back(delivery_.opt_outs ? "opt-outs" : "no opt-outs");
  if (delivery_.opt_outs) {
    HDIS_CHECK(check_is_file(*delivery_.opt_outs));
    HDIS_TRY(digest, digest_of_file(*delivery_.opt_outs, stages_.stop()));
    parts.push_back(digest.text());
  }
  HDIS_TRY(digests, digests_of(delivery_.files, stages_.stop()));
  parts.insert(parts.end(), digests.begin(), digests.end());
  manifest_.report.dataset = dataset_.id.text();
  manifest_.report.year = delivery_.year.code();
  manifest_.report.content_digest = digest_of_parts(parts).text();
  return stages_.reach(after_digests);
}

Result<std::optional<Report>> Intake::find_unchanged() const {
  HDIS_TRY(newest, newest_version(settings_.data_folder, dataset_.id, delivery_.year));
  if (!newest || newest->content_digest != manifest_.report.content_digest) return std::nullopt;
  HDIS_TRY(manifest, read_manifest(newest->files.front().parent_path() / manifest_name));
  Report report = std::move(manifest.report);
  report.unchanged = true;
  return report;
}

std::set<const Field*> Intake::derived() const {
  std::set<const Field*> fields;
  for (const auto& lookup : plan_.lookups) {
    for (const auto& [field, foreign] : lookup.fields) fields.insert(field);
  }
  for (const auto& level : plan_.levels) {
    for (const auto& step : level) fields.insert(step.field);
  }
  return fields;
}

}  // namespace hdis::ingest
