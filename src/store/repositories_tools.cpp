#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

namespace hdis::store {
namespace {

using governance::OrganisationCode;
using governance::Tool;
using governance::ToolId;
using governance::UserId;

struct ToolRow {
  std::string id, title, request, agreement, parameter, question, by, at;
};

struct SignUpRow {
  std::string organisation, by, at;
};

}  // namespace

Result<std::vector<Tool>> Repositories::select_tools(const std::string& id) {
  std::vector<ToolRow> rows;
  ToolRow row;
  HDIS_CHECK(database_->each(
      sql::tool_select, [&] { rows.push_back(row); }, soci::into(row.id), soci::into(row.title),
      soci::into(row.request), soci::into(row.agreement), soci::into(row.parameter),
      soci::into(row.question), soci::into(row.by), soci::into(row.at), soci::use(id, "id")));
  std::vector<Tool> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    out.push_back({ToolId(found.id), found.title, governance::RequestId(found.request),
                   found.agreement, found.parameter, Digest(found.question), UserId(found.by), at});
  }
  return out;
}

Result<std::vector<Tool>> Repositories::tools() { return select_tools(""); }

Result<Tool> Repositories::tool(const ToolId& id) {
  auto missing = not_there("store.no_tool", fmt::format("There is no tool {} here.", id.text()),
                           "see `hdis tool list`");
  if (id.empty()) return fail(std::move(missing));
  HDIS_TRY(found, select_tools(id.text()));
  if (found.empty()) return fail(std::move(missing));
  return std::move(found.front());
}

Result<ToolId> Repositories::next_tool_id() {
  HDIS_TRY(number, database_->number(sql::tool_next_number));
  return ToolId(fmt::format("T-{:06}", number));
}

Status Repositories::add(const Tool& tool, const audit::Draft& event) {
  HDIS_TRY(number, database_->number(sql::tool_next_number));
  const auto at = to_text(tool.at);
  return change(event, not_changed(tool.id.text()), sql::tool_insert, soci::use(number, "number"),
                soci::use(tool.id.text(), "id"), soci::use(tool.title, "title"),
                soci::use(tool.request.text(), "request"), soci::use(tool.agreement, "agreement"),
                soci::use(tool.parameter, "parameter"), soci::use(tool.question.text(), "question"),
                soci::use(tool.by.text(), "published_by"), soci::use(at, "published_at"));
}

Result<std::vector<SignUp>> Repositories::sign_ups(const std::string& stem) {
  std::vector<SignUpRow> rows;
  SignUpRow row;
  HDIS_CHECK(database_->each(
      sql::sign_up_select, [&] { rows.push_back(row); }, soci::into(row.organisation),
      soci::into(row.by), soci::into(row.at), soci::use(stem, "agreement")));
  std::vector<SignUp> out;
  for (const auto& found : rows) {
    HDIS_TRY(at, read_instant(found.at));
    out.push_back({stem, OrganisationCode(found.organisation), UserId(found.by), at});
  }
  return out;
}

Status Repositories::add(const SignUp& sign_up, const audit::Draft& event) {
  const auto at = to_text(sign_up.at);
  return change(event, not_changed("The sign-up"), sql::sign_up_insert,
                soci::use(sign_up.agreement, "agreement"),
                soci::use(sign_up.organisation.text(), "organisation"),
                soci::use(sign_up.by.text(), "entered_by"), soci::use(at, "entered_at"));
}

Status Repositories::end_sign_up(const std::string& stem, const OrganisationCode& organisation,
                                 const audit::Draft& event) {
  return change(
      event,
      not_there("store.no_sign_up", fmt::format("{} has not signed up.", organisation.text()),
                "see `hdis tool sign-ups`"),
      sql::sign_up_delete, soci::use(stem, "agreement"),
      soci::use(organisation.text(), "organisation"));
}

}  // namespace hdis::store
