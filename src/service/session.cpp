#include "hdis/service/session.hpp"

#include "config.hpp"
#include "database.hpp"
#include "internal_store.hpp"
#include "request_steps.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

/// What must be there before anybody acts: database and facts.
struct Opened {
  std::unique_ptr<DatabaseCopy> copy;
  std::unique_ptr<store::Store> store;
  store::StoreFacts facts;
};

Result<Opened> open_store(const StoreLayout& layout, const Config& config, const OpenInput& input,
                          const Clock& clock) {
  std::unique_ptr<DatabaseCopy> copy;
  if (input.only_looks && config.postgresql.empty() && is_read_only(layout)) {
    HDIS_TRY(made, DatabaseCopy::make(layout));
    copy = std::move(made);
  }
  const StoreLayout at = copy == nullptr ? layout : StoreLayout{copy->database().parent_path()};
  HDIS_TRY(store,
           open_database(at, config, store::OpenMode::existing, clock, {input.before_statement}));
  HDIS_TRY(facts, store->reader().facts());
  return Opened{std::move(copy), std::move(store), std::move(facts)};
}

Result<governance::User> find_actor(const StoreLayout& layout, const OpenInput& input,
                                    Opened& opened, Instant now) {
  auto& reader = opened.store->reader();
  if (!input.as) return reader.user_of_login(input.identity.login);

  if (opened.facts.demonstration && owns_folder(layout.root, input.identity)) {
    return reader.user(governance::UserId(*input.as));
  }
  const audit::Draft event{now,
                           "system",
                           input.identity.to_text(),
                           "session.refused",
                           *input.as,
                           {{"rules", "session.as"}}};
  HDIS_CHECK(opened.store->write([&](store::Writer& writer) { return writer.record(event); }));
  return fail(ErrorCode::not_permitted, "session.as",
              "Nobody acts as somebody else here: this is possible only for the owner of a "
              "demonstration store.",
              "act as yourself, without --as");
}

}  // namespace

Result<Session> Session::open(const OpenInput& input, const Clock& clock) {
  const StoreLayout layout{std::filesystem::absolute(input.folder)};
  HDIS_TRY(config, open_folder(layout, input.identity));
  HDIS_TRY(opened, open_store(layout, config, input, clock));
  if (opened.facts.id != config.store_id) {
    return fail(ErrorCode::corrupt, "store.mixed",
                "config.yaml and the database are of different stores.",
                "restore both from the same backup");
  }
  HDIS_TRY(actor, find_actor(layout, input, opened, clock.now()));
  HDIS_TRY(catalogue, load_catalogue(layout, config));
  HDIS_TRY(policies, disclosure::load_policies(config.catalogue_folder / "policies"));

  auto workspace = std::make_unique<Workspace>(Workspace{
      std::move(opened.copy), layout, config, input.identity, &clock, std::move(opened.facts),
      std::move(actor), std::move(catalogue), std::move(policies), std::move(opened.store)});
  if (workspace->copy == nullptr) {
    HDIS_CHECK(end_stale_runs(*workspace));
    // What cannot be destroyed stays closed, and `hdis obligations list` and `hdis doctor` say so; nobody else is kept from work.
    static_cast<void>(destroy_what_must_be(*workspace));
  }
  return Session(std::move(workspace));
}

Session::Session(std::unique_ptr<Workspace> workspace) : workspace_(std::move(workspace)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

const governance::User& Session::actor() const { return workspace_->actor; }
const catalogue::Catalogue& Session::catalogue() const { return workspace_->catalogue; }
const StoreLayout& Session::layout() const { return workspace_->layout; }
const Config& Session::config() const { return workspace_->config; }
bool Session::is_copy() const { return workspace_->copy != nullptr; }
Demonstration Session::demonstration() const {
  return workspace_->facts.demonstration ? Demonstration::yes : Demonstration::no;
}

}  // namespace hdis::service
