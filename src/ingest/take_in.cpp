#include "hdis/core/text.hpp"
#include "hdis/ingest/ingest.hpp"

#include "intake.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace hdis::ingest {
namespace {

namespace fs = std::filesystem;

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto relative = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(folder));
  return !relative.empty() && *relative.begin() != "..";
}

Status check_key_place(const Settings& settings) {
  if (!is_inside(settings.person_key_file, settings.data_folder)) return {};
  return fail(ErrorCode::invalid_input, "ingest.key_place",
              fmt::format("The person key '{}' lies inside the data folder.",
                          settings.person_key_file.string()),
              "Keep it elsewhere, so that a copy of the data is not a copy of the key.");
}

std::string known_datasets(const catalogue::Catalogue& catalogue) {
  std::string names;
  for (const auto& dataset : catalogue.datasets())
    names += (names.empty() ? "" : ", ") + dataset.id.text();
  return names;
}

}  // namespace

Result<Report> take_in(const Delivery& delivery, const catalogue::Catalogue& catalogue,
                       const Settings& settings, const std::function<void(double)>& progress,
                       std::stop_token stop) {
  const auto* dataset = catalogue.dataset(delivery.dataset);
  if (dataset == nullptr) {
    return fail(ErrorCode::not_found, "ingest.no_dataset",
                fmt::format("The catalogue has no dataset '{}'.", delivery.dataset.text()),
                fmt::format("It has: {}.", known_datasets(catalogue)));
  }
  if (dataset->derived_from) {
    return fail(
        ErrorCode::invalid_input, "ingest.derived",
        fmt::format("{} is not delivered: it is made from {}.", to_upper(dataset->id.text()),
                    to_upper(dataset->derived_from->from.text())),
        fmt::format("Take in {}, or: hdis dataset derive {}",
                    to_upper(dataset->derived_from->from.text()), dataset->id.text()));
  }
  HDIS_CHECK(check_key_place(settings));
  HDIS_TRY(key, PseudonymKey::read(settings.person_key_file));
  HDIS_TRY(lock, StoreLock::acquire(settings.data_folder, stop));
  static_cast<void>(lock);
  HDIS_CHECK(remove_leftovers(settings.data_folder));
  Stages stages(progress, std::move(stop));
  HDIS_CHECK(stages.reach(0));
  return Intake(delivery, catalogue, settings, *dataset, std::move(key), stages).run();
}

Status ensure_person_key(const Settings& settings) {
  HDIS_CHECK(check_key_place(settings));
  std::error_code error;
  if (!fs::exists(settings.person_key_file, error))
    return PseudonymKey::create(settings.person_key_file);
  const auto key = PseudonymKey::read(settings.person_key_file);
  if (!key) return fail(key.error());
  return {};
}

}  // namespace hdis::ingest
