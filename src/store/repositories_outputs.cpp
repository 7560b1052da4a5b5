#include "codec.hpp"
#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

using governance::Output;
using governance::OutputId;
using governance::OutputState;
using governance::RequestId;

OutputId output_id(long long run) { return OutputId(fmt::format("O-{:06}", run)); }

struct OutputRow {
  std::string id, request, state, agreement, reasons, produced_at;
  long long version = 0;

  [[nodiscard]] Result<OutputRecord> to_record() const {
    HDIS_TRY(parsed, governance::parse_output_state(state));
    HDIS_TRY(texts, decode_texts(reasons));
    HDIS_TRY(at, read_instant(produced_at));
    const Output output{OutputId(id), RequestId(request), static_cast<std::uint32_t>(version),
                        parsed};
    return OutputRecord{output, agreement, std::move(texts), at};
  }
};

struct DataRow {
  std::string dataset, year, version, content_digest, taken_in_at;
  long long rows = 0;

  [[nodiscard]] Result<DataVersion> to_version() const {
    const auto parsed = FinancialYear::parse(year);
    if (!parsed) return fail(unreadable("a data version"));
    HDIS_TRY(at, read_instant(taken_in_at));
    return DataVersion{catalogue::DatasetId(dataset),    *parsed, version, content_digest,
                       static_cast<std::uint64_t>(rows), at};
  }
};

}  // namespace

Result<OutputId> Repositories::begin_run(const governance::Request& request, Instant at) {
  HDIS_TRY(number, database_->number(sql::run_next_number));
  const auto version = static_cast<long long>(request.version);
  const auto started_at = to_text(at);
  HDIS_TRY(rows,
           database_->execute(sql::run_insert, soci::use(number, "number"),
                              soci::use(request.id.text(), "request"),
                              soci::use(version, "version"), soci::use(started_at, "started_at")));
  if (rows != 1) return fail(not_changed("The run"));
  return output_id(number);
}

Result<std::optional<OutputId>> Repositories::latest_run(const RequestId& id,
                                                         std::uint32_t version) {
  const auto wanted = static_cast<long long>(version);
  HDIS_TRY(number, database_->number(sql::run_latest, soci::use(id.text(), "request"),
                                     soci::use(wanted, "version")));
  if (number == 0) return std::optional<OutputId>();
  return std::optional(output_id(number));
}

Result<std::uint64_t> Repositories::runs_since(const std::string& stem, Instant since) {
  const auto from = to_text(since);
  HDIS_TRY(runs, database_->number(sql::run_count_since, soci::use(stem, "agreement"),
                                   soci::use(from, "since")));
  return static_cast<std::uint64_t>(runs);
}

Result<std::vector<OutputRecord>> Repositories::select_outputs(const std::string& id,
                                                               const std::string& request) {
  std::vector<OutputRow> rows;
  OutputRow row;
  HDIS_CHECK(database_->each(
      sql::output_select, [&] { rows.push_back(row); }, soci::into(row.id), soci::into(row.request),
      soci::into(row.version), soci::into(row.state), soci::into(row.agreement),
      soci::into(row.reasons), soci::into(row.produced_at), soci::use(id, "id"),
      soci::use(request, "request")));
  std::vector<OutputRecord> out;
  for (const auto& found : rows) {
    HDIS_TRY(record, found.to_record());
    out.push_back(std::move(record));
  }
  return out;
}

Result<std::vector<OutputRecord>> Repositories::outputs() { return select_outputs("", ""); }

Result<std::vector<OutputRecord>> Repositories::outputs_of(const RequestId& id) {
  if (id.empty()) return std::vector<OutputRecord>();
  return select_outputs("", id.text());
}

Result<OutputRecord> Repositories::output(const OutputId& id) {
  auto missing = not_there("store.no_output", fmt::format("There is no output {} here.", id.text()),
                           "see `hdis output list`");
  if (id.empty()) return fail(std::move(missing));
  HDIS_TRY(found, select_outputs(id.text(), ""));
  if (found.empty()) return fail(std::move(missing));
  return std::move(found.front());
}

Result<std::vector<StoredTable>> Repositories::tables(const OutputId& id) {
  std::vector<StoredTable> out;
  std::string content, digest;
  HDIS_CHECK(database_->each(
      sql::output_table_select,
      [&] {
        out.push_back({content, Digest(digest)});
      },
      soci::into(content), soci::into(digest), soci::use(id.text(), "output")));
  return out;
}

Status Repositories::add(const OutputRecord& record, const audit::Draft& event) {
  const auto& output = record.output;
  HDIS_TRY(latest, latest_run(output.request, output.request_version));
  if (latest != output.id) return fail(not_changed(output.id.text()));

  HDIS_TRY(run,
           database_->number(sql::run_latest, soci::use(output.request.text(), "request"),
                             soci::use(static_cast<long long>(output.request_version), "version")));
  const auto version = static_cast<long long>(output.request_version);
  const std::string state(to_string(output.state));
  const auto reasons = encode(record.reasons);
  const auto produced_at = to_text(record.produced_at);
  return change(event, not_changed(output.id.text()), sql::output_insert,
                soci::use(output.id.text(), "id"), soci::use(run, "run"),
                soci::use(output.request.text(), "request"), soci::use(version, "version"),
                soci::use(state, "state"), soci::use(record.agreement, "agreement"),
                soci::use(reasons, "reasons"), soci::use(produced_at, "produced_at"));
}

Status Repositories::save(const OutputRecord& record, OutputState before,
                          const std::vector<StoredTable>& tables, const audit::Draft& event) {
  const auto& id = record.output.id.text();
  const std::string state(to_string(record.output.state));
  const std::string state_before(to_string(before));
  const auto reasons = encode(record.reasons);
  HDIS_CHECK(change(event, not_changed(id), sql::output_update, soci::use(state, "state"),
                    soci::use(reasons, "reasons"), soci::use(id, "id"),
                    soci::use(state_before, "state_before")));
  long long position = 0;
  for (const auto& table : tables) {
    ++position;
    HDIS_TRY(rows, database_->execute(sql::output_table_insert, soci::use(id, "output"),
                                      soci::use(position, "position"),
                                      soci::use(table.content, "content"),
                                      soci::use(table.digest.text(), "digest")));
    if (rows != 1) return fail(not_changed(id));
  }
  return {};
}

Result<std::vector<DataVersion>> Repositories::data_versions() {
  std::vector<DataRow> rows;
  DataRow row;
  HDIS_CHECK(database_->each(
      sql::data_version_select, [&] { rows.push_back(row); }, soci::into(row.dataset),
      soci::into(row.year), soci::into(row.version), soci::into(row.content_digest),
      soci::into(row.rows), soci::into(row.taken_in_at)));
  std::vector<DataVersion> out;
  for (const auto& found : rows) {
    HDIS_TRY(version, found.to_version());
    out.push_back(std::move(version));
  }
  return out;
}

Status Repositories::add(const DataVersion& version, const audit::Draft& event) {
  const auto year = version.year.code();
  const auto rows = static_cast<long long>(version.rows);
  const auto taken_in_at = to_text(version.taken_in_at);
  return change(event, not_changed("The data version"), sql::data_version_insert,
                soci::use(version.dataset.text(), "dataset"), soci::use(year, "year"),
                soci::use(version.version, "version"),
                soci::use(version.content_digest, "content_digest"), soci::use(rows, "row_count"),
                soci::use(taken_in_at, "taken_in_at"));
}

Status Repositories::remove(const DataVersion& version, const audit::Draft& event) {
  const auto year = version.year.code();
  return change(event, not_changed("The data version"), sql::data_version_delete,
                soci::use(version.dataset.text(), "dataset"), soci::use(year, "year"),
                soci::use(version.version, "version"));
}

}  // namespace hdis::store
