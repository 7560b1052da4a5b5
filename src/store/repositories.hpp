#pragma once

#include "hdis/store/store.hpp"

#include "database.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hdis::store {

/// `Writer` in SQL. Outside of a transaction it is only used as a `Reader`.
///
/// The functions are in repositories_parties.cpp, _obligations.cpp, _oversight.cpp, _requests.cpp, _outputs.cpp, _internal.cpp, _tools.cpp and
/// _audit.cpp.
class Repositories final : public Writer {
 public:
  /// `database` must outlive it.
  explicit Repositories(Database& database) : database_(&database) {}

  Result<StoreFacts> facts() override;
  Result<std::vector<governance::Organisation>> organisations() override;
  Result<governance::Organisation> organisation(const governance::OrganisationCode& code) override;
  Result<std::vector<governance::Agreement>> agreements() override;
  Result<std::vector<governance::Agreement>> agreement_versions(const std::string& stem) override;
  Result<std::vector<governance::User>> users() override;
  Result<governance::User> user(const governance::UserId& id) override;
  Result<governance::User> user_of_login(const std::string& os_user) override;
  Result<std::vector<governance::UserId>> licensed(const std::string& stem) override;
  Result<std::string> accepted_terms(const std::string& stem,
                                     const governance::UserId& user) override;
  Result<governance::Standing> agreement_standing(const std::string& stem) override;
  Result<std::vector<ChargeDue>> charges(const std::string& stem) override;
  Result<std::vector<Share>> shares(const governance::OutputId& id) override;
  Result<std::vector<governance::DestructionNotice>> notices(const std::string& stem) override;
  Result<std::vector<CertificateRecord>> certificates(const std::string& stem) override;
  Result<std::vector<OversightRecord>> oversight(OversightKind kind) override;
  Result<std::vector<Succession>> successions() override;
  Result<std::vector<RequestRecord>> requests() override;
  Result<RequestRecord> request(const governance::RequestId& id) override;
  Result<std::vector<governance::Decision>> decisions(const governance::RequestId& id,
                                                      std::uint32_t version) override;
  Result<RequestContent> content(const governance::RequestId& id, std::uint32_t version) override;
  Result<std::vector<governance::Comment>> comments(const governance::RequestId& id) override;
  Result<std::optional<governance::OutputId>> latest_run(const governance::RequestId& id,
                                                         std::uint32_t version) override;
  Result<std::uint64_t> runs_since(const std::string& stem, Instant since) override;
  Result<std::uint64_t> count_events(const std::string& action,
                                     const std::string& subject) override;
  Result<std::vector<OutputRecord>> outputs() override;
  Result<OutputRecord> output(const governance::OutputId& id) override;
  Result<std::vector<OutputRecord>> outputs_of(const governance::RequestId& id) override;
  Result<std::vector<StoredTable>> tables(const governance::OutputId& id) override;
  Result<std::vector<InternalRecord>> internal_outputs() override;
  Result<InternalRecord> internal_output(const governance::InternalOutputId& id) override;
  Result<std::vector<std::string>> sealed_tables(const governance::InternalOutputId& id) override;
  Result<std::vector<StoredTable>> suppressed_version(
      const governance::InternalOutputId& id) override;
  Result<std::vector<governance::Tool>> tools() override;
  Result<governance::Tool> tool(const governance::ToolId& id) override;
  Result<std::vector<SignUp>> sign_ups(const std::string& stem) override;
  Result<std::vector<DataVersion>> data_versions() override;
  Result<std::vector<audit::Event>> events(std::uint64_t after, std::uint64_t most) override;
  Result<std::uint64_t> last_event() override;

  Status record(const audit::Draft& draft) override;
  Status set_facts(const StoreFacts& facts) override;
  Status add(const governance::Organisation& organisation, const audit::Draft& event) override;
  Status save(const governance::Organisation& organisation, const audit::Draft& event) override;
  Status add(const governance::Agreement& agreement, const audit::Draft& event) override;
  Status add(const governance::User& user, const audit::Draft& event) override;
  Status save(const governance::User& user, const audit::Draft& event) override;
  Status grant_licence(const std::string& stem, const governance::UserId& user,
                       const audit::Draft& event) override;
  Status end_licence(const std::string& stem, const governance::UserId& user,
                     const audit::Draft& event) override;
  Status accept_terms(const std::string& stem, const governance::UserId& user,
                      const std::string& version, const audit::Draft& event) override;
  Status set_standing(const std::string& stem, governance::Standing standing,
                      const audit::Draft& event) override;
  Status add(const ChargeDue& charge, const audit::Draft& event) override;
  Status add(const Share& share, const audit::Draft& event) override;
  Status add(const governance::DestructionNotice& notice, const audit::Draft& event) override;
  Status add(const CertificateRecord& certificate, const audit::Draft& event) override;
  Result<std::string> next_oversight_id(OversightKind kind) override;
  Status add(const OversightRecord& record, const audit::Draft& event) override;
  Status save(const OversightRecord& record, const audit::Draft& event) override;
  Status add(const Succession& succession, const audit::Draft& event) override;
  Result<governance::RequestId> next_request_id() override;
  Status add(const RequestRecord& record, const audit::Draft& event) override;
  Status save(const RequestRecord& record, std::uint64_t before,
              const audit::Draft& event) override;
  Status add_decision(const governance::Request& request, const governance::Decision& decision,
                      const audit::Draft& event) override;
  Status add_comment(const governance::Request& request, const governance::Comment& comment,
                     const audit::Draft& event) override;
  Result<governance::OutputId> begin_run(const governance::Request& request, Instant at) override;
  Status add(const OutputRecord& record, const audit::Draft& event) override;
  Status save(const OutputRecord& record, governance::OutputState before,
              const std::vector<StoredTable>& tables, const audit::Draft& event) override;
  Status add(const InternalRecord& record, const InternalContent& content,
             const audit::Draft& event) override;
  Status destroy(const governance::InternalOutputId& id, Instant at, const std::string& why,
                 const audit::Draft& event) override;
  Result<governance::ToolId> next_tool_id() override;
  Status add(const governance::Tool& tool, const audit::Draft& event) override;
  Status add(const SignUp& sign_up, const audit::Draft& event) override;
  Status end_sign_up(const std::string& stem, const governance::OrganisationCode& organisation,
                     const audit::Draft& event) override;
  Status add(const DataVersion& version, const audit::Draft& event) override;
  Status remove(const DataVersion& version, const audit::Draft& event) override;

 private:
  /// Executes a change that must meet exactly one row, and then records its event. `missing` says what it means if there is none.
  template <class... Exchange>
  Status change(const audit::Draft& event, const Error& missing, std::string_view sql,
                Exchange&&... exchange) {
    HDIS_TRY(rows, database_->execute(sql, std::forward<Exchange>(exchange)...));
    if (rows != 1) return fail(missing);
    return record(event);
  }

  Result<std::vector<governance::Organisation>> select_organisations(const std::string& code);
  Result<std::vector<governance::Agreement>> select_agreements(const std::string& stem);
  Result<std::vector<governance::User>> select_users(const std::string& id,
                                                     const std::string& os_user);
  Result<std::vector<RequestRecord>> select_requests(const std::string& id);
  Status put_content(const RequestRecord& record);
  Result<std::vector<OutputRecord>> select_outputs(const std::string& id,
                                                   const std::string& request);
  Result<std::vector<InternalRecord>> select_internal(const std::string& id);
  Status put_internal_tables(const governance::InternalOutputId& id,
                             const InternalContent& content);
  Result<std::vector<governance::Tool>> select_tools(const std::string& id);
  Result<std::string> fact(const std::string& name);

  Database* database_;
};

/// What a change means that met no row although it should.
[[nodiscard]] Error not_changed(const std::string& what);
/// What a text means that we wrote and cannot read.
[[nodiscard]] Error unreadable(const std::string& what);
/// `not_found` for a single thing.
[[nodiscard]] Error not_there(std::string rule, std::string message, std::string suggestion);

/// Reads a time that we wrote.
[[nodiscard]] Result<Instant> read_instant(const std::string& text);

}  // namespace hdis::store
