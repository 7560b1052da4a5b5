#include "hdis/service/tools.hpp"

#include "hdis/core/text.hpp"
#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/governance/sharing.hpp"

#include "output_access.hpp"
#include "released_output.hpp"
#include "standing.hpp"
#include "successions.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::OrganisationCode;
using governance::RequestId;
using governance::Tool;
using governance::ToolId;

/// The newest answer to a request that was released. Errors: `conflict` if there is none.
Result<store::OutputRecord> newest_answer(store::Reader& reader, const RequestId& request) {
  HDIS_TRY(outputs, reader.outputs_of(request));
  const auto newest = std::find_if(outputs.rbegin(), outputs.rend(), [](const auto& record) {
    return check_released(record).has_value();
  });
  if (newest != outputs.rend()) return *newest;
  return fail(ErrorCode::conflict, "tool.no_answer",
              fmt::format("{} has no released answer.", request.text()),
              "run it first; an internal output is not one");
}

/// The question that an answer is to.
Result<Digest> question_of(Workspace& workspace, const store::OutputRecord& answer) {
  HDIS_TRY(tables, released_tables(workspace, answer));
  if (tables.empty()) return Digest();
  return Digest(tables.front().provenance().query_fingerprint);
}

/// The newest answer to the question that was published as a tool. Errors: `conflict` if there is none.
Result<store::OutputRecord> newest_answer(Workspace& workspace, const Tool& tool) {
  HDIS_TRY(outputs, workspace.reader().outputs_of(tool.request));
  for (auto record = outputs.rbegin(); record != outputs.rend(); ++record) {
    if (!check_released(*record)) continue;
    HDIS_TRY(question, question_of(workspace, *record));
    if (question == tool.question) return *record;
  }
  return fail(ErrorCode::conflict, "tool.no_answer",
              fmt::format("{} has no released answer to its question.", tool.id.text()),
              "its publisher asks it again");
}

/// Whether the organisation of `use` has signed up, and the agreement still lets it be shown things.
Result<bool> has_signed_up(store::Reader& reader, const UseOfAgreement& use,
                           const std::string& stem) {
  HDIS_TRY(sign_ups, reader.sign_ups(stem));
  HDIS_TRY(succession, succession_of(reader, use.user.organisation, date_of(use.now)));
  return !succession &&
         std::ranges::find(sign_ups, use.user.organisation, &store::SignUp::organisation) !=
             sign_ups.end() &&
         governance::still_shared(use.agreement, use.standing, use.organisation, use.now);
}

/// Whether `actor` may open a tool whose newest answer is `output`.
Status check_may_open(const Workspace& workspace, const Tool& tool,
                      const governance::Output& output, const governance::User& actor) {
  if (check_may_see(workspace, output, actor)) return {};
  HDIS_TRY(use, use_of(workspace.reader(), tool.agreement, actor, workspace.now()));
  HDIS_TRY(signed_up, has_signed_up(workspace.reader(), use, tool.agreement));
  if (signed_up && actor.is(governance::Role::recipient)) return {};
  return fail(ErrorCode::not_permitted, "tool.not_signed_up",
              fmt::format("{} may not open {}.", actor.id.text(), tool.id.text()),
              "recipients of organisations that have signed up to the service open it, while the "
              "agreement is in force and permits their kind");
}

Status check_parameter(const std::vector<released::Table>& tables, const std::string& parameter) {
  if (parameter.empty()) return {};
  for (const auto& column : tables.front().columns()) {
    if (column.kind == released::ColumnKind::dimension && column.name == parameter) return {};
  }
  return fail(ErrorCode::not_found, "table.no_dimension",
              fmt::format("The answer has no dimension \"{}\".", parameter),
              "name a column of its first table that is not a number");
}

/// The tables, narrowed to the value where they have the parameter.
Result<std::vector<released::Table>> narrowed(std::vector<released::Table> tables, const Tool& tool,
                                              const std::string& value) {
  if (value.empty()) return tables;
  if (tool.parameter.empty()) {
    return fail(ErrorCode::invalid_input, "tool.no_parameter",
                fmt::format("{} has no parameter.", tool.id.text()), "open it without a value");
  }
  HDIS_TRY(first, disclosure::only_rows_with(tables.front(), tool.parameter, value));
  return std::vector<released::Table>{std::move(first)};
}

/// Whether the person may use the agreement. Errors: `not_permitted`.
Status must_be_entitled(const UseOfAgreement& use) {
  auto reasons = governance::reasons_against(use.entitlement());
  if (reasons.empty()) return {};
  return fail(Error(ErrorCode::not_permitted, std::move(reasons)));
}

}  // namespace

Result<ToolLine> publish_tool(Session& session, const ToolInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "tool.publish", input.request, [&]() -> Result<ToolLine> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(title, governance::check_tool_title(input.title));
    HDIS_TRY(request, workspace.reader().request(RequestId(input.request)));
    const auto& stem = request.request.agreement;
    HDIS_TRY(use, use_of(workspace.reader(), stem, actor, workspace.now()));
    HDIS_CHECK(must_be_entitled(use));
    HDIS_TRY(answer, newest_answer(workspace.reader(), request.request.id));
    HDIS_TRY(tables, released_tables(workspace, answer));
    HDIS_CHECK(check_parameter(tables, input.parameter));
    HDIS_TRY(question, question_of(workspace, answer));
    return in_transaction<ToolLine>(workspace, [&](store::Writer& writer) -> Result<ToolLine> {
      HDIS_TRY(id, writer.next_tool_id());
      const Tool tool{id,       title,    request.request.id, stem, input.parameter,
                      question, actor.id, workspace.now()};
      HDIS_CHECK(
          writer.add(tool, workspace.event("tool.published", id.text(),
                                           {{"request", request.request.id.text()},
                                            {"agreement", use.agreement.reference.to_text()}})));
      return ToolLine{tool, answer.output.id.text(), answer.produced_at};
    });
  });
}

Result<std::vector<ToolLine>> list_tools(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(tools, workspace.reader().tools());
  std::vector<ToolLine> out;
  for (const auto& tool : tools) {
    const auto answer = newest_answer(workspace, tool);
    if (!answer || !check_may_open(workspace, tool, answer->output, actor)) continue;
    out.push_back({tool, answer->output.id.text(), answer->produced_at});
  }
  return out;
}

Result<std::vector<released::Table>> open_tool(Session& session, const OpenToolInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "tool.open", input.tool, [&]() -> Result<std::vector<released::Table>> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(tool, workspace.reader().tool(ToolId(input.tool)));
    HDIS_TRY(answer, newest_answer(workspace, tool));
    HDIS_CHECK(check_may_open(workspace, tool, answer.output, actor));
    HDIS_TRY(tables, released_tables(workspace, answer));
    HDIS_TRY(shown, narrowed(std::move(tables), tool, input.value));
    HDIS_CHECK(
        record_use(workspace, answer, input.use, {{"form", input.form}, {"tool", input.tool}}));
    return std::move(shown);
  });
}

Result<SignUpLine> sign_up(Session& session, const std::string& agreement,
                           const std::string& organisation) {
  auto& workspace = session.workspace();
  return audited(workspace, "service.sign_up", agreement, [&]() -> Result<SignUpLine> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    return in_transaction<SignUpLine>(workspace, [&](store::Writer& writer) -> Result<SignUpLine> {
      HDIS_TRY(recipient, writer.organisation(OrganisationCode(to_upper(organisation))));
      HDIS_TRY(use, use_of(writer, reference.stem, actor, workspace.now()));
      HDIS_CHECK(governance::may_sign_up(use.entitlement(), recipient));
      HDIS_CHECK(must_not_have_ended(writer, recipient, date_of(workspace.now())));
      HDIS_CHECK(writer.add(
          store::SignUp{reference.stem, recipient.code, actor.id, workspace.now()},
          workspace.event("service.signed_up", use.agreement.reference.to_text(),
                          {{"organisation", recipient.code.text()}, {"kind", recipient.kind}})));
      return SignUpLine{recipient.code.text(), recipient.name, actor.id.text(), workspace.now()};
    });
  });
}

Status end_sign_up(Session& session, const std::string& agreement,
                   const std::string& organisation) {
  auto& workspace = session.workspace();
  return audited(workspace, "service.end_sign_up", agreement, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    return workspace.store->write([&](store::Writer& writer) -> Status {
      HDIS_TRY(use, use_of(writer, reference.stem, actor, workspace.now()));
      HDIS_CHECK(must_be_entitled(use));
      const OrganisationCode code(to_upper(organisation));
      return writer.end_sign_up(
          reference.stem, code,
          workspace.event("service.sign_up_ended", use.agreement.reference.to_text(),
                          {{"organisation", code.text()}}));
    });
  });
}

Result<std::vector<SignUpLine>> list_sign_ups(Session& session, const std::string& agreement) {
  auto& workspace = session.workspace();
  using governance::Role;
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
  HDIS_TRY(versions, workspace.reader().agreement_versions(reference.stem));
  const bool oversees =
      actor.is(Role::administrator) || actor.is(Role::reviewer) || actor.is(Role::auditor);
  if (!oversees && actor.organisation != versions.back().organisation) {
    return fail(ErrorCode::not_permitted, "tool.not_licensee",
                fmt::format("{} does not work for the licensee.", actor.id.text()),
                "people of the licensee and of the custodian see who has signed up");
  }
  HDIS_TRY(sign_ups, workspace.reader().sign_ups(reference.stem));
  std::vector<SignUpLine> out;
  for (const auto& entry : sign_ups) {
    HDIS_TRY(organisation, workspace.reader().organisation(entry.organisation));
    out.push_back({entry.organisation.text(), organisation.name, entry.by.text(), entry.at});
  }
  return out;
}

}  // namespace hdis::service
