#include "codec.hpp"
#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

using governance::InternalOutput;
using governance::InternalOutputId;
using governance::RequestId;

struct InternalRow {
  std::string id, request, state, agreement, produced_at, key_fingerprint, unsuppressed;
  std::string destroyed_at, destroyed_why;
  long long version = 0;

  [[nodiscard]] Result<InternalRecord> to_record() const {
    HDIS_TRY(parsed, governance::parse_internal_state(state));
    HDIS_TRY(reasons, decode_texts(unsuppressed));
    HDIS_TRY(made, read_instant(produced_at));
    std::optional<Instant> gone;
    if (!destroyed_at.empty()) {
      HDIS_TRY(at, read_instant(destroyed_at));
      gone = at;
    }
    const InternalOutput output{InternalOutputId(id), RequestId(request),
                                static_cast<std::uint32_t>(version), parsed};
    return InternalRecord{output, agreement,    made, Digest(key_fingerprint), std::move(reasons),
                          gone,   destroyed_why};
  }
};

}  // namespace

Result<std::vector<InternalRecord>> Repositories::select_internal(const std::string& id) {
  std::vector<InternalRow> rows;
  InternalRow row;
  HDIS_CHECK(database_->each(
      sql::internal_select, [&] { rows.push_back(row); }, soci::into(row.id),
      soci::into(row.request), soci::into(row.version), soci::into(row.state),
      soci::into(row.agreement), soci::into(row.produced_at), soci::into(row.key_fingerprint),
      soci::into(row.unsuppressed), soci::into(row.destroyed_at), soci::into(row.destroyed_why),
      soci::use(id, "id")));
  std::vector<InternalRecord> out;
  for (const auto& found : rows) {
    HDIS_TRY(record, found.to_record());
    out.push_back(std::move(record));
  }
  return out;
}

Result<std::vector<InternalRecord>> Repositories::internal_outputs() { return select_internal(""); }

Result<InternalRecord> Repositories::internal_output(const InternalOutputId& id) {
  auto missing = not_there("store.no_output", fmt::format("There is no output {} here.", id.text()),
                           "see `hdis output list`");
  if (id.empty()) return fail(std::move(missing));
  HDIS_TRY(found, select_internal(id.text()));
  if (found.empty()) return fail(std::move(missing));
  return std::move(found.front());
}

Result<std::vector<std::string>> Repositories::sealed_tables(const InternalOutputId& id) {
  std::vector<std::string> out;
  std::string sealed;
  HDIS_CHECK(database_->each(
      sql::internal_table_select, [&] { out.push_back(sealed); }, soci::into(sealed),
      soci::use(id.text(), "output")));
  return out;
}

Result<std::vector<StoredTable>> Repositories::suppressed_version(const InternalOutputId& id) {
  std::vector<StoredTable> out;
  std::string content, digest;
  HDIS_CHECK(database_->each(
      sql::suppressed_version_select,
      [&] {
        out.push_back({content, Digest(digest)});
      },
      soci::into(content), soci::into(digest), soci::use(id.text(), "output")));
  return out;
}

Status Repositories::put_internal_tables(const InternalOutputId& id,
                                         const InternalContent& content) {
  long long position = 0;
  for (const auto& sealed : content.sealed) {
    ++position;
    HDIS_TRY(rows,
             database_->execute(sql::internal_table_insert, soci::use(id.text(), "output"),
                                soci::use(position, "position"), soci::use(sealed, "sealed")));
    if (rows != 1) return fail(not_changed(id.text()));
  }
  position = 0;
  for (const auto& table : content.suppressed) {
    ++position;
    HDIS_TRY(rows, database_->execute(
                       sql::suppressed_version_insert, soci::use(id.text(), "output"),
                       soci::use(position, "position"), soci::use(table.content, "content"),
                       soci::use(table.digest.text(), "digest")));
    if (rows != 1) return fail(not_changed(id.text()));
  }
  return {};
}

Status Repositories::add(const InternalRecord& record, const InternalContent& content,
                         const audit::Draft& event) {
  const auto& output = record.output;
  HDIS_TRY(latest, latest_run(output.request, output.request_version));
  if (!latest || governance::internal_id_of(*latest) != output.id) {
    return fail(not_changed(output.id.text()));
  }
  const auto version = static_cast<long long>(output.request_version);
  HDIS_TRY(run, database_->number(sql::run_latest, soci::use(output.request.text(), "request"),
                                  soci::use(version, "version")));
  const std::string state(to_string(output.state));
  const auto produced_at = to_text(record.produced_at);
  const auto unsuppressed = encode(record.unsuppressed);
  HDIS_CHECK(change(event, not_changed(output.id.text()), sql::internal_insert,
                    soci::use(output.id.text(), "id"), soci::use(run, "run"),
                    soci::use(output.request.text(), "request"), soci::use(version, "version"),
                    soci::use(state, "state"), soci::use(record.agreement, "agreement"),
                    soci::use(produced_at, "produced_at"),
                    soci::use(record.key_fingerprint.text(), "key_fingerprint"),
                    soci::use(unsuppressed, "unsuppressed")));
  return put_internal_tables(output.id, content);
}

Status Repositories::destroy(const InternalOutputId& id, Instant at, const std::string& why,
                             const audit::Draft& event) {
  const auto destroyed_at = to_text(at);
  HDIS_CHECK(change(event, not_changed(id.text()), sql::internal_destroy,
                    soci::use(destroyed_at, "destroyed_at"), soci::use(why, "destroyed_why"),
                    soci::use(id.text(), "id")));
  const auto removed =
      database_->execute(sql::internal_table_delete, soci::use(id.text(), "output"));
  return removed ? Status() : fail(removed.error());
}

}  // namespace hdis::store
