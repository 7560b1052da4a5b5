#pragma once

#include "hdis/core/result.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/ingest/cleaner.hpp"
#include "hdis/ingest/ingest.hpp"
#include "hdis/ingest/pseudonym.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hdis::ingest {

/// Pseudonyms, sorted: 16 bytes each, so that a national list of five million takes 80 MB.
using Pseudonyms = std::vector<PseudonymKey::Pseudonym>;

[[nodiscard]] bool contains(const Pseudonyms& sorted, const PseudonymKey::Pseudonym& pseudonym);

/// The pseudonyms of the persons in a list: one identifier a line, as it is delivered in the person key,
/// cleaned by the rules of that field. Empty lines count for nothing.
///
/// Errors: `unavailable` if the list cannot be read: a delivery is never taken in without it.
[[nodiscard]] Result<Pseudonyms> read_opt_outs(const std::filesystem::path& list,
                                               const Cleaner& person_key);

/// The records of `people` in the files of another dataset: the values of `key` where `person` is one of them.
[[nodiscard]] Result<Pseudonyms> records_of(duck::Connection& connection,
                                            const StoredVersion& stored, const std::string& key,
                                            const std::string& person, Pseudonyms people);

}  // namespace hdis::ingest
