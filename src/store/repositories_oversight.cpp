#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

std::string kind_text(OversightKind kind) {
  return kind == OversightKind::audit ? "audit" : "alert";
}

}  // namespace

Result<std::vector<OversightRecord>> Repositories::oversight(OversightKind kind) {
  const auto text = kind_text(kind);
  std::vector<OversightRecord> out;
  OversightRecord record;
  record.kind = kind;
  long long revision = 0;
  HDIS_CHECK(database_->each(
      sql::oversight_select,
      [&] {
        record.revision = static_cast<std::uint64_t>(revision);
        out.push_back(record);
      },
      soci::into(record.id), soci::into(record.document), soci::into(revision),
      soci::use(text, "kind")));
  return out;
}

Result<std::string> Repositories::next_oversight_id(OversightKind kind) {
  const auto text = kind_text(kind);
  HDIS_TRY(number, database_->number(sql::oversight_next_number, soci::use(text, "kind")));
  return fmt::format("{}-{:06}", kind == OversightKind::audit ? 'A' : 'W', number);
}

Status Repositories::add(const OversightRecord& record, const audit::Draft& event) {
  const auto text = kind_text(record.kind);
  HDIS_TRY(number, database_->number(sql::oversight_next_number, soci::use(text, "kind")));
  return change(event, not_changed(record.id), sql::oversight_insert, soci::use(text, "kind"),
                soci::use(number, "number"), soci::use(record.id, "id"),
                soci::use(record.document, "document"));
}

Status Repositories::save(const OversightRecord& record, const audit::Draft& event) {
  const auto revision = static_cast<long long>(record.revision);
  return change(event, not_changed(record.id), sql::oversight_update,
                soci::use(record.document, "document"), soci::use(record.id, "id"),
                soci::use(revision, "revision"));
}

Result<std::vector<Succession>> Repositories::successions() {
  struct Row {
    std::string organisation, successor, since;
  } row;
  std::vector<Row> rows;
  HDIS_CHECK(database_->each(
      sql::succession_select, [&] { rows.push_back(row); }, soci::into(row.organisation),
      soci::into(row.successor), soci::into(row.since)));
  std::vector<Succession> out;
  for (const auto& found : rows) {
    const auto since = Date::parse(found.since);
    if (!since) return fail(unreadable("the day of a succession"));
    out.push_back({governance::OrganisationCode(found.organisation),
                   governance::OrganisationCode(found.successor), *since});
  }
  return out;
}

Status Repositories::add(const Succession& succession, const audit::Draft& event) {
  const auto since = succession.since.to_text();
  return change(event, not_changed("The organisation"), sql::succession_insert,
                soci::use(succession.organisation.text(), "organisation"),
                soci::use(succession.successor.text(), "successor"), soci::use(since, "since"));
}

}  // namespace hdis::store
