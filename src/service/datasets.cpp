#include "hdis/service/datasets.hpp"

#include "hdis/governance/permissions.hpp"
#include "hdis/service/callers_file.hpp"

#include "case.hpp"
#include "config.hpp"
#include "derivations.hpp"
#include "files.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace hdis::service {
namespace {

using governance::Role;

constexpr std::size_t most_description_bytes = std::size_t{4} * 1024 * 1024;

bool may_see_rows(const governance::User& user) {
  return user.is(Role::administrator) || user.is(Role::auditor);
}

LoadedVersion view_of(const store::DataVersion& version, const governance::User& actor) {
  LoadedVersion view{version.version, to_text(version.taken_in_at), {}};
  if (may_see_rows(actor)) view.rows = version.rows;
  return view;
}

DatasetView view_of(const catalogue::Dataset& dataset, std::vector<store::DataVersion> versions,
                    const governance::User& actor) {
  DatasetView view{dataset.id.text(),
                   dataset.title,
                   dataset.row_unit,
                   dataset.description,
                   dataset.source,
                   dataset.fields.size(),
                   {}};
  std::erase_if(versions, [&](const auto& version) { return version.dataset != dataset.id; });
  std::ranges::sort(versions, [](const auto& a, const auto& b) {
    return a.year != b.year ? a.year < b.year : is_older_version(b.version, a.version);
  });
  for (const auto& version : versions) {
    if (view.years.empty() || view.years.back().year != version.year.label()) {
      view.years.push_back({version.year.label(), view_of(version, actor), {}});
    } else {
      view.years.back().older.push_back(view_of(version, actor));
    }
  }
  return view;
}

/// A name that is safe as that of a file in the store.
Result<std::filesystem::path> file_name(const std::filesystem::path& description) {
  const auto name = description.filename();
  if (name.extension() == ".yaml" && name.string().front() != '.') return name;
  return fail(ErrorCode::invalid_input, "dataset.file_name",
              fmt::format("{} is not the name of a description.", name.string()),
              "name the file after the dataset, ending in .yaml");
}

Result<FinancialYear> parse_year(const std::string& text) {
  if (const auto year = FinancialYear::parse(text)) return *year;
  return fail(ErrorCode::invalid_input, "dataset.year",
              fmt::format("\"{}\" is not a financial year.", text), "write it as 2017/18 or 1718");
}

Result<ingest::Delivery> read_delivery(const Workspace& workspace, const IngestInput& input) {
  const catalogue::DatasetId dataset(input.dataset);
  if (workspace.catalogue.dataset(dataset) == nullptr) {
    return fail(ErrorCode::not_found, "dataset.not_found",
                fmt::format("There is no dataset {} in the catalogue.", input.dataset),
                "see `hdis dataset list`, or add its description with `hdis dataset add`");
  }
  HDIS_TRY(year, parse_year(input.year));
  return ingest::Delivery{input.files, dataset, year, input.opt_outs};
}

std::vector<std::filesystem::path> named_files(const IngestInput& input) {
  auto files = input.files;
  if (input.opt_outs) files.push_back(*input.opt_outs);
  return files;
}

/// Records what was taken in, unless that was done before: a killed process may have written files without a record.
Status keep(Workspace& workspace, const ingest::Delivery& delivery, const ingest::Report& report,
            std::uint64_t most_rejected_percent) {
  return workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(known, writer.data_versions());
    const bool is_known = std::ranges::any_of(known, [&](const store::DataVersion& version) {
      return version.dataset == delivery.dataset && version.year == delivery.year &&
             version.version == report.version;
    });
    const auto subject = fmt::format("{} {} version {}", delivery.dataset.text(),
                                     delivery.year.label(), report.version);
    const audit::Details details{{"content_digest", report.content_digest},
                                 {"rows_read", std::to_string(report.rows_read)},
                                 {"rows_accepted", std::to_string(report.rows_accepted)},
                                 {"rows_rejected", std::to_string(report.rows_rejected)},
                                 {"rows_opted_out", std::to_string(report.rows_opted_out)},
                                 {"most_rejected_percent", std::to_string(most_rejected_percent)}};
    if (is_known) return writer.record(workspace.event("data.unchanged", subject, details));
    return writer.add({delivery.dataset, delivery.year, report.version, report.content_digest,
                       report.rows_accepted, workspace.now()},
                      workspace.event("data.taken_in", subject, details));
  });
}

/// The catalogue as it would be with `text` as the description `name`, or without any of that name. The new one is read last, so that
/// a defect is said of it and not of an older file. Errors: its defects; `unavailable`.
Result<catalogue::Catalogue> catalogue_with(const Workspace& workspace,
                                            const std::filesystem::path& name,
                                            const std::optional<std::string>& text) {
  namespace fs = std::filesystem;
  const StoreLayout trial{workspace.layout.root / ".trial"};
  HDIS_CHECK(make_private_folder(trial.root));
  auto loaded = [&]() -> Result<catalogue::Catalogue> {
    fs::copy(workspace.layout.catalogue(), trial.catalogue(), fs::copy_options::recursive);
    fs::remove(trial.catalogue() / "datasets" / name);
    if (!text) return load_catalogue(trial, workspace.config);
    const auto last = trial.root / "datasets" / name;
    HDIS_CHECK(make_private_folder(last.parent_path()));
    HDIS_CHECK(write_private_file(last, *text));
    return load_catalogue(trial, workspace.config, last);
  }();
  fs::remove_all(trial.root);
  return loaded;
}

/// Records a change of the custodian's files, with the catalogue that is now.
Status record_catalogue(Workspace& workspace, std::string action, const std::filesystem::path& name,
                        const Digest& digest) {
  HDIS_TRY(loaded, load_catalogue(workspace.layout, workspace.config));
  audit::Details details{{"digest", digest.text()}, {"catalogue", loaded.version().text()}};
  const auto event = workspace.event(std::move(action), name.string(), details);
  return workspace.store->write([&](store::Writer& writer) { return writer.record(event); });
}

/// Whether every dataset of which data are loaded is in `catalogue`.
Status must_hold_what_is_loaded(Workspace& workspace, const catalogue::Catalogue& catalogue) {
  HDIS_TRY(versions, workspace.reader().data_versions());
  for (const auto& version : versions) {
    if (catalogue.dataset(version.dataset) != nullptr) continue;
    return fail(ErrorCode::conflict, "dataset.loaded",
                fmt::format("Data of {} are loaded.", version.dataset.text()),
                "purge every version of them first (`hdis dataset purge`), or correct the "
                "description with `hdis dataset add --replace`");
  }
  return {};
}

}  // namespace

Result<std::vector<DatasetView>> list_datasets(Session& session) {
  auto& workspace = session.workspace();
  HDIS_TRY(actor, acting_user(workspace));
  HDIS_TRY(versions, workspace.reader().data_versions());
  std::vector<DatasetView> out;
  for (const auto& dataset : workspace.catalogue.datasets()) {
    out.push_back(view_of(dataset, versions, actor));
  }
  return out;
}

Status add_dataset(Session& session, const std::filesystem::path& description, Replace replace) {
  auto& workspace = session.workspace();
  return audited(workspace, "dataset.add", description.filename().string(), [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "add datasets"));
    HDIS_TRY(name, file_name(description));
    const auto target = workspace.layout.catalogue() / "datasets" / name;
    if (std::filesystem::exists(target) && replace == Replace::no) {
      return fail(ErrorCode::conflict, "dataset.exists",
                  fmt::format("A description {} is there already.", name.string()),
                  "to put this one in its place, add it with --replace");
    }
    HDIS_TRY(text, read_callers_file(description, workspace.identity, most_description_bytes));
    HDIS_TRY(loaded, catalogue_with(workspace, name, text));
    HDIS_CHECK(must_hold_what_is_loaded(workspace, loaded));
    const bool replaced = std::filesystem::exists(target);
    const auto before =
        replaced ? read_text_file(target, most_description_bytes) : Result<std::string>(text);
    if (!before) return fail(before.error());
    // The event is recorded only if the file is in its place, and the file stays only if that is recorded.
    HDIS_CHECK(write_private_file(target, text));
    auto status = record_catalogue(workspace, replaced ? "dataset.replaced" : "dataset.added", name,
                                   digest_of(text));
    if (!status && replaced) HDIS_CHECK(write_private_file(target, *before));
    if (!status && !replaced) std::filesystem::remove(target);
    return status;
  });
}

Status remove_dataset(Session& session, const std::string& file_name_to_remove) {
  auto& workspace = session.workspace();
  return audited(workspace, "dataset.remove", file_name_to_remove, [&]() -> Status {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(Role::administrator, actor, "remove datasets"));
    HDIS_TRY(name, file_name(file_name_to_remove));
    const auto target = workspace.layout.catalogue() / "datasets" / name;
    if (!std::filesystem::is_regular_file(target)) {
      return fail(ErrorCode::not_found, "dataset.no_description",
                  fmt::format("No description {} was added to this store.", name.string()),
                  "name the file as it was added; the custodian's own are in catalogue/datasets of "
                  "the store");
    }
    HDIS_TRY(loaded, catalogue_with(workspace, name, std::nullopt));
    HDIS_CHECK(must_hold_what_is_loaded(workspace, loaded));
    HDIS_TRY(before, read_text_file(target, most_description_bytes));
    std::filesystem::remove(target);
    auto status = record_catalogue(workspace, "dataset.removed", name, digest_of(before));
    if (!status) HDIS_CHECK(write_private_file(target, before));
    return status;
  });
}

Result<TakenIn> take_in(Session& session, const IngestInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "data.take_in", input.dataset + " " + input.year,
                 [&]() -> Result<TakenIn> {
                   HDIS_TRY(actor, acting_user(workspace));
                   HDIS_CHECK(governance::must_be(Role::administrator, actor, "take data in"));
                   HDIS_TRY(delivery, read_delivery(workspace, input));
                   HDIS_CHECK(must_be_callers_files(named_files(input), workspace.identity));

                   const auto most_rejected =
                       input.most_rejected_percent.value_or(workspace.config.most_rejected_percent);
                   auto settings = ingest_settings(workspace);
                   settings.most_rejected_percent = most_rejected;
                   HDIS_TRY(report, ingest::take_in(delivery, workspace.catalogue, settings,
                                                    input.progress, input.stop));
                   if (!report.version.empty())
                     HDIS_CHECK(keep(workspace, delivery, report, most_rejected));
                   TakenIn taken{std::move(report), {}};
                   if (taken.report.unchanged || input.deriving == Deriving::later) return taken;
                   HDIS_TRY(derived, derive_from(workspace, delivery.dataset, input.stop));
                   taken.derived = std::move(derived);
                   return taken;
                 });
}

}  // namespace hdis::service
