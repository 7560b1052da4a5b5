#include "hdis/core/assert.hpp"

#include "repositories.hpp"
#include "statements.hpp"

#include <fmt/format.h>

#include <array>

namespace hdis::store {
namespace {

struct EventRow {
  std::string at, actor, os_user, action, subject, details, previous, hash;
  long long sequence = 0;

  /// A time that cannot be read becomes the first moment of all, so that the chain's check names the event.
  [[nodiscard]] audit::Event to_event() const {
    return {static_cast<std::uint64_t>(sequence),
            parse_instant(at).value_or(Instant()),
            actor,
            os_user,
            action,
            subject,
            details,
            Digest(previous),
            Digest(hash)};
  }
};

}  // namespace

Error not_changed(const std::string& what) {
  return {ErrorCode::conflict,
          Reason{"store.changed_meanwhile",
                 fmt::format("{} was changed by somebody else meanwhile.", what),
                 "look at it again, then decide whether to repeat this",
                 {}}};
}

Error unreadable(const std::string& what) {
  return {ErrorCode::corrupt, Reason{"store.unreadable",
                                     fmt::format("The store holds {} that cannot be read.", what),
                                     "keep the file for an investigation and restore a backup",
                                     {}}};
}

Error not_there(std::string rule, std::string message, std::string suggestion) {
  return {ErrorCode::not_found,
          Reason{std::move(rule), std::move(message), std::move(suggestion), {}}};
}

Result<Instant> read_instant(const std::string& text) {
  if (const auto instant = parse_instant(text)) return *instant;
  return fail(unreadable("a time"));
}

Result<std::string> Repositories::fact(const std::string& name) {
  std::string value;
  HDIS_CHECK(database_->each(
      sql::fact_select, [] {}, soci::into(value), soci::use(name, "name")));
  return value;
}

Result<StoreFacts> Repositories::facts() {
  HDIS_TRY(id, fact("id"));
  HDIS_TRY(created_at, fact("created_at"));
  HDIS_TRY(custodian, fact("custodian"));
  HDIS_TRY(owner, fact("owner"));
  HDIS_TRY(demonstration, fact("demonstration"));
  if (id.empty()) {
    return fail(not_there("store.not_initialised", "The store was not set up to the end.",
                          "remove its folder and run `hdis init` again"));
  }
  HDIS_TRY(created, read_instant(created_at));
  return StoreFacts{id, created, governance::OrganisationCode(custodian), owner,
                    demonstration == "yes"};
}

Status Repositories::set_facts(const StoreFacts& facts) {
  const std::array<std::pair<std::string, std::string>, 5> values{{
      {"id", facts.id},
      {"created_at", to_text(facts.created_at)},
      {"custodian", facts.custodian.text()},
      {"owner", facts.owner},
      {"demonstration", facts.demonstration ? "yes" : "no"},
  }};
  for (const auto& [name, value] : values) {
    HDIS_TRY(rows, database_->execute(sql::fact_insert, soci::use(name, "name"),
                                      soci::use(value, "value")));
    HDIS_ASSERT(rows == 1);
  }
  return {};
}

Status Repositories::record(const audit::Draft& draft) {
  long long last = 0;
  std::string previous;
  HDIS_CHECK(database_->each(
      sql::event_last, [] {}, soci::into(last), soci::into(previous)));
  if (last == 0) {
    HDIS_TRY(id, fact("id"));
    previous = audit::genesis(id).text();
  }

  const auto event = audit::seal(draft, static_cast<std::uint64_t>(last) + 1, Digest(previous));
  const auto sequence = static_cast<long long>(event.sequence);
  const auto at = to_text(event.at);
  HDIS_TRY(rows,
           database_->execute(
               sql::event_insert, soci::use(sequence, "sequence"), soci::use(at, "at"),
               soci::use(event.actor, "actor"), soci::use(event.os_user, "os_user"),
               soci::use(event.action, "action"), soci::use(event.subject, "subject"),
               soci::use(event.details, "details"), soci::use(event.previous.text(), "previous"),
               soci::use(event.hash.text(), "hash")));
  HDIS_ASSERT(rows == 1);
  return {};
}

Result<std::vector<audit::Event>> Repositories::events(std::uint64_t after, std::uint64_t most) {
  const auto from = static_cast<long long>(after);
  const auto limit = static_cast<long long>(most);
  std::vector<audit::Event> out;
  EventRow row;
  HDIS_CHECK(database_->each(
      sql::event_select, [&] { out.push_back(row.to_event()); }, soci::into(row.sequence),
      soci::into(row.at), soci::into(row.actor), soci::into(row.os_user), soci::into(row.action),
      soci::into(row.subject), soci::into(row.details), soci::into(row.previous),
      soci::into(row.hash), soci::use(from, "after"), soci::use(limit, "most")));
  return out;
}

Result<std::uint64_t> Repositories::count_events(const std::string& action,
                                                 const std::string& subject) {
  HDIS_TRY(events, database_->number(sql::event_count, soci::use(action, "action"),
                                     soci::use(subject, "subject")));
  return static_cast<std::uint64_t>(events);
}

Result<std::uint64_t> Repositories::last_event() {
  long long last = 0;
  std::string hash;
  HDIS_CHECK(database_->each(
      sql::event_last, [] {}, soci::into(last), soci::into(hash)));
  return static_cast<std::uint64_t>(last);
}

}  // namespace hdis::store
