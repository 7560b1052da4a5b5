#include "bridge.hpp"

namespace hdis::duck {

duckdb_error_type type_of_text(std::string_view text) {
  if (text.starts_with("IO Error")) return DUCKDB_ERROR_IO;
  if (text.starts_with("Permission Error")) return DUCKDB_ERROR_PERMISSION;
  if (text.starts_with("Out of Memory Error")) return DUCKDB_ERROR_OUT_OF_MEMORY;
  if (text.starts_with("INTERRUPT Error")) return DUCKDB_ERROR_INTERRUPT;
  return DUCKDB_ERROR_INVALID;
}

Error make_error(duckdb_error_type type, const char* text, const EngineText& sink) {
  if (sink && text != nullptr) sink(text);
  const auto unavailable = [](const char* rule, const char* message, const char* suggestion) {
    return Error(ErrorCode::unavailable, Reason{rule, message, suggestion, std::nullopt});
  };
  switch (type) {
    case DUCKDB_ERROR_INTERRUPT:
      return {ErrorCode::cancelled,
              Reason{"duck.interrupted", "The database was told to stop.", "", std::nullopt}};
    case DUCKDB_ERROR_OUT_OF_MEMORY:
      return unavailable(
          "duck.out_of_memory", "The database needs more memory than it may use.",
          "Raise the memory limit, or make room on the disk for its temporary files.");
    case DUCKDB_ERROR_IO:
      return unavailable(
          "duck.io", "The database could not read or write a file.",
          "Check that the files exist, that they may be read, and that the disk is not full.");
    case DUCKDB_ERROR_PERMISSION:
      return unavailable("duck.not_permitted", "The database is not permitted to do this.", "");
    case DUCKDB_ERROR_SETTINGS:
      return unavailable("duck.setting", "The database does not take one of its settings.", "");
    default:
      return unavailable("duck.failed", "The database could not carry out a statement.", "");
  }
}

}  // namespace hdis::duck
