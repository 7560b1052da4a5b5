#include "context.hpp"

#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"
#include "hdis/service/callers_file.hpp"
#include "hdis/service/identity.hpp"
#include "hdis/service/store_folder.hpp"

#include "print.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace hdis::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_text = 16U << 20U;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

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

namespace {

bool colour(const Context& context, bool terminal) {
  return terminal && !context.json && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

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
  // Through sudo the caller does not choose where the process reads, by an environment no more than by an option.
  const auto caller = service::identity_of_process();
  const bool may_choose = caller && !service::lends_rights(*caller);
  if (const std::string named = environment("HDIS_CATALOGUE"); may_choose && !named.empty())
    return named;
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
  HDIS_TRY(caller, service::identity_of_process());
  HDIS_TRY(config, service::open_folder(layout, caller));
  return service::load_catalogue(layout, config);
}

Result<std::string> read_text(const Context& context, const std::string& file) {
  std::string text;
  if (file != "-") {
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) {
      return fail(ErrorCode::not_found, "cli.file",
                  fmt::format("\"{}\" is a folder, not a file.", file), "Name a file in it.");
    }
    HDIS_TRY(caller, service::identity_of_process());
    HDIS_TRY(read, service::read_callers_file(file, caller, largest_text));
    text = std::move(read);
  } else {
    text.resize(largest_text + 1);
    context.to.in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(context.to.in.gcount()));
    if (text.size() > largest_text) {
      return fail(ErrorCode::invalid_input, "cli.file_too_large",
                  "What came on standard input is longer than 16 MiB.", "Send a shorter one.");
    }
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::invalid_input, "cli.utf16",
                fmt::format("The file \"{}\" is UTF-16, and UTF-8 is read.", file),
                "Save it as UTF-8 (in Notepad: Save as, Encoding).");
  }
  return text;
}

bool through_sudo() {
  const auto caller = service::identity_of_process();
  return caller && service::lends_rights(*caller);
}

std::string id_of(const std::string& typed, char kind) {
  constexpr std::size_t digits = 6;
  const std::string upper = to_upper(typed);
  const bool is_one = upper.size() > 2 && upper[0] == kind && upper[1] == '-' &&
                      upper.find_first_not_of("0123456789", 2) == std::string::npos;
  if (!is_one) return typed;
  const std::size_t first = std::min(upper.find_first_not_of('0', 2), upper.size() - 1);
  const std::string number = upper.substr(first);
  const std::string zeros(digits - std::min(digits, number.size()), '0');
  return upper.substr(0, 2) + zeros + number;
}

Status write_text(const Context& context, const std::string& file, const std::string& bytes) {
  if (file.empty() || file == "-") {
    context.to.out << bytes;
    return {};
  }
  HDIS_TRY(caller, service::identity_of_process());
  return service::write_callers_file(file, caller, bytes);
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
  context.to.out << visible_json(boost::json::serialize(value)) << '\n';
}

int report(const Context& context, const Error& error, const std::string& about) {
  return report(context, error, [&](const Reason&) { return about; });
}

int report(const Context& context, const Error& error,
           const std::function<std::string(const Reason&)>& about) {
  if (context.json) {
    print(context, to_json(error));
    return exit_code(error.code());
  }
  const bool coloured = colour(context, context.to.err_is_terminal);
  for (const Reason& reason : error.reasons()) {
    std::string place = in_line(about(reason));
    if (reason.where)
      place += fmt::format("{}{}:{}", place.empty() ? "line " : ":", reason.where->line,
                           reason.where->column);
    if (!place.empty()) place += ": ";
    print(context.to.err, "{}{}{}{} [{}]\n", place, coloured ? alarm_mark : "",
          indented(reason.message, "  "), coloured ? end_mark : "", reason.rule);
    if (!reason.suggestion.empty())
      print(context.to.err, "  What to do: {}\n", indented(reason.suggestion, "  "));
  }
  return exit_code(error.code());
}

std::string table_number(std::size_t index, std::size_t of) {
  return of == 1 ? "" : fmt::format("Table {} of {}: ", index + 1, of);
}

std::string bold(const Context& context, const std::string& text) {
  return colour(context, context.to.out_is_terminal)
             ? std::string(bold_mark) + text + std::string(end_mark)
             : text;
}

}  // namespace hdis::cli
