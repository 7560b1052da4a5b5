#include "manifest.hpp"

#include "file_io.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace hdis::ingest {
namespace {

namespace json = boost::json;

constexpr std::int64_t format_version = 1;
constexpr std::size_t largest_manifest = std::size_t{16} << 20U;

json::object totals_of(const Report& report) {
  return {{"rows_read", report.rows_read},
          {"rows_accepted", report.rows_accepted},
          {"rows_rejected", report.rows_rejected},
          {"rows_opted_out", report.rows_opted_out}};
}

std::string text_of(const json::object& object, const char* name) {
  return json::value_to<std::string>(object.at(name));
}

std::uint64_t number_of(const json::object& object, const char* name) {
  return json::value_to<std::uint64_t>(object.at(name));
}

/// Throws what Boost.JSON throws if something is missing or of another type.
Manifest manifest_of(const json::object& object) {
  Manifest manifest;
  manifest.report.dataset = text_of(object, "dataset");
  manifest.report.year = text_of(object, "year");
  manifest.report.version = text_of(object, "version");
  manifest.report.content_digest = text_of(object, "content_digest");
  manifest.definition_digest = text_of(object, "definition_digest");
  manifest.taken_in_at = text_of(object, "taken_in_at");
  const auto& totals = object.at("totals").as_object();
  manifest.report.rows_read = number_of(totals, "rows_read");
  manifest.report.rows_accepted = number_of(totals, "rows_accepted");
  manifest.report.rows_rejected = number_of(totals, "rows_rejected");
  manifest.report.rows_opted_out = number_of(totals, "rows_opted_out");
  for (const auto& each : object.at("columns").as_array()) {
    const auto& column = each.as_object();
    manifest.columns.emplace_back(text_of(column, "name"), text_of(column, "type"));
  }
  for (const auto& each : object.at("files").as_array()) {
    const auto& file = each.as_object();
    manifest.files.push_back(
        {text_of(file, "name"), number_of(file, "bytes"), text_of(file, "digest")});
  }
  if (const auto* lineage = object.if_contains("made_of")) {
    manifest.lineage = json::value_to<std::vector<std::string>>(*lineage);
  }
  return manifest;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  json::array columns;
  for (const auto& [name, type] : manifest.columns)
    columns.push_back({{"name", name}, {"type", type}});
  json::array files;
  for (const auto& file : manifest.files) {
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"digest", file.digest}});
  }
  json::object object{{"format", format_version},
                      {"dataset", manifest.report.dataset},
                      {"year", manifest.report.year},
                      {"version", manifest.report.version},
                      {"content_digest", manifest.report.content_digest},
                      {"definition_digest", manifest.definition_digest},
                      {"taken_in_at", manifest.taken_in_at},
                      {"totals", totals_of(manifest.report)},
                      {"columns", std::move(columns)},
                      {"files", std::move(files)}};
  if (!manifest.lineage.empty()) object["made_of"] = json::value_from(manifest.lineage);
  return json::serialize(object) + "\n";
}

Result<Manifest> read_manifest(const std::filesystem::path& file) {
  HDIS_TRY(text, read_file(file, largest_manifest));
  try {
    const auto value = json::parse(text);
    if (value.as_object().at("format").as_int64() == format_version)
      return manifest_of(value.as_object());
  } catch (const std::exception&) {  // Boost.JSON's: said in our words below.
  }
  return fail(
      ErrorCode::corrupt, "ingest.manifest",
      fmt::format("'{}' is not a manifest of this version of the program.", file.string()),
      "Restore the folder from a copy, or purge this version and take the delivery in again.");
}

}  // namespace hdis::ingest
