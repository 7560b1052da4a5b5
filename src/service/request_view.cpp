#include "request_view.hpp"

#include "authorised_run.hpp"
#include "blindness.hpp"
#include "case.hpp"
#include "internal_store.hpp"
#include "output_access.hpp"

namespace hdis::service {
namespace {

/// What a run would be told that began now, under these decisions.
std::vector<Reason> obstacles_of(const Workspace& workspace, store::Reader& reader,
                                 const store::RequestRecord& record,
                                 const std::vector<governance::Decision>& decisions) {
  if (record.request.state != governance::RequestState::approved) return {};
  const auto facts = gather(workspace, reader, record);
  if (!facts) return facts.error().reasons();
  if (record.content.repeats > 0) {
    const auto may = check_repetition(reader, record, *facts);
    if (!may) return may.error().reasons();
  }
  const auto author = facts->entitlement();
  const auto allowed =
      authorise_run(authorisation_facts(workspace, *facts, author, record, decisions));
  return allowed ? std::vector<Reason>() : allowed.error().reasons();
}

}  // namespace

Result<RequestView> view_of(const Workspace& workspace, store::Reader& reader,
                            const store::RequestRecord& record) {
  RequestView view;
  view.request = record.request;
  view.changed_at = record.changed_at;
  view.query_text = record.content.query_text;
  view.purpose_text = record.content.purpose_text;
  view.findings = record.content.findings;
  view.checked = record.content.checked;
  view.repeats = record.content.repeats;

  HDIS_TRY(purpose, governance::parse_purpose(record.content.purpose_text));
  view.purpose = std::move(purpose);
  // A query that compiled once may not do so under a newer catalogue; the request can be seen all the same.
  if (const auto question = ask(workspace, record.content.query_text)) {
    view.fingerprint = question->fingerprint;
    view.description = query::describe(question->bound.plan, workspace.catalogue);
  }
  HDIS_TRY(decisions, reader.decisions(record.request.id, record.request.version));
  view.obstacles = obstacles_of(workspace, reader, record, decisions);
  HDIS_TRY(needed, reviewers_needed(reader, record.request, workspace.now()));
  view.decisions = governance::decisions_told(record.request, decisions, needed, workspace.actor);
  HDIS_TRY(comments, reader.comments(record.request.id));
  view.comments = governance::comments_told(record.request, comments, needed, workspace.actor);
  HDIS_TRY(outputs, reader.outputs_of(record.request.id));
  for (const auto& output : outputs) {
    if (output.output.request_version != record.request.version) continue;
    view.output = output.output.id;
    view.output_state = output.output.state;
    view.output_reasons = output.reasons;
    view.output_readable = output.output.state == governance::OutputState::released &&
                           check_may_see(workspace, output.output, workspace.actor).has_value();
  }
  HDIS_TRY(internal, reader.internal_outputs());
  for (const auto& output : internal) {
    if (output.output.request != record.request.id ||
        output.output.request_version != record.request.version) {
      continue;
    }
    view.internal = output.output;
    view.internal_readable = output.output.state == governance::InternalState::kept &&
                             check_may_see(workspace, output.output, workspace.actor).has_value();
  }
  return view;
}

RequestLine line_of(const store::RequestRecord& record) {
  const auto purpose = governance::parse_purpose(record.content.purpose_text);
  return {record.request, record.changed_at, purpose ? governance::summarise(*purpose) : ""};
}

}  // namespace hdis::service
