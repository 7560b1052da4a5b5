#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hdis::service {

/// Where things are in a store folder (mode 0700, owned by the custodian's account).
struct StoreLayout {
  std::filesystem::path root;

  /// The database, unless `Config::postgresql` names one elsewhere.
  [[nodiscard]] std::filesystem::path database() const { return root / "hdis.sqlite"; }
  /// Pseudonymised records: written by ingest, read by the gate.
  [[nodiscard]] std::filesystem::path data() const { return root / "data"; }
  /// The custodian's additions to the catalogue.
  [[nodiscard]] std::filesystem::path catalogue() const { return root / "catalogue"; }
  [[nodiscard]] std::filesystem::path config() const { return root / "config.yaml"; }
  /// Files by whose locks a run is known to be alive.
  [[nodiscard]] std::filesystem::path locks() const { return root / "locks"; }
};

/// What `config.yaml` of a store says. Paths are absolute.
struct Config {
  std::string store_id;
  std::filesystem::path
      catalogue_folder;               ///< The product's catalogue (datasets, codes, policies, ...).
  std::filesystem::path keys_folder;  ///< Outside the store folder; mode 0700.
  std::uint64_t run_seconds = 600;    ///< Longest run.
  std::uint64_t memory_mib = 4096;    ///< Most memory of a run or an ingest.
  unsigned threads = 2;
  /// Where the PostgreSQL database is, in libpq's words and without a password; empty: a SQLite file in the folder.
  std::string postgresql;
  /// A delivery is refused if more of its rows would be rejected than this.
  std::uint64_t most_rejected_percent = 20;

  [[nodiscard]] std::filesystem::path person_key() const { return keys_folder / "person.key"; }
  /// With which certificates are signed.
  [[nodiscard]] std::filesystem::path signing_key() const { return keys_folder / "signing.key"; }
};

/// Whether a store is for trying out: its owner may act as any user, and every output says so.
enum class Demonstration : std::uint8_t { no, yes };

struct InitialiseInput {
  std::filesystem::path folder;            ///< Must not exist, or be an empty folder.
  std::filesystem::path catalogue_folder;  ///< The product's catalogue.
  std::filesystem::path
      keys_root;  ///< Keys go into a folder of their own below it; e.g. ~/.config/openhdis.
  std::string custodian_code;  ///< Organisation that keeps the data, e.g. "X26".
  std::string custodian_name;
  std::string administrator;  ///< User id of the first administrator.
  std::string administrator_name;
  Demonstration demonstration = Demonstration::no;
  std::string postgresql{};  ///< As `Config::postgresql`.
  std::string
      login{};  ///< Operating-system user by whom the administrator is known; "": who runs this.
};

struct Initialised {
  StoreLayout layout;
  Config config;
};

/// The default of `keys_root`: $XDG_CONFIG_HOME/openhdis, or ~/.config/openhdis. Errors: `unavailable` if neither is known.
[[nodiscard]] Result<std::filesystem::path> default_keys_root();

/// Makes a store: folders, database, keys, custodian and first administrator, and the first events of its audit log.
///
/// Errors: `conflict` if the folder is in use; `invalid_input` for what was typed wrongly or keys inside the store;
/// `unavailable` if something cannot be written. After an error nothing that this made is left.
[[nodiscard]] Result<Initialised> initialise(const InitialiseInput& input, const Identity& identity,
                                             const Clock& clock);

/// Reads `config.yaml`. Errors: `not_found` if there is no store in the folder; `invalid_input` naming the wrong line.
[[nodiscard]] Result<Config> read_config(const StoreLayout& layout);

/// Reads `config.yaml` of a store that `caller` has named, after making sure that nobody but the account of the process or root can have
/// laid it out: the folder, what is in it, its keys and, where the process lends its rights, the catalogue and every folder above them.
/// Otherwise a caller could name a folder of their own that leads to the records and the log of another store, with settings of their own.
///
/// Errors: as `read_config`; `not_permitted`.
[[nodiscard]] Result<Config> open_folder(const StoreLayout& layout, const Identity& caller);

/// The product's catalogue with the custodian's additions and, if it is named, one more file after them. Errors: those of
/// `Catalogue::load`.
[[nodiscard]] Result<catalogue::Catalogue> load_catalogue(const StoreLayout& layout,
                                                          const Config& config,
                                                          const std::filesystem::path& last = {});

}  // namespace hdis::service
