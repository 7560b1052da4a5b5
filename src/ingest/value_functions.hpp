#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/duck/database.hpp"

#include <string>

namespace hdis::ingest {

/// Makes known to `connection` what the derivations of `dataset` take from the catalogue: tables of values, groups of
/// codes, code lists. `catalogue` must outlive the connection.
[[nodiscard]] Status add_value_functions(duck::Connection& connection,
                                         const catalogue::Dataset& dataset,
                                         const catalogue::Catalogue& catalogue);

// The names under which these functions are known, for derivations of that kind.
[[nodiscard]] std::string band_function(const catalogue::Derivation& derivation);
[[nodiscard]] std::string table_function(const catalogue::Derivation& derivation);
[[nodiscard]] std::string code_list_function(const catalogue::Derivation& derivation);
[[nodiscard]] std::string group_function(const catalogue::Dataset& dataset,
                                         const catalogue::Derivation& derivation);

/// A call of a function with one argument, in SQL.
[[nodiscard]] std::string call(const std::string& function, const std::string& argument);

/// The financial year of a date, in SQL: 1718.
[[nodiscard]] std::string financial_year_of(const std::string& date);

/// Whether one of `codes` (with commas between them) is of the list.
[[nodiscard]] bool holds_code(const catalogue::CodeList& list, std::string_view codes);

/// The value of the band in which `number` lies; empty below the first.
[[nodiscard]] std::string_view band_of(const catalogue::ValueTable& table, double number);

}  // namespace hdis::ingest
