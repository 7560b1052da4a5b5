#include "hdis/ingest/ingest.hpp"
#include "hdis/service/store_folder.hpp"
#include "hdis/store/postgresql_store.hpp"

#include "config.hpp"
#include "database.hpp"
#include "files.hpp"
#include "store_making.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <cstdlib>
#include <optional>

namespace hdis::service {
namespace {

using governance::Organisation;
using governance::User;

/// Sixteen hexadecimal digits that no other store has.
Result<std::string> new_store_id() {
  std::array<unsigned char, 8> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return fail(ErrorCode::unavailable, "store.no_randomness",
                "The system gave no random numbers.");
  }
  std::string id;
  for (const auto byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

/// Custodian and first administrator, as typed.
struct Founders {
  Organisation custodian;
  User administrator;
};

Result<Founders> read_founders(const InitialiseInput& input, const Identity& identity) {
  std::vector<Reason> defects;
  const auto note = [&](const Error& error) {
    defects.insert(defects.end(), error.reasons().begin(), error.reasons().end());
  };
  const auto custodian =
      governance::make_organisation(input.custodian_code, input.custodian_name, "data_custodian");
  if (!custodian) note(custodian.error());
  const auto id = governance::parse_user_id(input.administrator);
  if (!id) note(id.error());
  if (input.administrator_name.empty()) {
    defects.push_back({"user.name", "The administrator has no name.", "give one", {}});
  }
  if (!defects.empty()) return fail(Error(ErrorCode::invalid_input, std::move(defects)));

  User administrator;
  administrator.id = *id;
  administrator.name = input.administrator_name;
  administrator.os_user = input.login.empty() ? identity.login : input.login;
  administrator.organisation = custodian->code;
  administrator.roles = {governance::Role::administrator};
  return Founders{*custodian, administrator};
}

Status check_keys(const InitialiseInput& input) {
  if (!lies_in(input.keys_root, input.folder)) return {};
  return fail(ErrorCode::invalid_input, "store.keys_inside",
              "The keys would lie inside the store, so that whoever gets a copy of it could link "
              "its pseudonyms.",
              "leave --keys out, or name a folder that is not copied with the store");
}

Status check_connection(const InitialiseInput& input) {
  if (input.postgresql.empty()) return {};
  const auto connection = store::PostgresqlConnection::parse(input.postgresql);
  return connection ? Status() : fail(connection.error());
}

Status make_folders(const StoreLayout& layout, const Config& config) {
  for (const auto& folder :
       {layout.root, layout.data(), layout.catalogue(), layout.catalogue() / "datasets",
        layout.locks(), config.keys_folder.parent_path(), config.keys_folder}) {
    HDIS_CHECK(make_private_folder(folder));
  }
  ingest::Settings settings;
  settings.data_folder = layout.data();
  settings.person_key_file = config.person_key();
  return ingest::ensure_person_key(settings);
}

Status make_database(const StoreLayout& layout, const Config& config,
                     const store::StoreFacts& facts, const Founders& founders, const Clock& clock) {
  HDIS_TRY(store, open_database(layout, config, store::OpenMode::create, clock));
  const auto event = [&](std::string action, std::string subject) {
    return audit::Draft{clock.now(),        founders.administrator.id.text(),
                        facts.owner,        std::move(action),
                        std::move(subject), {}};
  };
  return store->write([&](store::Writer& writer) -> Status {
    HDIS_CHECK(writer.set_facts(facts));
    HDIS_CHECK(writer.record(event("store.initialised", facts.id)));
    HDIS_CHECK(writer.add(founders.custodian,
                          event("organisation.added", founders.custodian.code.text())));
    return writer.add(founders.administrator,
                      event("user.added", founders.administrator.id.text()));
  });
}

}  // namespace

Result<std::filesystem::path> default_keys_root() {
  for (const auto& [variable, below] :
       {std::pair("XDG_CONFIG_HOME", "openhdis"), std::pair("HOME", ".config/openhdis")}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value == '/') return std::filesystem::path(value) / below;
  }
  return fail(ErrorCode::unavailable, "store.no_home",
              "Neither HOME nor XDG_CONFIG_HOME names a folder.",
              "say with --keys where the keys are to be kept");
}

Result<Initialised> initialise(const InitialiseInput& input, const Identity& identity,
                               const Clock& clock) {
  HDIS_TRY(founders, read_founders(input, identity));
  HDIS_CHECK(must_be_empty(input.folder));
  HDIS_CHECK(check_keys(input));
  HDIS_CHECK(check_connection(input));
  HDIS_TRY(id, new_store_id());

  const StoreLayout layout{std::filesystem::absolute(input.folder)};
  Config config;
  config.store_id = id;
  config.catalogue_folder = std::filesystem::absolute(input.catalogue_folder);
  config.keys_folder = std::filesystem::absolute(input.keys_root) / id;
  config.postgresql = input.postgresql;

  std::error_code ignored;
  const bool was_there = std::filesystem::exists(layout.root, ignored);
  const auto made = [&]() -> Status {
    HDIS_CHECK(make_folders(layout, config));
    const store::StoreFacts facts{id, clock.now(), founders.custodian.code, identity.to_text(),
                                  input.demonstration == Demonstration::yes};
    HDIS_CHECK(make_database(layout, config, facts, founders, clock));
    // Last: a folder without it is not yet a store.
    return write_private_file(layout.config(), config_text(config));
  }();
  if (!made) {
    take_back(layout, was_there, config.keys_folder);
    return fail(made.error());
  }
  return Initialised{layout, config};
}

}  // namespace hdis::service
