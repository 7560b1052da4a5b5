#include "hdis/service/runs.hpp"

#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/authorise.hpp"
#include "hdis/governance/limits.hpp"
#include "hdis/governance/permissions.hpp"

#include "authorised_run.hpp"
#include "case.hpp"
#include "data_sources.hpp"
#include "internal_keys.hpp"
#include "internal_store.hpp"
#include "output_access.hpp"
#include "provenance.hpp"
#include "request_steps.hpp"
#include "run_lock.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::service {
namespace {

using governance::OutputId;
using governance::OutputState;
using governance::RequestAction;
using governance::RequestId;
using governance::RequestState;

/// A run that was allowed and has begun.
struct Begun {
  store::RequestRecord record;
  Case facts;
  AuthorisedRun plan;
  OutputId output;
};

Status must_be_allowed(const governance::Request& request, const governance::User& actor) {
  if (governance::must_be(governance::Role::administrator, actor, "run it")) return {};
  return governance::must_be_author(request, actor, "run it");
}

/// Decides whether the request may run and, in the same transaction, says that it does.
Result<Begun> begin(Workspace& workspace, store::Writer& writer, const governance::User& actor,
                    const std::string& id) {
  HDIS_TRY(record, writer.request(RequestId(id)));
  HDIS_CHECK(must_be_allowed(record.request, actor));
  if (record.request.state == RequestState::failed) {
    HDIS_CHECK(take_step(writer, record, RequestAction::reinstate, workspace.event("", "")));
  }
  HDIS_TRY(facts, gather(workspace, writer, record));
  HDIS_TRY(decisions, writer.decisions(record.request.id, record.request.version));
  if (record.content.repeats > 0) HDIS_CHECK(check_repetition(writer, record, facts));
  const auto author = facts.entitlement();
  HDIS_TRY(plan, authorise_run(authorisation_facts(workspace, facts, author, record, decisions)));
  HDIS_TRY(runs,
           writer.runs_since(record.request.agreement, governance::month_began(workspace.now())));
  HDIS_CHECK(governance::check_run_limit(facts.agreement(), runs));
  HDIS_TRY(output, writer.begin_run(record.request, workspace.now()));
  auto details = binding_details(facts.binding);
  details.emplace("output", output.text());
  HDIS_CHECK(take_step(writer, record, RequestAction::start, workspace.event("", "", details)));
  return Begun{std::move(record), std::move(facts), std::move(plan), std::move(output)};
}

/// What a run gives: tables that may leave, or an internal answer.
using Answer = std::variant<std::vector<released::Table>, disclosure::InternalAnswer>;

/// The stamps of an internal answer and of its suppressed version, which have one number.
disclosure::InternalProvenance stamps_of(const Workspace& workspace, const Begun& run) {
  auto suppressed = provenance_of(workspace, run.facts, run.record, run.output);
  auto internal = suppressed;
  internal.output = governance::internal_id_of(run.output).text();
  suppressed.made_from = internal.output;
  return {std::move(internal), std::move(suppressed)};
}

Result<Answer> count_with(disclosure::Gate& gate, const Workspace& workspace, const Begun& run,
                          const disclosure::RunControl& control) {
  if (const auto* plan = std::get_if<governance::AuthorisedInternalPlan>(&run.plan)) {
    HDIS_TRY(answer,
             gate.run_internal(*plan, run.facts.policy, stamps_of(workspace, run), control));
    return Answer(std::move(answer));
  }
  HDIS_TRY(tables, gate.run(std::get<governance::AuthorisedPlan>(run.plan), run.facts.policy,
                            provenance_of(workspace, run.facts, run.record, run.output), control));
  return Answer(std::move(tables));
}

Result<Answer> count(Workspace& workspace, const Begun& run, const RunInput& input) {
  const auto data = governance::touched(run.facts.question.usage, run.facts.loaded);
  // The approval and the stamp of the answer name these versions: nothing else may be counted.
  HDIS_CHECK(verify_files(workspace.layout.data(), data, input.stop));
  HDIS_TRY(sources, data_sources(workspace.layout.data(), data));
  HDIS_TRY(gate, disclosure::Gate::open(workspace.catalogue, std::move(sources)));
  disclosure::RunControl control;
  control.time = std::chrono::seconds(workspace.config.run_seconds);
  control.memory_bytes = workspace.config.memory_mib << 20U;
  control.threads = workspace.config.threads;
  control.progress = input.progress;
  control.stop = input.stop;
  return count_with(gate, workspace, run, control);
}

/// The request of `run` as it is now, if it still is what this process runs.
Result<store::RequestRecord> still_running(store::Writer& writer, const Begun& run) {
  HDIS_TRY(record, writer.request(run.record.request.id));
  if (record.request == run.record.request) return std::move(record);
  return fail(ErrorCode::conflict, "run.overtaken", "The request changed while it was being run.",
              "nothing was released; look at the request again");
}

Status mark_failed(Workspace& workspace, const Begun& run, const Error& error) {
  return workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(record, still_running(writer, run));
    return take_step(writer, record, RequestAction::fail,
                     workspace.system_event("", "",
                                            {{"code", std::string(to_string(error.code()))},
                                             {"rules", error.reasons().front().rule}}));
  });
}

/// Whether the author may still use the agreement: a suspension counts even while the query runs.
Status still_entitled(const Workspace& workspace, store::Reader& reader,
                      const governance::Request& request) {
  HDIS_TRY(author, reader.user(request.author));
  HDIS_TRY(use, use_of(reader, request.agreement, std::move(author), workspace.now()));
  auto reasons = governance::reasons_against(use.entitlement());
  if (reasons.empty()) return {};
  return fail(Error(ErrorCode::not_permitted, std::move(reasons)));
}

/// How many numbers are released and how many of them are hidden, which monitoring adds up.
struct CellCounts {
  std::uint64_t all = 0;
  std::uint64_t hidden = 0;
};

CellCounts cells_in(const std::vector<released::Table>& tables) {
  CellCounts out;
  for (const auto& table : tables) {
    out.all += table.certificate().cells;
    out.hidden += table.certificate().suppressed;
  }
  return out;
}

/// Keeps the output in its last state, with the request's end, in one transaction.
Status conclude(Workspace& workspace, const Begun& run, governance::OutputAction action,
                const std::vector<std::string>& reasons,
                const std::vector<store::StoredTable>& tables, const CellCounts& cells) {
  return workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(request, still_running(writer, run));
    if (action == governance::OutputAction::release) {
      HDIS_CHECK(still_entitled(workspace, writer, request.request));
    }
    store::OutputRecord output{
        {run.output, request.request.id, request.request.version, OutputState::produced},
        run.facts.agreement().reference.to_text(),
        reasons,
        workspace.now()};
    const auto event = [&](std::string name) {
      return workspace.system_event(
          std::move(name), run.output.text(),
          {{"request", request.request.subject()},
           {"agreement", output.agreement},
           {"tables", std::to_string(tables.size())},
           {"cells", std::to_string(cells.all)},
           {"small_cells", std::to_string(cells.hidden)},
           {"digest", tables.empty() ? "" : tables.front().digest.text()}});
    };
    HDIS_CHECK(writer.add(output, event("output.produced")));
    HDIS_TRY(after, governance::apply(output.output, action));
    output.output = after;
    HDIS_CHECK(writer.save(output, OutputState::produced, tables,
                           event("output." + std::string(to_string(after.state)))));
    return take_step(writer, request, RequestAction::finish,
                     workspace.system_event("", "", {{"output", run.output.text()}}));
  });
}

/// What becomes of a run that gave no table: withheld needs a person, anything else can be repeated.
Error end_without_answer(Workspace& workspace, const Begun& run, const Error& error) {
  std::vector<std::string> reasons;
  for (const auto& reason : error.reasons()) reasons.push_back(reason.message);
  const auto status =
      error.code() == ErrorCode::withheld
          ? conclude(workspace, run, governance::OutputAction::withhold, reasons, {}, {})
          : mark_failed(workspace, run, error);
  if (!status) return status.error();
  if (error.code() != ErrorCode::withheld) return error;
  auto told = error.reasons();
  told.push_back(
      {"run.withheld",
       fmt::format("The answer is kept back as {}, without its content.", run.output.text()),
       fmt::format("hdis request show {}", run.record.request.id.text()),
       {}});
  return {error.code(), std::move(told)};
}

/// Whether who ran it may see the answer (of either kind) at once, which is recorded like any other look at an output.
template <class Output>
bool is_shown(Workspace& workspace, const Output& output, const std::string& agreement) {
  const auto actor = acting_user(workspace);
  if (!actor || !check_may_see(workspace, output, *actor)) return false;
  const auto event = workspace.event("output.viewed", output.id.text(),
                                     {{"form", "run"}, {"agreement", agreement}});
  return workspace.store->write([&](store::Writer& writer) { return writer.record(event); })
      .has_value();
}

/// Keeps an internal output encrypted, with the request's end, in one transaction.
Status conclude_internal(Workspace& workspace, const Begun& run, const SealedAnswer& answer) {
  return workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(request, still_running(writer, run));
    HDIS_CHECK(still_entitled(workspace, writer, request.request));
    const store::InternalRecord record{
        {governance::internal_id_of(run.output), request.request.id, request.request.version,
         governance::InternalState::kept},
        run.facts.agreement().reference.to_text(),
        // When the records were looked at: a notice that comes meanwhile is about them.
        run.facts.now,
        answer.key_fingerprint,
        answer.unsuppressed,
        {},
        {}};
    const auto& id = record.output.id.text();
    HDIS_CHECK(
        writer.add(record, answer.content,
                   workspace.system_event("internal.produced", id,
                                          {{"request", request.request.subject()},
                                           {"agreement", record.agreement},
                                           {"tables", std::to_string(answer.content.sealed.size())},
                                           {"key_fingerprint", record.key_fingerprint.text()}})));
    return take_step(writer, request, RequestAction::finish,
                     workspace.system_event("", "", {{"output", id}}));
  });
}

Result<RunResult> keep_internal(Workspace& workspace, const Begun& run,
                                disclosure::InternalAnswer answer) {
  const auto id = governance::internal_id_of(run.output);
  const auto sealed = seal_answer(workspace.config, id, answer);
  const auto kept = sealed ? conclude_internal(workspace, run, *sealed) : fail(sealed.error());
  if (!kept) {
    // Nothing is left that the key could open; it is told all the same.
    static_cast<void>(destroy_internal_key(workspace.config, id));
    HDIS_CHECK(mark_failed(workspace, run, kept.error()));
    return fail(kept.error());
  }
  InternalResult result{
      {id, run.record.request.id, run.record.request.version, governance::InternalState::kept}, {}};
  if (is_shown(workspace, result.output, run.facts.agreement().reference.to_text())) {
    result.tables = std::move(answer.internal);
  }
  return RunResult{{}, {}, std::move(result)};
}

Result<RunResult> release(Workspace& workspace, const Begun& run,
                          std::vector<released::Table> tables) {
  std::vector<store::StoredTable> stored;
  for (const auto& table : tables) {
    auto bytes = disclosure::to_stored_form(table);
    auto digest = digest_of(bytes);
    stored.push_back({std::move(bytes), std::move(digest)});
  }
  const auto kept =
      conclude(workspace, run, governance::OutputAction::release, {}, stored, cells_in(tables));
  if (!kept) {
    if (kept.error().code() == ErrorCode::not_permitted) {
      HDIS_CHECK(mark_failed(workspace, run, kept.error()));
    }
    return fail(kept.error());
  }
  RunResult result{
      {run.output, run.record.request.id, run.record.request.version, OutputState::released},
      {},
      {}};
  if (is_shown(workspace, result.output, run.facts.agreement().reference.to_text())) {
    result.tables = std::move(tables);
  }
  return result;
}

}  // namespace

Result<RunResult> run(Session& session, const RunInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "request.run", input.request, [&]() -> Result<RunResult> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_TRY(record, workspace.reader().request(RequestId(input.request)));
    HDIS_TRY(lock, RunLock::take(workspace.layout, record.request.id));
    if (!lock) {
      return fail(ErrorCode::conflict, "run.running",
                  fmt::format("{} is being run.", record.request.subject()),
                  "wait until that has ended");
    }
    HDIS_TRY(begun, in_transaction<Begun>(workspace, [&](store::Writer& writer) {
               return begin(workspace, writer, actor, input.request);
             }));
    auto answer = count(workspace, begun, input);
    if (!answer) return fail(end_without_answer(workspace, begun, answer.error()));
    if (auto* internal = std::get_if<disclosure::InternalAnswer>(&*answer)) {
      return keep_internal(workspace, begun, std::move(*internal));
    }
    return release(workspace, begun, std::get<std::vector<released::Table>>(*std::move(answer)));
  });
}

}  // namespace hdis::service
