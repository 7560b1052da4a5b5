#include "repositories.hpp"
#include "statements.hpp"

namespace hdis::store {
namespace {

using governance::DestructionNotice;
using governance::OrganisationCode;
using governance::OutputId;
using governance::Standing;
using governance::UserId;

/// A time and another text of a row, which are read after the statement has ended.
struct Row {
  std::string a, b, c, at;
  long long number = 0;
};

}  // namespace

Result<std::string> Repositories::accepted_terms(const std::string& stem, const UserId& user) {
  std::string version;
  HDIS_CHECK(database_->each(
      sql::terms_select, [] {}, soci::into(version), soci::use(stem, "agreement"),
      soci::use(user.text(), "user_id")));
  return version;
}

Status Repositories::accept_terms(const std::string& stem, const UserId& user,
                                  const std::string& version, const audit::Draft& event) {
  const auto accepted_at = to_text(event.at);
  return change(event, not_changed("The acceptance"), sql::terms_upsert,
                soci::use(user.text(), "user_id"), soci::use(stem, "agreement"),
                soci::use(version, "version"), soci::use(accepted_at, "accepted_at"));
}

Result<Standing> Repositories::agreement_standing(const std::string& stem) {
  std::string standing;
  HDIS_CHECK(database_->each(
      sql::agreement_standing_select, [] {}, soci::into(standing), soci::use(stem, "agreement")));
  return standing == "suspended" ? Standing::suspended : Standing::active;
}

Status Repositories::set_standing(const std::string& stem, Standing standing,
                                  const audit::Draft& event) {
  const std::string text(to_string(standing));
  return change(event, not_changed("The agreement"), sql::agreement_standing_upsert,
                soci::use(stem, "agreement"), soci::use(text, "standing"));
}

Result<std::vector<ChargeDue>> Repositories::charges(const std::string& stem) {
  std::vector<Row> rows;
  Row row;
  HDIS_CHECK(database_->each(
      sql::charge_select, [&] { rows.push_back(row); }, soci::into(row.a), soci::into(row.number),
      soci::into(row.b), soci::into(row.at), soci::use(stem, "agreement")));
  std::vector<ChargeDue> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    out.push_back({stem, {found.a, static_cast<std::uint32_t>(found.number)}, found.b, at});
  }
  return out;
}

Status Repositories::add(const ChargeDue& charge, const audit::Draft& event) {
  HDIS_TRY(number, database_->number(sql::charge_next_number));
  const auto pounds = static_cast<long long>(charge.charge.pounds);
  const auto due_at = to_text(charge.at);
  return change(event, not_changed("The charge"), sql::charge_insert, soci::use(number, "number"),
                soci::use(charge.agreement, "agreement"), soci::use(charge.charge.what, "what"),
                soci::use(pounds, "pounds"), soci::use(charge.subject, "subject"),
                soci::use(due_at, "due_at"));
}

Result<std::vector<Share>> Repositories::shares(const OutputId& id) {
  std::vector<Row> rows;
  Row row;
  HDIS_CHECK(database_->each(
      sql::share_select, [&] { rows.push_back(row); }, soci::into(row.a), soci::into(row.b),
      soci::into(row.at), soci::into(row.c), soci::use(id.text(), "output")));
  std::vector<Share> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    out.push_back({id, OrganisationCode(found.a), UserId(found.b), at, found.c});
  }
  return out;
}

Status Repositories::add(const Share& share, const audit::Draft& event) {
  HDIS_TRY(number, database_->number(sql::share_next_number));
  const auto shared_at = to_text(share.at);
  return change(event, not_changed("The sharing"), sql::share_insert, soci::use(number, "number"),
                soci::use(share.output.text(), "output"),
                soci::use(share.recipient.text(), "recipient"),
                soci::use(share.by.text(), "shared_by"), soci::use(shared_at, "shared_at"),
                soci::use(share.agreement, "agreement"));
}

Result<std::vector<DestructionNotice>> Repositories::notices(const std::string& stem) {
  std::vector<Row> rows;
  Row row;
  HDIS_CHECK(database_->each(
      sql::notice_select, [&] { rows.push_back(row); }, soci::into(row.a), soci::into(row.at),
      soci::into(row.b), soci::use(stem, "agreement")));
  std::vector<DestructionNotice> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    const auto due = Date::parse(found.b);
    if (!due) return fail(unreadable("a notice"));
    out.push_back({stem, found.a, at, *due});
  }
  return out;
}

Status Repositories::add(const DestructionNotice& notice, const audit::Draft& event) {
  HDIS_TRY(number, database_->number(sql::notice_next_number));
  const auto issued_at = to_text(notice.issued_at);
  const auto due = notice.due.to_text();
  return change(event, not_changed("The notice"), sql::notice_insert, soci::use(number, "number"),
                soci::use(notice.agreement, "agreement"), soci::use(notice.reason, "reason"),
                soci::use(issued_at, "issued_at"), soci::use(due, "due"));
}

Result<std::vector<CertificateRecord>> Repositories::certificates(const std::string& stem) {
  std::vector<Row> rows;
  Row row;
  HDIS_CHECK(database_->each(
      sql::certificate_select, [&] { rows.push_back(row); }, soci::into(row.a), soci::into(row.at),
      soci::use(stem, "agreement")));
  std::vector<CertificateRecord> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    out.push_back({stem, found.a, at});
  }
  return out;
}

Status Repositories::add(const CertificateRecord& certificate, const audit::Draft& event) {
  HDIS_TRY(number, database_->number(sql::certificate_next_number));
  const auto issued_at = to_text(certificate.issued_at);
  return change(event, not_changed("The certificate"), sql::certificate_insert,
                soci::use(number, "number"), soci::use(certificate.agreement, "agreement"),
                soci::use(certificate.document, "document"), soci::use(issued_at, "issued_at"));
}

}  // namespace hdis::store
