#include "hdis/governance/permissions.hpp"
#include "hdis/service/datasets.hpp"

#include "case.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

/// A version of a dataset and year, named but perhaps not there.
struct Named {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;

  [[nodiscard]] std::string subject() const {
    return fmt::format("{} {} version {}", dataset.text(), year.label(), version);
  }
};

Result<Named> read(const PurgeInput& input) {
  const auto year = FinancialYear::parse(input.year);
  if (!year) {
    return fail(ErrorCode::invalid_input, "dataset.year",
                fmt::format("\"{}\" is not a financial year.", input.year),
                "write it as 2017/18 or 1718");
  }
  if (input.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    return fail(ErrorCode::invalid_input, "data.reason", "A purge needs a reason.",
                "say why the version goes, with --reason; it is recorded");
  }
  return Named{catalogue::DatasetId(input.dataset), *year, input.version};
}

/// The versions of `named`'s dataset and year that are recorded, oldest first.
Result<std::vector<store::DataVersion>> versions_of(store::Reader& reader, const Named& named) {
  HDIS_TRY(all, reader.data_versions());
  std::erase_if(all, [&](const store::DataVersion& version) {
    return version.dataset != named.dataset || version.year != named.year;
  });
  std::ranges::sort(
      all, [](const auto& a, const auto& b) { return is_older_version(a.version, b.version); });
  return std::move(all);
}

Status may_go(const Named& named, const std::vector<store::DataVersion>& recorded,
              Current current) {
  if (current == Current::purge || recorded.empty()) return {};
  if (recorded.back().version != named.version) return {};
  return fail(
      ErrorCode::conflict, "data.current",
      fmt::format("{} is the version that is asked.", named.subject()),
      recorded.size() == 1
          ? "with --current it goes all the same, and nobody can ask this year any more"
          : fmt::format("with --current it goes all the same, and version {} is asked again",
                        recorded[recorded.size() - 2].version));
}

/// Records that the version goes. One that has files without a record, as a killed process leaves them, gets the event alone.
Result<std::optional<std::string>> record(Workspace& workspace, store::Writer& writer,
                                          const Named& named, const PurgeInput& input) {
  HDIS_TRY(recorded, versions_of(writer, named));
  HDIS_CHECK(may_go(named, recorded, input.current));
  const auto found = std::ranges::find(recorded, named.version, &store::DataVersion::version);
  const auto digest = found == recorded.end() ? std::string() : found->content_digest;
  const auto event = workspace.event("data.purged", named.subject(),
                                     {{"reason", input.reason}, {"content_digest", digest}});
  if (found == recorded.end()) {
    HDIS_CHECK(writer.record(event));
  } else {
    HDIS_CHECK(writer.remove(*found, event));
    recorded.erase(found);
  }
  if (recorded.empty()) return std::nullopt;
  return recorded.back().version;
}

bool has_files(const std::vector<ingest::StoredVersion>& stored, const Named& named) {
  return std::ranges::any_of(stored, [&](const ingest::StoredVersion& version) {
    return version.dataset == named.dataset && version.year == named.year &&
           version.version == named.version;
  });
}

/// Whether there is anything to purge: files, or the record of some that are lost. Errors: `not_found`.
Result<bool> find_files(Workspace& workspace, const Named& named) {
  HDIS_TRY(stored, ingest::list_versions(workspace.layout.data()));
  HDIS_TRY(recorded, versions_of(workspace.reader(), named));
  const bool files = has_files(stored, named);
  const bool known = std::ranges::any_of(
      recorded, [&](const auto& version) { return version.version == named.version; });
  if (files || known) return files;
  return fail(ErrorCode::not_found, "data.no_version",
              fmt::format("There is no {}.", named.subject()),
              fmt::format("see `hdis dataset show {}`", named.dataset.text()));
}

/// The versions of `stored` that were made of `subject`.
std::vector<std::string> made_of(const std::vector<ingest::StoredVersion>& stored,
                                 const std::string& subject) {
  std::vector<std::string> found;
  for (const auto& version : stored) {
    const bool named = std::ranges::find(version.made_of, subject) != version.made_of.end();
    if (named) found.push_back(ingest::in_words(version));
  }
  return found;
}

}  // namespace

Result<Purged> purge(Session& session, const PurgeInput& input) {
  auto& workspace = session.workspace();
  const auto subject = fmt::format("{} {} version {}", input.dataset, input.year, input.version);
  return audited(workspace, "data.purge", subject, [&]() -> Result<Purged> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(governance::Role::administrator, actor, "purge data"));
    HDIS_TRY(named, read(input));
    HDIS_TRY(files, find_files(workspace, named));
    HDIS_TRY(counts,
             in_transaction<std::optional<std::string>>(workspace, [&](store::Writer& writer) {
               return record(workspace, writer, named, input);
             }));
    if (files) {
      HDIS_CHECK(ingest::purge(workspace.layout.data(), named.dataset, named.year, named.version));
    }
    HDIS_TRY(left, ingest::list_versions(workspace.layout.data()));
    return Purged{named.subject(), std::move(counts), made_of(left, named.subject())};
  });
}

}  // namespace hdis::service
