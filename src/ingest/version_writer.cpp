#include "version_writer.hpp"

#include "hdis/core/date.hpp"
#include "hdis/duck/sql_text.hpp"

#include "derivation_expression.hpp"
#include "file_io.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::ingest {
namespace {

constexpr std::uint64_t bytes_of_a_writing_thread = 512ULL << 20U;

}  // namespace

Result<duck::Connection> open_workshop(const std::filesystem::path& folder,
                                       const Settings& settings) {
  HDIS_TRY(database, duck::Database::open({
                         {"memory_limit", fmt::format("{}KiB", settings.memory_bytes / 1024)},
                         {"threads", std::to_string(settings.threads)},
                         {"temp_directory", (folder / "spill").string()},
                         {"force_compression", "uncompressed"},
                         {"autoinstall_known_extensions", "false"},
                         {"autoload_known_extensions", "false"},
                     }));
  HDIS_TRY(connection, database.connect());
  // Small blocks: DuckDB fills one for each of some hundreds of columns at once. Small row groups: it keeps one in
  // memory for each thread.
  HDIS_CHECK(
      connection.execute(fmt::format("ATTACH {} AS staging (BLOCK_SIZE 16384, ROW_GROUP_SIZE 8192)",
                                     duck::quote_text((folder / "staging.duckdb").string()))));
  return std::move(connection);
}

Status prepare_writing(duck::Connection& connection, const Settings& settings) {
  const auto threads = std::clamp<std::uint64_t>(settings.memory_bytes / bytes_of_a_writing_thread,
                                                 1, std::max(settings.threads, 1U));
  return connection.execute(fmt::format("SET threads = {}", threads));
}

Status describe_part(Manifest& manifest, const std::filesystem::path& part,
                     const std::vector<const catalogue::Field*>& fields,
                     const std::stop_token& stop) {
  HDIS_CHECK(make_private(part));
  HDIS_CHECK(flush_file(part));
  HDIS_TRY(digest, digest_of_file(part, stop));
  manifest.files.push_back(
      {part.filename().string(), std::filesystem::file_size(part), digest.text()});
  for (const auto* field : fields) {
    manifest.columns.emplace_back(field->name, storage_type(*field));
  }
  manifest.taken_in_at = to_text(SystemClock().now());
  return {};
}

}  // namespace hdis::ingest
