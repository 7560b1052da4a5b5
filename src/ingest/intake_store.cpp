#include "hdis/core/assert.hpp"
#include "hdis/core/date.hpp"
#include "hdis/core/text.hpp"

#include "intake.hpp"
#include "value_functions.hpp"
#include "version_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace hdis::ingest {

using catalogue::Field;

namespace {

namespace fs = std::filesystem;

// How far the whole is after each stage, roughly: reading and cleaning is most of the work.
constexpr double before_staging = 0.05;
constexpr double after_staging = 0.65;
constexpr double after_lookups = 0.68;
constexpr double after_rejections = 0.75;
constexpr double after_writing = 0.97;
constexpr double before_renaming = 0.99;

std::uint64_t total_of(const Rejections& rejections) {
  std::uint64_t rows = 0;
  for (const auto& [reason, count] : rejections) rows += count;
  return rows;
}

}  // namespace

// Reading stops in the same way where a file is broken and where what was read finds no room.
Error Intake::no_room_or(const Error& error) const {
  constexpr std::uint64_t little = 32ULL << 20U;
  std::error_code unknown;
  const auto space = fs::space(settings_.data_folder, unknown);
  const auto& rule = error.reasons().front().rule;
  const bool may_be = rule == "ingest.file" || error.code() == ErrorCode::unavailable;
  if (!may_be || unknown || space.available > little) return error;
  return {ErrorCode::unavailable,
          Reason{"ingest.full",
                 fmt::format("There is no room left on the disk of '{}'; nothing was stored.",
                             settings_.data_folder.string()),
                 "Make room for the size of the uncompressed delivery, and take it in again.",
                 std::nullopt}};
}

Status Intake::stage() {
  HDIS_TRY(staging, Staging::make(*connection_, dataset_, catalogue_, key_, delivered_));
  staging_ = std::move(staging);
  if (delivery_.opt_outs) HDIS_CHECK(leave_out_opted_out(*staging_));
  const double each = (after_staging - before_staging) / static_cast<double>(parts_.size());
  double done = before_staging;
  for (const auto& part : parts_) {
    done += each;
    const auto added = staging_->add(part.file, part.columns, stages_, done);
    if (!added) return fail(no_room_or(added.error()));
  }
  return check_unchanged();
}

Status Intake::check_unchanged() const {
  for (std::size_t index = 0; index < parts_.size(); ++index) {
    const auto& path = delivery_.files[index];
    HDIS_TRY(now, moment_of(path));
    if (now == parts_[index].moment) continue;
    return fail(ErrorCode::conflict, "ingest.changed_meanwhile",
                fmt::format("'{}' was changed while it was read.", path.filename().string()),
                "Nothing was stored. Wait until it is complete, and take it in again.");
  }
  return {};
}

Status Intake::leave_out_opted_out(Staging& staging) {
  const auto* person = dataset_.find(dataset_.person_key);
  const Cleaner cleaner(dataset_, *person, catalogue_, key_);
  HDIS_TRY(people, read_opt_outs(*delivery_.opt_outs, cleaner));
  if (delivered_.contains(person)) {
    staging.leave_out(*person, std::move(people));
    return {};
  }
  // The person is looked up: the records of these persons there tell which rows here are theirs.
  const auto& inputs = person->derivation->inputs;
  HDIS_TRY(records, records_of(*connection_, sources_.at(catalogue::DatasetId(inputs.at(0))),
                               inputs.at(1), inputs.at(2), std::move(people)));
  staging.leave_out(*dataset_.find(inputs.at(1)), std::move(records));
  return {};
}

Status Intake::accept() {
  HDIS_CHECK(make_lookups(*connection_, plan_, sources_, stages_, after_lookups));
  HDIS_CHECK(add_value_functions(*connection_, dataset_, catalogue_));
  HDIS_CHECK(make_complete_view(*connection_, delivered_, plan_));
  const auto made = derived();
  for (const auto& field : dataset_.fields) {
    if (delivered_.contains(&field) || made.contains(&field)) stored_.push_back(&field);
  }
  HDIS_TRY(rejections, reject(*connection_, dataset_, stored_, delivery_.year, plan_, stages_,
                              after_rejections));
  for (const auto& [reason, rows] : staging_->malformed()) rejections[reason] += rows;
  auto& report = manifest_.report;
  report.rejections.assign(rejections.begin(), rejections.end());
  std::stable_sort(report.rejections.begin(), report.rejections.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  report.rows_rejected = total_of(rejections);
  report.rows_opted_out = staging_->left_out();
  report.rows_read = staging_->rows() + report.rows_opted_out + total_of(staging_->malformed());
  report.rows_accepted = report.rows_read - report.rows_opted_out - report.rows_rejected;
  report.fields = field_reports();
  // Opted-out rows are neither right nor wrong.
  const auto judged = report.rows_accepted + report.rows_rejected;
  const bool too_many = report.rows_rejected * 100 > judged * settings_.most_rejected_percent;
  if (report.rows_accepted == 0 || too_many) return fail(too_many_rejected());
  return {};
}

Error Intake::too_many_rejected() const {
  const auto& report = manifest_.report;
  const std::string what = to_upper(dataset_.id.text()) + " " + delivery_.year.label();
  std::vector<Reason> reasons;
  if (report.rows_accepted == 0) {
    reasons.push_back({"ingest.nothing_accepted",
                       fmt::format("No row of {} could be accepted; nothing was stored.", what),
                       "Check that the dataset and the year are those of the files.",
                       std::nullopt});
  } else {
    reasons.push_back(
        {"ingest.too_many_rejected",
         fmt::format("{} of {} rows of {} would be rejected, more than {}%; nothing was stored.",
                     report.rows_rejected, report.rows_accepted + report.rows_rejected, what,
                     settings_.most_rejected_percent),
         "Check that the dataset and the year are those of the files, and ask the supplier about "
         "the reasons below. If they are as expected, allow more with --most-rejected.",
         std::nullopt});
  }
  for (const auto& [reason, rows] : report.rejections) {
    reasons.push_back(
        {"ingest.rows_rejected", fmt::format("{} rows: {}.", rows, reason), "", std::nullopt});
  }
  return {ErrorCode::invalid_input, std::move(reasons)};
}

std::uint64_t Intake::delivered_bytes_of_a_row() const {
  std::uint64_t bytes = 0;
  for (const auto& part : parts_) bytes += part.file.text_bytes();
  return bytes / std::max<std::uint64_t>(manifest_.report.rows_read, 1);
}

Result<Report> Intake::publish() {
  const fs::path folder = year_folder(settings_.data_folder, dataset_.id, delivery_.year);
  HDIS_TRY(number, next_version(folder));
  auto& report = manifest_.report;
  report.version = std::to_string(number);
  HDIS_TRY(incoming, TemporaryFolder::make(folder / (".incoming-" + report.version)));
  const fs::path part = incoming.path() / part_name;
  HDIS_CHECK(prepare_writing(*connection_, settings_));
  HDIS_TRY(written, write_parquet(*connection_, dataset_, stored_, part,
                                  {settings_.memory_bytes, delivered_bytes_of_a_row()}, stages_,
                                  after_writing));
  HDIS_ASSERT(written == report.rows_accepted);
  HDIS_CHECK(describe_part(manifest_, part, stored_, stages_.stop()));
  HDIS_CHECK(write_file(incoming.path() / manifest_name, write_manifest(manifest_)));
  HDIS_CHECK(stages_.reach(before_renaming));
  HDIS_CHECK(incoming.rename_to(folder / report.version));
  // Stored: a request to stop comes too late.
  std::ignore = stages_.reach(1);
  return report;
}

}  // namespace hdis::ingest
