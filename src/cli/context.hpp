#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/cli/program.hpp"
#include "hdis/core/result.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace hdis::cli {

/// What every command is given: the options that stand before or after any command, and where to write.
struct Context {
  Surroundings to;        ///< Its streams show what a terminal would obey (terminal.hpp).
  std::ostream& drawing;  ///< Beneath the error stream: for progress bars, which move the cursor.
  bool json = false;
  std::string store_option;  ///< --store, or HDIS_STORE; "" if neither.
  std::string act_as;        ///< --as; "" if not given.

  /// The store's folder: --store, else HDIS_STORE, else ./hdis-store.
  [[nodiscard]] std::filesystem::path store() const;
};

/// The folder of the catalogue that comes with the program: HDIS_CATALOGUE (not through sudo), else beside the installed program, else in the
/// source tree that it was built from.
[[nodiscard]] std::filesystem::path catalogue_folder();

/// For commands that do without a store, where there is none: fine, unless --store or HDIS_STORE names one. Errors: `not_found`.
[[nodiscard]] Status must_not_name_a_store(const Context& context);

/// The catalogue of the store with the custodian's additions; the program's own where no store is named and ./hdis-store is none.
/// Errors: `not_found` if a store is named and is none.
[[nodiscard]] Result<catalogue::Catalogue> load_catalogue(const Context& context);

/// The whole of a text file of whoever runs the program; "-" is standard input. At most 16 MiB. Errors: `not_found`, `invalid_input`;
/// `not_permitted` for the file of somebody else, where the program runs through sudo.
[[nodiscard]] Result<std::string> read_text(const Context& context, const std::string& file);

/// Whether the program runs with the rights of the store's owner for somebody else.
[[nodiscard]] bool through_sudo();

/// What somebody typed as the number of a request (`kind` R) or an output (O), as the store writes it: "r-1" is "R-000001". What is no
/// such number stays as it is.
[[nodiscard]] std::string id_of(const std::string& typed, char kind);

/// Writes a text to a file; "" and "-" are the output. Errors: `unavailable`; `not_permitted` where the program runs through sudo, so that
/// nobody overwrites files with the rights of the store's owner.
[[nodiscard]] Status write_text(const Context& context, const std::string& file,
                                const std::string& bytes);

/// With what the program ends after such an error: see `run`.
[[nodiscard]] int exit_code(ErrorCode code);

/// Prints why something was not done (as JSON on the output with --json, otherwise in words on the error stream) and returns
/// the exit code for it. `about` is the file or thing it is about; may be "".
int report(const Context& context, const Error& error, const std::string& about = {});

/// The same where reasons are about different files: `about` says which.
int report(const Context& context, const Error& error,
           const std::function<std::string(const Reason&)>& about);

/// The one JSON shape of an error: {"error": {"code", "reasons": [{"rule", "message", "suggestion", "line", "column"}]}}.
[[nodiscard]] boost::json::object to_json(const Error& error);
[[nodiscard]] boost::json::object to_json(const Reason& reason);

/// Prints one JSON value and a line end.
void print(const Context& context, const boost::json::value& value);

/// "Table 1 of 2: " before what table `index` (from 0) of several is; "" for the only one.
[[nodiscard]] std::string table_number(std::size_t index, std::size_t of);

/// `text` in bold, where the output is a terminal that shows colour.
[[nodiscard]] std::string bold(const Context& context, const std::string& text);

}  // namespace hdis::cli
