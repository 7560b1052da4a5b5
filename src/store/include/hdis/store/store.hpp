#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/comment.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/tool.hpp"
#include "hdis/store/records.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Where everything but records and keys is kept. Ports; `sqlite_store.hpp` opens the one there is.
namespace hdis::store {

/// What can be read. Lists are empty where there is nothing; a single thing that does not exist is `not_found`.
///
/// Errors of every function: `unavailable` if the database cannot be read, `corrupt` if what it holds cannot be.
class Reader {
 public:
  virtual ~Reader() = default;

  [[nodiscard]] virtual Result<StoreFacts> facts() = 0;

  [[nodiscard]] virtual Result<std::vector<governance::Organisation>> organisations() = 0;
  [[nodiscard]] virtual Result<governance::Organisation> organisation(
      const governance::OrganisationCode& code) = 0;

  /// Every version of every agreement; of one reference in the order in which they were added.
  [[nodiscard]] virtual Result<std::vector<governance::Agreement>> agreements() = 0;
  /// Every version of one agreement; `not_found` if there is none.
  [[nodiscard]] virtual Result<std::vector<governance::Agreement>> agreement_versions(
      const std::string& stem) = 0;

  [[nodiscard]] virtual Result<std::vector<governance::User>> users() = 0;
  [[nodiscard]] virtual Result<governance::User> user(const governance::UserId& id) = 0;
  [[nodiscard]] virtual Result<governance::User> user_of_login(const std::string& os_user) = 0;
  /// Who holds a licence of the agreement.
  [[nodiscard]] virtual Result<std::vector<governance::UserId>> licensed(
      const std::string& stem) = 0;

  /// Version of the terms of an agreement that a user accepted last; "" if none.
  [[nodiscard]] virtual Result<std::string> accepted_terms(const std::string& stem,
                                                           const governance::UserId& user) = 0;
  /// Of an agreement in all its versions.
  [[nodiscard]] virtual Result<governance::Standing> agreement_standing(
      const std::string& stem) = 0;
  /// Everything to be paid, oldest first.
  [[nodiscard]] virtual Result<std::vector<ChargeDue>> charges(const std::string& stem) = 0;
  /// With whom an output was shared, oldest first.
  [[nodiscard]] virtual Result<std::vector<Share>> shares(const governance::OutputId& id) = 0;
  /// Notices under an agreement, oldest first.
  [[nodiscard]] virtual Result<std::vector<governance::DestructionNotice>> notices(
      const std::string& stem) = 0;
  /// Certificates under an agreement, oldest first.
  [[nodiscard]] virtual Result<std::vector<CertificateRecord>> certificates(
      const std::string& stem) = 0;

  /// Every record of a kind, oldest first.
  [[nodiscard]] virtual Result<std::vector<OversightRecord>> oversight(OversightKind kind) = 0;
  /// Every succession, by the code of the organisation that ended.
  [[nodiscard]] virtual Result<std::vector<Succession>> successions() = 0;

  /// Every request in its present version, oldest first.
  [[nodiscard]] virtual Result<std::vector<RequestRecord>> requests() = 0;
  [[nodiscard]] virtual Result<RequestRecord> request(const governance::RequestId& id) = 0;
  /// Decisions on one version, in order.
  [[nodiscard]] virtual Result<std::vector<governance::Decision>> decisions(
      const governance::RequestId& id, std::uint32_t version) = 0;

  /// What was asked in one version of a request; `not_found` if there is no such version.
  [[nodiscard]] virtual Result<RequestContent> content(const governance::RequestId& id,
                                                       std::uint32_t version) = 0;
  /// Comments on all versions of a request, oldest first.
  [[nodiscard]] virtual Result<std::vector<governance::Comment>> comments(
      const governance::RequestId& id) = 0;

  /// The output to which the latest run of this version may lead; empty if it never ran.
  [[nodiscard]] virtual Result<std::optional<governance::OutputId>> latest_run(
      const governance::RequestId& id, std::uint32_t version) = 0;
  /// Runs that began under an agreement (any version) at or after a moment.
  [[nodiscard]] virtual Result<std::uint64_t> runs_since(const std::string& stem,
                                                         Instant since) = 0;
  /// Events of the log with this action and subject.
  [[nodiscard]] virtual Result<std::uint64_t> count_events(const std::string& action,
                                                           const std::string& subject) = 0;
  /// Every output, oldest first.
  [[nodiscard]] virtual Result<std::vector<OutputRecord>> outputs() = 0;
  [[nodiscard]] virtual Result<OutputRecord> output(const governance::OutputId& id) = 0;
  /// Outputs of all versions of one request, oldest first.
  [[nodiscard]] virtual Result<std::vector<OutputRecord>> outputs_of(
      const governance::RequestId& id) = 0;
  [[nodiscard]] virtual Result<std::vector<StoredTable>> tables(const governance::OutputId& id) = 0;

  /// Every internal output, oldest first.
  [[nodiscard]] virtual Result<std::vector<InternalRecord>> internal_outputs() = 0;
  [[nodiscard]] virtual Result<InternalRecord> internal_output(
      const governance::InternalOutputId& id) = 0;
  /// Its encrypted tables; none once it is destroyed.
  [[nodiscard]] virtual Result<std::vector<std::string>> sealed_tables(
      const governance::InternalOutputId& id) = 0;
  /// The tables of its suppressed version.
  [[nodiscard]] virtual Result<std::vector<StoredTable>> suppressed_version(
      const governance::InternalOutputId& id) = 0;

  /// Every tool, oldest first.
  [[nodiscard]] virtual Result<std::vector<governance::Tool>> tools() = 0;
  [[nodiscard]] virtual Result<governance::Tool> tool(const governance::ToolId& id) = 0;
  /// Who has signed up to the service of an agreement, oldest first.
  [[nodiscard]] virtual Result<std::vector<SignUp>> sign_ups(const std::string& stem) = 0;

  /// Every version that was taken in, by dataset and year, oldest first.
  [[nodiscard]] virtual Result<std::vector<DataVersion>> data_versions() = 0;

  /// At most `most` events of the audit log after the number `after`, in order.
  [[nodiscard]] virtual Result<std::vector<audit::Event>> events(std::uint64_t after,
                                                                 std::uint64_t most) = 0;
  /// Number of the last event; 0 if there is none.
  [[nodiscard]] virtual Result<std::uint64_t> last_event() = 0;
};

/// What can be changed. Exists only inside a transaction, and every change comes with the event that records it, so neither can be
/// without the other.
///
/// Errors beside those of `Reader`: `conflict` if something with this name is there already, or has been changed meanwhile.
class Writer : public Reader {
 public:
  /// Records an event that changes nothing else: a refusal, a view.
  [[nodiscard]] virtual Status record(const audit::Draft& event) = 0;

  /// Once, when the store is made.
  [[nodiscard]] virtual Status set_facts(const StoreFacts& facts) = 0;

  [[nodiscard]] virtual Status add(const governance::Organisation& organisation,
                                   const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status save(const governance::Organisation& organisation,
                                    const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add(const governance::Agreement& agreement,
                                   const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add(const governance::User& user, const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status save(const governance::User& user, const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status grant_licence(const std::string& stem,
                                             const governance::UserId& user,
                                             const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status end_licence(const std::string& stem, const governance::UserId& user,
                                           const audit::Draft& event) = 0;

  /// Keeps which version of an agreement's terms a user accepted, in place of an earlier one.
  [[nodiscard]] virtual Status accept_terms(const std::string& stem, const governance::UserId& user,
                                            const std::string& version,
                                            const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status set_standing(const std::string& stem, governance::Standing standing,
                                            const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add(const ChargeDue& charge, const audit::Draft& event) = 0;
  /// `conflict` if the output was shared with this organisation before.
  [[nodiscard]] virtual Status add(const Share& share, const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add(const governance::DestructionNotice& notice,
                                   const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add(const CertificateRecord& certificate,
                                   const audit::Draft& event) = 0;

  [[nodiscard]] virtual Result<std::string> next_oversight_id(OversightKind kind) = 0;
  [[nodiscard]] virtual Status add(const OversightRecord& record, const audit::Draft& event) = 0;
  /// Replaces the record that was read with the revision in it. `conflict` if it has another by now.
  [[nodiscard]] virtual Status save(const OversightRecord& record, const audit::Draft& event) = 0;
  /// `conflict` if the organisation has a successor.
  [[nodiscard]] virtual Status add(const Succession& succession, const audit::Draft& event) = 0;

  [[nodiscard]] virtual Result<governance::RequestId> next_request_id() = 0;
  [[nodiscard]] virtual Status add(const RequestRecord& record, const audit::Draft& event) = 0;
  /// Replaces the request that was read with the revision `before`. `conflict` if it has another by now.
  [[nodiscard]] virtual Status save(const RequestRecord& record, std::uint64_t before,
                                    const audit::Draft& event) = 0;
  [[nodiscard]] virtual Status add_decision(const governance::Request& request,
                                            const governance::Decision& decision,
                                            const audit::Draft& event) = 0;

  [[nodiscard]] virtual Status add_comment(const governance::Request& request,
                                           const governance::Comment& comment,
                                           const audit::Draft& event) = 0;

  /// Notes that a run begins and says which output it may lead to. The change of the request's state is saved beside it.
  [[nodiscard]] virtual Result<governance::OutputId> begin_run(const governance::Request& request,
                                                               Instant at) = 0;
  /// `conflict` if this version of the request has an output already.
  [[nodiscard]] virtual Status add(const OutputRecord& record, const audit::Draft& event) = 0;
  /// Replaces the output that was in the state `before`; `tables` are kept with it.
  [[nodiscard]] virtual Status save(const OutputRecord& record, governance::OutputState before,
                                    const std::vector<StoredTable>& tables,
                                    const audit::Draft& event) = 0;

  /// `conflict` if this version of the request has an internal output already.
  [[nodiscard]] virtual Status add(const InternalRecord& record, const InternalContent& content,
                                   const audit::Draft& event) = 0;
  /// Notes that an internal output is destroyed, and removes its encrypted tables. `conflict` if it was before.
  [[nodiscard]] virtual Status destroy(const governance::InternalOutputId& id, Instant at,
                                       const std::string& why, const audit::Draft& event) = 0;

  [[nodiscard]] virtual Result<governance::ToolId> next_tool_id() = 0;
  [[nodiscard]] virtual Status add(const governance::Tool& tool, const audit::Draft& event) = 0;
  /// `conflict` if the organisation has signed up before.
  [[nodiscard]] virtual Status add(const SignUp& sign_up, const audit::Draft& event) = 0;
  /// `not_found` if it has not signed up.
  [[nodiscard]] virtual Status end_sign_up(const std::string& stem,
                                           const governance::OrganisationCode& organisation,
                                           const audit::Draft& event) = 0;

  [[nodiscard]] virtual Status add(const DataVersion& version, const audit::Draft& event) = 0;
  /// Forgets a version that was taken in; the log keeps that it was there. `conflict` if it is not.
  [[nodiscard]] virtual Status remove(const DataVersion& version, const audit::Draft& event) = 0;
};

/// A store that is open. One for each thread.
class Store {
 public:
  virtual ~Store() = default;

  /// For reading outside of a transaction; each call sees the latest state.
  [[nodiscard]] virtual Reader& reader() = 0;

  /// Does `work` in one transaction: all of it is kept, safe against a power cut, or, if it returns an error or the process
  /// ends, nothing. Only one process writes at a time; others wait up to half a minute.
  ///
  /// Errors: those of `work`; `unavailable` if the database cannot be written or stays locked.
  [[nodiscard]] virtual Status write(const std::function<Status(Writer&)>& work) = 0;

  /// The database's own check of itself. Errors: `corrupt`, `unavailable`.
  [[nodiscard]] virtual Status check_integrity() = 0;
  /// Number of the last migration that was applied.
  [[nodiscard]] virtual Result<std::uint64_t> schema_version() = 0;

  /// Hands every row of every table to `write` as lines of JSON, as all of them are at one moment, while others go on working: what is
  /// written is the same whatever the database. A line {"table", "columns"} comes before the rows of each table, which are arrays.
  ///
  /// Errors: those of `write`; `unavailable`.
  [[nodiscard]] virtual Status copy_out(const std::function<Status(const std::string&)>& write) = 0;

  /// Fills a store that was just made, with the schema from which the lines come, in one transaction. `next` gives lines without their
  /// ends, and nothing after the last.
  ///
  /// Errors: those of `next`; `corrupt` for lines that `copy_out` did not write for this schema; `conflict` if the store holds something.
  [[nodiscard]] virtual Status copy_in(
      const std::function<Result<std::optional<std::string>>()>& next) = 0;
};

}  // namespace hdis::store
