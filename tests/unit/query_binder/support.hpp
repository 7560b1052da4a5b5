#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/plan.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hdis::query::test {

/// The catalogue of the repository, loaded once.
const catalogue::Catalogue& shipped();

/// The text of a file.
std::string text_of(const std::filesystem::path& file);
/// The text of a file below tests/queries.
std::string query_file(const std::string& name);

/// The plan of a query that must be accepted.
Bound accepted(const std::string& text);
/// The error of a query that must not be.
Error rejected(const std::string& text);

/// `fingerprint` of a query that must be accepted.
std::string fingerprint_of(const std::string& text);
/// A query that must be accepted, written out again.
std::string rewritten(const std::string& text);

/// The rules of an error, or of the findings of an accepted query, in their order.
std::vector<std::string> rules_of(const Error& error);
std::vector<std::string> findings_of(const std::string& text);

/// The condition of the only population of `SELECT COUNT(*) FROM hes_apc_1718 WHERE condition`, written out;
/// "" if there is none.
std::string condition_of(const std::string& condition);

}  // namespace hdis::query::test
