#include "context.hpp"

#include "hdis/service/callers_file.hpp"
#include "hdis/service/identity.hpp"
#include "hdis/service/store_folder.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

namespace hdis::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_text = 16U << 20U;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
    case ErrorCode::refused:
      return 2;
    case ErrorCode::not_permitted:
      return 3;
    case ErrorCode::not_found:
      return 4;
    case ErrorCode::conflict:
      return 5;
    case ErrorCode::withheld:
      return 6;
    case ErrorCode::timed_out:
    case ErrorCode::cancelled:
      return 7;
    case ErrorCode::corrupt:
      return 8;
    case ErrorCode::unavailable:
      break;
  }
  return 1;
}

bool colour(const Context& context, bool terminal) {
  return terminal && !context.json && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

// Whether the process has the rights of another account than its caller's.
bool through_sudo(const service::Identity& caller) { return caller.uid != ::geteuid(); }

// Keeps the lines of a suggestion (it may be a whole query) under one another.
std::string indented(const std::string& text, const std::string& by) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += by;
  }
  return out;
}

}  // namespace

fs::path Context::store() const {
  if (!store_option.empty()) return store_option;
  return "hdis-store";
}

fs::path catalogue_folder() {
  if (const std::string named = environment("HDIS_CATALOGUE"); !named.empty()) return named;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  fs::path installed = program.parent_path().parent_path() / "share" / "openhdis" / "catalogue";
  if (fs::is_directory(installed, ignored)) return installed;
  return HDIS_SOURCE_CATALOGUE;
}

Status must_not_name_a_store(const Context& context) {
  if (context.store_option.empty()) return {};
  return fail(ErrorCode::not_found, "store.not_found",
              fmt::format("There is no store in {}, or it is not yours to read.",
                          fs::absolute(context.store()).string()),
              "Name another folder with --store or HDIS_STORE, make a store with `hdis init`, or "
              "leave both out to ask the catalogue that comes with the program.");
}

Result<catalogue::Catalogue> load_catalogue(const Context& context) {
  const service::StoreLayout layout{fs::absolute(context.store())};
  std::error_code ignored;
  if (!fs::exists(layout.config(), ignored)) {
    HDIS_CHECK(must_not_name_a_store(context));
    return catalogue::Catalogue::load(catalogue_folder());
  }
  HDIS_TRY(config, service::read_config(layout));
  return service::load_catalogue(layout, config);
}

Result<std::string> read_text(const Context& context, const std::string& file) {
  if (file != "-") {
    // Through sudo the process may read more than its caller: then only the caller's own files are read.
    HDIS_TRY(caller, service::identity_of_process(fs::absolute(context.store())));
    if (through_sudo(caller)) return service::read_callers_file(file, caller, largest_text);
  }
  std::ifstream stream;
  if (file != "-") {
    stream.open(file, std::ios::binary);
    if (!stream || fs::is_directory(file)) {
      return fail(ErrorCode::not_found, "cli.file",
                  fmt::format("The file \"{}\" cannot be read.", file),
                  "Check its name and your permission to read it; \"-\" reads standard input.");
    }
  }
  std::istream& from = file == "-" ? context.to.in : stream;
  std::string text(largest_text + 1, '\0');
  from.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(from.gcount()));
  if (text.size() > largest_text) {
    return fail(ErrorCode::invalid_input, "cli.file_too_large",
                fmt::format("The file \"{}\" is larger than 16 MiB.", file), "Name a smaller one.");
  }
  return text;
}

Status write_text(const Context& context, const std::string& file, const std::string& bytes) {
  if (file.empty() || file == "-") {
    context.to.out << bytes;
    return {};
  }
  HDIS_TRY(caller, service::identity_of_process(fs::absolute(context.store())));
  if (through_sudo(caller)) {
    return fail(ErrorCode::not_permitted, "cli.write_through_sudo",
                "Through sudo the file would be written as the owner of the store, not as you.",
                fmt::format("Leave --to out and write  > {}  behind the command.", file));
  }
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << bytes;
  stream.close();
  if (!stream) {
    return fail(ErrorCode::unavailable, "cli.write",
                fmt::format("The file \"{}\" cannot be written.", file),
                "Check the folder, its permissions and the space on the disk.");
  }
  return {};
}

boost::json::object to_json(const Reason& reason) {
  boost::json::object out{
      {"rule", reason.rule}, {"message", reason.message}, {"suggestion", reason.suggestion}};
  if (reason.where) {
    out["line"] = reason.where->line;
    out["column"] = reason.where->column;
  }
  return out;
}

boost::json::object to_json(const Error& error) {
  boost::json::array reasons;
  for (const Reason& reason : error.reasons()) reasons.push_back(to_json(reason));
  return {{"error", boost::json::object{{"code", to_string(error.code())},
                                        {"reasons", std::move(reasons)}}}};
}

void print(const Context& context, const boost::json::value& value) {
  context.to.out << boost::json::serialize(value) << '\n';
}

int report(const Context& context, const Error& error, const std::string& about) {
  if (context.json) {
    print(context, to_json(error));
    return exit_code(error.code());
  }
  const bool coloured = colour(context, context.to.err_is_terminal);
  for (const Reason& reason : error.reasons()) {
    std::string place = about;
    if (reason.where)
      place += fmt::format("{}{}:{}", place.empty() ? "line " : ":", reason.where->line,
                           reason.where->column);
    if (!place.empty()) place += ": ";
    fmt::print(context.to.err, "{}{}{}{} [{}]\n", place, coloured ? "\x1b[1;31m" : "",
               indented(reason.message, "  "), coloured ? "\x1b[0m" : "", reason.rule);
    if (!reason.suggestion.empty())
      fmt::print(context.to.err, "  What to do: {}\n", indented(reason.suggestion, "  "));
  }
  return exit_code(error.code());
}

std::string bold(const Context& context, const std::string& text) {
  return colour(context, context.to.out_is_terminal) ? "\x1b[1m" + text + "\x1b[0m" : text;
}

}  // namespace hdis::cli
