#include "hdis/core/assert.hpp"
#include "hdis/ingest/ingest.hpp"

#include "../../support/visits_catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using namespace hdis;
using namespace hdis::ingest;

/// Nothing but the lock and complete versions.
void check_clean(const fs::path& data_folder) {
  for (const auto& entry : fs::recursive_directory_iterator(data_folder)) {
    const std::string name = entry.path().filename().string();
    HDIS_ASSERT(!name.starts_with('.') || name == ".lock");
  }
  const auto versions = list_versions(data_folder);
  HDIS_ASSERT(versions);
  for (const auto& version : *versions) HDIS_ASSERT(verify(version));
}

}  // namespace

/// Any bytes are a delivery that is taken in, each row accounted for, or refused with reasons; either way
/// nothing is left but complete versions.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const testing::TemporaryFolder folder;
  Settings settings;
  settings.data_folder = folder.path() / "data";
  settings.person_key_file = folder.path() / "key";
  settings.memory_bytes = 128ULL << 20U;
  settings.threads = 1;
  HDIS_ASSERT(ensure_person_key(settings));
  const auto file = folder.path() / "delivery.csv";
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));

  const Delivery delivery{
      {file}, catalogue::DatasetId("visits"), *FinancialYear::parse("1718"), {}};
  const auto report = take_in(delivery, testing::visits_catalogue(), settings, {}, {});
  if (report) {
    HDIS_ASSERT(report->rows_read == report->rows_accepted + report->rows_rejected);
    HDIS_ASSERT(report->rows_accepted > 0);
  } else {
    HDIS_ASSERT(!report.error().reasons().empty());
  }
  check_clean(settings.data_folder);
  fs::remove_all(settings.data_folder);
  return 0;
}
