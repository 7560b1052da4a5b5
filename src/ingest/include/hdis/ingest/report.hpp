#pragma once

#include "hdis/ingest/derive.hpp"
#include "hdis/ingest/ingest.hpp"

#include <string>

namespace hdis::ingest {

/// The report as a custodian reads it on a terminal: totals, reasons of rejections, then the fields of which there is
/// something to say.
[[nodiscard]] std::string to_text(const Report& report);

/// The whole report as a JSON object, with the names of the struct's members.
[[nodiscard]] std::string to_json(const Report& report);

/// What was derived, as a custodian reads it on a terminal: each year's version, then what is part of nothing and why.
[[nodiscard]] std::string to_text(const DerivedReport& report);

/// The same as a JSON object.
[[nodiscard]] std::string to_json(const DerivedReport& report);

}  // namespace hdis::ingest
