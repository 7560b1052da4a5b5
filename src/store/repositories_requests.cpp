#include "codec.hpp"
#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

using governance::Comment;
using governance::Decision;
using governance::Request;
using governance::RequestId;

/// A row of `requests` with its present version, as the database has it.
struct RequestRow {
  std::string id, state, author, organisation, agreement, agreement_version, changed_at;
  std::string query_text, purpose_text, findings, checked;
  long long version = 0;
  long long revision = 0;
  long long repeats = 0;

  [[nodiscard]] Result<RequestRecord> to_record() const {
    RequestRecord record;
    auto& request = record.request;
    request.id = RequestId(id);
    request.version = static_cast<std::uint32_t>(version);
    HDIS_TRY(parsed, governance::parse_request_state(state));
    request.state = parsed;
    request.author = governance::UserId(author);
    request.organisation = governance::OrganisationCode(organisation);
    request.agreement = agreement;
    request.agreement_version = agreement_version;
    request.revision = static_cast<std::uint64_t>(revision);
    HDIS_TRY(changed, read_instant(changed_at));
    record.changed_at = changed;
    HDIS_TRY(found, decode_findings(findings));
    HDIS_TRY(binding, decode_binding(checked));
    record.content = {query_text, purpose_text, std::move(found), std::move(binding),
                      static_cast<std::uint32_t>(repeats)};
    return record;
  }
};

struct DecisionRow {
  std::string reviewer, verdict, reason, decided_at, binding, valid_until, repeatable;

  [[nodiscard]] Result<Decision> to_decision() const {
    HDIS_TRY(parsed, governance::parse_verdict(verdict));
    HDIS_TRY(at, read_instant(decided_at));
    HDIS_TRY(bound, decode_binding(binding));
    governance::ApprovalTerms terms{Date::parse(valid_until), governance::Repeats::no};
    if (repeatable == "yes") terms.repeats = governance::Repeats::yes;
    if (!bound || (!valid_until.empty() && !terms.until)) return fail(unreadable("a decision"));
    return Decision{governance::UserId(reviewer), parsed, reason, at, *bound, terms};
  }
};

struct CommentRow {
  std::string author, text, written_at;
  long long version = 0;

  [[nodiscard]] Result<Comment> to_comment() const {
    HDIS_TRY(at, read_instant(written_at));
    return Comment{governance::UserId(author), static_cast<std::uint32_t>(version), text, at};
  }
};

}  // namespace

Result<std::vector<RequestRecord>> Repositories::select_requests(const std::string& id) {
  std::vector<RequestRow> rows;
  RequestRow row;
  HDIS_CHECK(database_->each(
      sql::request_select, [&] { rows.push_back(row); }, soci::into(row.id),
      soci::into(row.version), soci::into(row.state), soci::into(row.author),
      soci::into(row.organisation), soci::into(row.agreement), soci::into(row.agreement_version),
      soci::into(row.revision), soci::into(row.changed_at), soci::into(row.query_text),
      soci::into(row.purpose_text), soci::into(row.findings), soci::into(row.checked),
      soci::into(row.repeats), soci::use(id, "id")));
  std::vector<RequestRecord> out;
  for (const auto& found : rows) {
    HDIS_TRY(record, found.to_record());
    out.push_back(std::move(record));
  }
  return out;
}

Result<std::vector<RequestRecord>> Repositories::requests() { return select_requests(""); }

Result<RequestRecord> Repositories::request(const RequestId& id) {
  auto missing =
      not_there("store.no_request", fmt::format("There is no request {} here.", id.text()),
                "see `hdis request list`");
  if (id.empty()) return fail(std::move(missing));
  HDIS_TRY(found, select_requests(id.text()));
  if (found.empty()) return fail(std::move(missing));
  return std::move(found.front());
}

Result<RequestId> Repositories::next_request_id() {
  HDIS_TRY(number, database_->number(sql::request_next_number));
  return RequestId(fmt::format("R-{:06}", number));
}

Status Repositories::put_content(const RequestRecord& record) {
  const auto version = static_cast<long long>(record.request.version);
  const auto findings = encode(record.content.findings);
  const auto checked = encode(record.content.checked);
  const auto repeats = static_cast<long long>(record.content.repeats);
  HDIS_TRY(rows, database_->execute(sql::request_version_upsert,
                                    soci::use(record.request.id.text(), "request"),
                                    soci::use(version, "version"),
                                    soci::use(record.content.query_text, "query_text"),
                                    soci::use(record.content.purpose_text, "purpose_text"),
                                    soci::use(findings, "findings"), soci::use(checked, "checked"),
                                    soci::use(repeats, "repeats")));
  if (rows != 1) return fail(not_changed("The request"));
  return {};
}

Status Repositories::add(const RequestRecord& record, const audit::Draft& event) {
  const auto& request = record.request;
  HDIS_TRY(number, database_->number(sql::request_next_number));
  const auto version = static_cast<long long>(request.version);
  const auto revision = static_cast<long long>(request.revision);
  const std::string state(to_string(request.state));
  const auto changed_at = to_text(record.changed_at);
  HDIS_CHECK(change(event, not_changed("The request"), sql::request_insert,
                    soci::use(request.id.text(), "id"), soci::use(number, "number"),
                    soci::use(version, "version"), soci::use(state, "state"),
                    soci::use(request.author.text(), "author"),
                    soci::use(request.organisation.text(), "organisation"),
                    soci::use(request.agreement, "agreement"),
                    soci::use(request.agreement_version, "agreement_version"),
                    soci::use(revision, "revision"), soci::use(changed_at, "changed_at")));
  return put_content(record);
}

Status Repositories::save(const RequestRecord& record, std::uint64_t before,
                          const audit::Draft& event) {
  const auto& request = record.request;
  const auto version = static_cast<long long>(request.version);
  const auto revision = static_cast<long long>(request.revision);
  const auto revision_before = static_cast<long long>(before);
  const std::string state(to_string(request.state));
  const auto changed_at = to_text(record.changed_at);
  HDIS_CHECK(change(
      event, not_changed(request.id.text()), sql::request_update, soci::use(version, "version"),
      soci::use(state, "state"), soci::use(request.agreement_version, "agreement_version"),
      soci::use(revision, "revision"), soci::use(changed_at, "changed_at"),
      soci::use(request.id.text(), "id"), soci::use(revision_before, "revision_before")));
  return put_content(record);
}

Result<std::vector<Decision>> Repositories::decisions(const RequestId& id, std::uint32_t version) {
  const auto wanted = static_cast<long long>(version);
  std::vector<DecisionRow> rows;
  DecisionRow row;
  HDIS_CHECK(database_->each(
      sql::decision_select, [&] { rows.push_back(row); }, soci::into(row.reviewer),
      soci::into(row.verdict), soci::into(row.reason), soci::into(row.decided_at),
      soci::into(row.binding), soci::into(row.valid_until), soci::into(row.repeatable),
      soci::use(id.text(), "request"), soci::use(wanted, "version")));
  std::vector<Decision> out;
  for (const auto& found : rows) {
    HDIS_TRY(decision, found.to_decision());
    out.push_back(std::move(decision));
  }
  return out;
}

Status Repositories::add_decision(const Request& request, const Decision& decision,
                                  const audit::Draft& event) {
  const auto version = static_cast<long long>(request.version);
  const std::string verdict(to_string(decision.verdict));
  const auto decided_at = to_text(decision.at);
  const auto binding = encode(std::optional(decision.binding));
  const auto valid_until = decision.terms.until ? decision.terms.until->to_text() : "";
  const std::string repeatable = decision.terms.repeats == governance::Repeats::yes ? "yes" : "no";
  return change(event, not_changed("The decision"), sql::decision_insert,
                soci::use(request.id.text(), "request"), soci::use(version, "version"),
                soci::use(decision.reviewer.text(), "reviewer"), soci::use(verdict, "verdict"),
                soci::use(decision.reason, "reason"), soci::use(decided_at, "decided_at"),
                soci::use(binding, "binding"), soci::use(valid_until, "valid_until"),
                soci::use(repeatable, "repeatable"));
}

Result<RequestContent> Repositories::content(const RequestId& id, std::uint32_t version) {
  const auto wanted = static_cast<long long>(version);
  std::optional<RequestRow> found;
  RequestRow row;
  HDIS_CHECK(database_->each(
      sql::request_version_select, [&] { found = row; }, soci::into(row.query_text),
      soci::into(row.purpose_text), soci::into(row.findings), soci::into(row.checked),
      soci::into(row.repeats), soci::use(id.text(), "request"), soci::use(wanted, "version")));
  if (!found) {
    return fail(not_there("store.no_version",
                          fmt::format("There is no version {} of {} here.", version, id.text()),
                          fmt::format("see `hdis request show {}`", id.text())));
  }
  HDIS_TRY(findings, decode_findings(found->findings));
  HDIS_TRY(checked, decode_binding(found->checked));
  return RequestContent{found->query_text, found->purpose_text, std::move(findings),
                        std::move(checked), static_cast<std::uint32_t>(found->repeats)};
}

Result<std::vector<Comment>> Repositories::comments(const RequestId& id) {
  std::vector<CommentRow> rows;
  CommentRow row;
  HDIS_CHECK(database_->each(
      sql::comment_select, [&] { rows.push_back(row); }, soci::into(row.version),
      soci::into(row.author), soci::into(row.text), soci::into(row.written_at),
      soci::use(id.text(), "request")));
  std::vector<Comment> out;
  for (const auto& found : rows) {
    HDIS_TRY(comment, found.to_comment());
    out.push_back(std::move(comment));
  }
  return out;
}

Status Repositories::add_comment(const Request& request, const Comment& comment,
                                 const audit::Draft& event) {
  const auto version = static_cast<long long>(comment.version);
  const auto written_at = to_text(comment.at);
  return change(event, not_changed("The comment"), sql::comment_insert,
                soci::use(request.id.text(), "request"), soci::use(version, "version"),
                soci::use(comment.author.text(), "author"), soci::use(comment.text, "text"),
                soci::use(written_at, "written_at"));
}

}  // namespace hdis::store
