#include "derivations.hpp"

#include "hdis/governance/permissions.hpp"
#include "hdis/service/datasets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hdis::service {
namespace {

std::string in_words(const std::vector<std::pair<std::string, std::uint64_t>>& left_out) {
  std::string text;
  for (const auto& [reason, records] : left_out) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", reason, records);
  }
  return text;
}

/// Records one year, unless it is known: a killed process may have written files without a record.
Status keep(Workspace& workspace, store::Writer& writer,
            const std::vector<store::DataVersion>& known, const ingest::DerivedReport& report,
            const ingest::DerivedYear& year) {
  const catalogue::DatasetId dataset(report.dataset);
  const bool is_known = std::ranges::any_of(known, [&](const store::DataVersion& version) {
    return version.dataset == dataset && version.year == year.year &&
           version.version == year.version;
  });
  if (is_known) return {};
  const audit::Details details{{"content_digest", year.content_digest},
                               {"function", report.function},
                               {"made_of", fmt::format("{}", fmt::join(report.made_of, "; "))},
                               {"rows", std::to_string(year.rows)},
                               {"left_out", in_words(report.left_out)}};
  const auto subject =
      fmt::format("{} {} version {}", report.dataset, year.year.label(), year.version);
  return writer.add(
      {dataset, year.year, year.version, year.content_digest, year.rows, workspace.now()},
      workspace.event("data.derived", subject, details));
}

Result<ingest::DerivedReport> derive_one(Workspace& workspace, const catalogue::DatasetId& dataset,
                                         const std::function<void(double)>& progress,
                                         const std::stop_token& stop) {
  HDIS_TRY(report, ingest::derive(dataset, workspace.catalogue, ingest_settings(workspace),
                                  progress, stop));
  const auto kept = workspace.store->write([&](store::Writer& writer) -> Status {
    HDIS_TRY(known, writer.data_versions());
    for (const auto& year : report.years) HDIS_CHECK(keep(workspace, writer, known, report, year));
    return {};
  });
  if (!kept) return fail(kept.error());
  return std::move(report);
}

}  // namespace

ingest::Settings ingest_settings(const Workspace& workspace) {
  return {workspace.layout.data(), workspace.config.person_key(),
          workspace.config.memory_mib << 20U, workspace.config.threads,
          workspace.config.most_rejected_percent};
}

Result<std::vector<ingest::DerivedReport>> derive_from(Workspace& workspace,
                                                       const catalogue::DatasetId& source,
                                                       const std::stop_token& stop) {
  std::vector<ingest::DerivedReport> reports;
  for (const auto& dataset : workspace.catalogue.datasets()) {
    if (!dataset.derived_from || dataset.derived_from->from != source) continue;
    auto report = derive_one(workspace, dataset.id, {}, stop);
    if (!report) {
      std::vector<Reason> reasons{
          {"data.not_derived",
           fmt::format("The delivery was taken in, but {} could not be made of it.",
                       dataset.id.text()),
           fmt::format("when the reason is gone: hdis dataset derive {}", dataset.id.text()),
           {}}};
      const auto& why = report.error().reasons();
      reasons.insert(reasons.end(), why.begin(), why.end());
      return fail(Error(report.error().code(), std::move(reasons)));
    }
    reports.push_back(*std::move(report));
  }
  return reports;
}

Result<ingest::DerivedReport> derive(Session& session, const DeriveInput& input) {
  auto& workspace = session.workspace();
  return audited(workspace, "data.derive", input.dataset, [&]() -> Result<ingest::DerivedReport> {
    HDIS_TRY(actor, acting_user(workspace));
    HDIS_CHECK(governance::must_be(governance::Role::administrator, actor, "derive data"));
    return derive_one(workspace, catalogue::DatasetId(input.dataset), input.progress, input.stop);
  });
}

}  // namespace hdis::service
