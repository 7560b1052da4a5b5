#include "hdis/service/doctor.hpp"

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/assert.hpp"
#include "hdis/disclosure/gate.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/ingest/ingest.hpp"

#include "case.hpp"
#include "config.hpp"
#include "data_sources.hpp"
#include "database.hpp"
#include "doctor_rooms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

constexpr auto whom_to_ask =
    "ask the administrator of the store, who adds users with `hdis user add`";

/// How much of what there is to see a person is told.
enum class Told : std::uint8_t {
  verdicts,  ///< What is in order and what not: every user.
  everything,  ///< Also where things are and how to mend them: who can read all of it anyway or has to mend it.
};

/// What the person may be told. While nobody can be looked up there, only the account that owns the folder and root are told anything.
Result<Told> may_be_told(const StoreLayout& layout, const Identity& identity, const Clock& clock) {
  const bool reads_it_anyway = identity.uid == 0 || owns_folder(layout.root, identity);
  const auto config = read_config(layout).value_or(Config());
  const auto store = open_database(layout, config, store::OpenMode::existing, clock);
  if (store) {
    const auto user = (*store)->reader().user_of_login(identity.login);
    if (user) {
      return reads_it_anyway || user->is(governance::Role::administrator) ? Told::everything
                                                                          : Told::verdicts;
    }
    if (user.error().code() == ErrorCode::not_found) {
      return fail(ErrorCode::not_permitted, "doctor.stranger",
                  fmt::format("{} is not a user of this store.", identity.to_text()), whom_to_ask);
    }
  }
  if (reads_it_anyway) return Told::everything;
  return fail(
      ErrorCode::not_permitted, "doctor.stranger",
      fmt::format("{} cannot be looked up among the users of this store.", identity.to_text()),
      whom_to_ask);
}

/// Findings name paths and keys and say which hole is open; a verdict does not.
std::vector<Examination> verdicts_of(std::vector<Examination> examinations) {
  for (auto& one : examinations) {
    if (one.what == "identity") continue;
    one.finding = one.health == Health::good ? "in order" : "not in order";
    one.remedy = one.health == Health::good ? "" : "tell the administrator of the store";
  }
  return examinations;
}

/// Who the process is to the store.
void examine_identity(store::Store& store, const Identity& identity, Report& report) {
  const auto user = store.reader().user_of_login(identity.login);
  if (!user) return report.bad("identity", user.error());
  report.good("identity", fmt::format("{} acts as {}", identity.to_text(), user->id.text()));
}

void examine_agreements(store::Store& store, const catalogue::Catalogue& catalogue,
                        const std::vector<disclosure::Policy>& policies, Instant now,
                        Report& report) {
  const auto agreements = store.reader().agreements();
  if (!agreements) return report.bad("agreements", agreements.error());
  std::vector<std::string> names;
  names.reserve(policies.size());
  for (const auto& policy : policies) names.push_back(policy.id);
  std::size_t in_force = 0;
  for (const auto& agreement : *agreements) {
    if (!agreement.in_force(now)) continue;
    ++in_force;
    if (const auto known = governance::check_names(agreement, catalogue, names); !known) {
      report.bad("agreement " + agreement.reference.to_text(), known.error());
    }
  }
  report.good("agreements",
              fmt::format("{} version(s), {} in force", agreements->size(), in_force));
}

/// Whether what is derived was made of the versions that are asked now.
void examine_derived(const catalogue::Catalogue& catalogue, const StoreLayout& layout,
                     Report& report) {
  for (const auto& dataset : catalogue.datasets()) {
    if (!dataset.derived_from) continue;
    const auto sources = ingest::newest_versions(layout.data(), dataset.derived_from->from);
    const auto derived = ingest::newest_versions(layout.data(), dataset.id);
    if (!sources || !derived) return;  // `examine_data` says why.
    std::vector<std::string> newest;
    newest.reserve(sources->size());
    for (const auto& version : *sources) newest.push_back(ingest::in_words(version));
    const bool stale = derived->size() != sources->size() ||
                       std::ranges::any_of(*derived, [&](const ingest::StoredVersion& version) {
                         return version.made_of != newest;
                       });
    if (!stale) continue;
    report.concern("derived data",
                   fmt::format("{} was not made of what is loaded of {} now.", dataset.id.text(),
                               dataset.derived_from->from.text()),
                   fmt::format("hdis dataset derive {}; purge years that are not loaded any more",
                               dataset.id.text()));
  }
}

/// Catalogue and policies; what depends on them is examined only if they can be loaded.
void examine_catalogue(store::Store* store, const StoreLayout& layout, const Config& config,
                       Instant now, Report& report) {
  const auto policies = disclosure::load_policies(config.catalogue_folder / "policies");
  if (policies) {
    report.good("policies", fmt::format("{} loaded", policies->size()));
  } else {
    report.bad(
        "policies", policies.error(),
        "restore the catalogue that comes with the program, or say in config.yaml where it is");
  }
  const auto catalogue = load_catalogue(layout, config);
  if (!catalogue) return report.bad("catalogue", catalogue.error());
  report.good("catalogue", fmt::format("{} datasets, version {}", catalogue->datasets().size(),
                                       catalogue->version().text().substr(0, 12)));
  examine_derived(*catalogue, layout, report);
  if (store == nullptr || !policies) return;
  examine_agreements(*store, *catalogue, *policies, now, report);

  const auto loaded = newest_data(store->reader());
  if (!loaded) return report.bad("data", loaded.error());
  auto sources = data_sources(layout.data(), *loaded);
  if (!sources) return report.bad("data", sources.error());
  const auto gate = disclosure::Gate::open(*catalogue, *std::move(sources));
  if (!gate) return report.bad("engine", gate.error());
  report.good("engine", fmt::format("opens {} dataset year(s)", loaded->size()));
}

void examine_data(store::Store& store, const StoreLayout& layout, Report& report) {
  const auto recorded = store.reader().data_versions();
  if (!recorded) return report.bad("data", recorded.error());
  const auto stored = ingest::list_versions(layout.data());
  if (!stored) return report.bad("data", stored.error());
  std::size_t sound = 0;
  for (const auto& version : *stored) {
    const auto intact = ingest::verify(version);
    if (!intact)
      report.bad("data", intact.error(),
                 "restore the version's folder from a backup, or purge it and take the delivery in "
                 "again");
    if (intact) ++sound;
    const bool known = std::ranges::any_of(*recorded, [&](const store::DataVersion& record) {
      return record.dataset == version.dataset && record.year == version.year &&
             record.version == version.version && record.content_digest == version.content_digest;
    });
    if (!known) {
      report.concern("data",
                     fmt::format("{} {} version {} lies in the data folder without a record.",
                                 version.dataset.text(), version.year.label(), version.version),
                     "take the same files in again, which records it, or purge it");
    }
  }
  report.good("data", fmt::format("{} of {} stored version(s) as they were written", sound,
                                  stored->size()));
}

void examine_all(const StoreLayout& layout, const Identity& identity, const Clock& clock,
                 Report& report) {
  const auto config = open_folder(layout, identity);
  if (!config) return report.bad("configuration", config.error());
  report.good("configuration", fmt::format("store {}", config->store_id));
  examine_folder(layout, report);
  examine_keys(layout, *config, report);
  const auto store = examine_database(layout, *config, clock, report);
  if (store != nullptr) {
    examine_audit_log(*store, *config, report);
    examine_identity(*store, identity, report);
    examine_runs(*store, layout, report);
    examine_internal_keys(*store, *config, report);
    examine_data(*store, layout, report);
    examine_data_modes(layout, report);
  }
  examine_catalogue(store.get(), layout, *config, clock.now(), report);
}

}  // namespace

std::string_view to_string(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::concern:
      return "concern";
    case Health::bad:
      return "bad";
  }
  HDIS_ASSERT(false);
}

Result<std::vector<Examination>> examine(const std::filesystem::path& folder,
                                         const Identity& identity, const Clock& clock) {
  const StoreLayout layout{std::filesystem::absolute(folder)};
  std::error_code ignored;
  // Where there is nothing, there is nothing to keep from anybody.
  Told told = Told::everything;
  if (std::filesystem::exists(layout.root, ignored)) {
    HDIS_CHECK(must_be_trusted(layout, identity));
    HDIS_TRY(allowed, may_be_told(layout, identity, clock));
    told = allowed;
  }
  Report report;
  examine_all(layout, identity, clock, report);
  auto examinations = std::move(report).take();
  return told == Told::everything ? std::move(examinations) : verdicts_of(std::move(examinations));
}

}  // namespace hdis::service
