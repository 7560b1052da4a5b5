#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/assert.hpp"

#include "../../support/temporary_folder.hpp"
#include "temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace hdis::testing {

/// A small dataset with a field for every rule of cleaning.
inline const std::string visits_yaml = R"yaml(
id: visits
title: Visits
row_unit: visit
description: Invented.
table_names: [visits]
person_key: PERSON
year_field: FYEAR
sort_by: [VISIT]
unique_key: [VISIT]
version: "1"
source: Invented
licence: CC0 1.0
sources:
  spec: Invented
code_systems:
  - {id: closed_code, title: Closed, closed: true, codes: {"01": One, "02": Two, "X": Letter}}
  - {id: open_code, title: Open, closed: false, codes: {"22": Twenty-two, "05": Five}}
fields:
  - {name: VISIT, type: text, class: record_key, width: 12, label: Visit, source: spec, description: Visit., missing: [{raw: "0", kind: not_applicable}]}
  - {name: NUMBER_KEY, type: integer, class: record_key, width: 14, label: Key, source: spec, description: Key.}
  - {name: NAME_KEY, type: text, class: record_key, label: Key, source: spec, description: Key without a length.}
  - {name: PERSON, type: text, class: person_key, width: 12, label: Person, source: spec, description: Person.}
  - {name: FYEAR, type: text, class: dimension, width: 4, label: Year, source: spec, description: Year.}
  - {name: STAY, type: integer, class: measure, unit: days, range: [0, 29200], label: Stay, source: spec, description: Stay.,
     missing: [{raw: "9998", kind: not_applicable}, {raw: "99999", kind: not_known, keep: true}]}
  - {name: AGE, type: integer, class: dimension, detail: fine, unit: years, range: [0, 7007], convention: hes_age, label: Age, source: spec, description: Age.}
  - {name: COST, type: decimal, class: measure, unit: pounds, range: [0, 1000], label: Cost, source: spec, description: Cost., missing: [{raw: "999", kind: not_known}]}
  - {name: DAY, type: date, class: date, grain: month, label: Day, source: spec, description: Day.,
     missing: [{raw: "1800-01-01", kind: "null"}, {raw: "1801-01-01", kind: invalid}, {raw: "1802-01-01", kind: invalid}, {raw: "1600-01-01", kind: "null"}, {raw: "1582-10-15", kind: "null"}]}
  - {name: HOUR, type: time, class: dimension, detail: banded_only, width: 4, label: Hour, source: spec, description: Hour., missing: [{raw: "3000", kind: invalid}, {raw: "4000", kind: "null"}]}
  - {name: CLOSED, type: text, class: dimension, codes: closed_code, width: 2, label: Code, source: spec, description: Code.,
     missing: [{raw: "99", kind: not_known, keep: true}, {raw: "09", kind: not_applicable}]}
  - {name: OPEN, type: text, class: dimension, codes: open_code, width: 2, label: Code, source: spec, description: Code.}
  - {name: WORD, type: text, class: dimension, width: 4, label: Word, source: spec, description: Word without codes., missing: [{raw: "-", kind: not_applicable}]}
  - {name: SHORT, type: text, class: dimension, width: 3, label: Short, source: spec, description: Short., derivation: {function: first_characters, inputs: [WORD, 3]}}
  - {name: "PROC_{nn}", repeat: 2, type: text, class: dimension, width: 4, label: "Procedure {n}", source: spec, description: "Procedure {n}.",
     missing: [{raw: "&", kind: not_known}, {raw: "-", kind: not_applicable, keep: true}]}
  - {name: PROC_CONCAT, type: text, class: dimension, detail: never, list: true, label: Procedures, source: spec, description: Procedures., derivation: {function: concat, inputs: [PROC]}}
)yaml";

inline const catalogue::Catalogue& visits_catalogue() {
  static const auto loaded = [] {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "datasets");
    std::ofstream(folder.path() / "datasets/visits.yaml") << visits_yaml;
    auto result = catalogue::Catalogue::load(folder.path());
    HDIS_ASSERT(result);
    return std::move(*result);
  }();
  return loaded;
}

}  // namespace hdis::testing
