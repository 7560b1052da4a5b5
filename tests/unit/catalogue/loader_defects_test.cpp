#include "temporary_catalogue.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

/// A catalogue with one of everything and no defect.
const std::map<std::string, std::string> sound = {
    {"datasets/visits.yaml",
     R"(id: visits
title: Visits
row_unit: visit
description: One row is a visit.
table_names: [visits]
person_key: PERSON
year_field: FYEAR
sort_by: [DAY]
unique_key: [VISIT]
source: A specification
licence: CC0 1.0
sources: {spec: A specification}
missing_conventions:
  unknown: [{raw: "9", kind: not_known, keep: true}]
fields:
  - {name: VISIT, type: text, class: record_key, label: Visit, description: Identifier of the visit., source: spec}
  - {name: PERSON, type: text, class: person_key, label: Person, description: Pseudonym., source: spec}
  - {name: FYEAR, type: text, class: dimension, label: Year, description: Financial year., source: spec}
  - {name: DAY, type: date, class: date, grain: month, label: Day, description: Day of the visit., source: spec}
  - {name: SEX, type: text, class: dimension, codes: sex, missing: unknown, label: Sex, description: Sex., source: spec}
  - {name: MINUTES, type: integer, class: measure, unit: minutes, range: [0, 600], label: Length, description: Length of the visit., source: spec}
  - {name: AREA, type: text, class: geography, geography: {level: area}, label: Area, description: Area., source: spec}
  - {name: "REASON_{nn}", repeat: 2, type: text, class: dimension, label: "Reason {n}", description: "Reason {n}.", source: spec}
  - {name: REASONS, type: text, class: dimension, detail: never, list: true, label: Reasons, description: All reasons., source: spec, derivation: {function: concat, inputs: [REASON]}}
)"},
    {"codes/codes.yaml",
     R"(version: "1"
source: A specification
licence: CC0 1.0
code_systems:
  - id: sex
    title: Sex
    closed: true
    codes: {"1": Male, "2": Female}
  - id: region
    title: Region
    closed: true
    codes: {N: North, S: South}
  - id: area
    title: Area
    closed: false
    parent_system: region
    file: area.csv
)"},
    {"codes/area.csv", "code,label,parent\nA1,First,N\nA2,\"Second, with a \"\"comma\"\"\",S\n"},
    {"codelists/lists.yaml",
     R"(version: "1"
source: A specification
licence: CC0 1.0
code_lists:
  - {id: northern, title: Northern, description: Areas in the north., system: area, prefixes: [A1]}
)"},
    {"populations/areas.yaml",
     R"(id: areas
title: Persons by area
version: "2017"
geography: area
years: [1718]
file: areas.csv
source: A census
licence: CC0 1.0
)"},
    {"populations/areas.csv", "code,persons\nA1,100\nA2,200\n"},
    {"measures/rate/measure.yaml",
     R"(id: rate
version: "1"
title: Visits per person
description: Visits over persons.
dataset: visits
numerator_filter: SEX = '1'
populations: [areas]
per: 1000
unit: visits per 1,000 persons per year
source: The project
)"}};

TemporaryCatalogue& write(TemporaryCatalogue& target,
                          const std::map<std::string, std::string>& files) {
  for (const auto& [name, text] : files) target.with(name, text);
  return target;
}

TEST(LoaderDefects, AreNotFoundInASoundCatalogue) {
  TemporaryCatalogue files;
  const auto catalogue = write(files, sound).load();
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().to_text();
  EXPECT_EQ(catalogue->code_system(CodeSystemId("area"))->find("A2")->label,
            "Second, with a \"comma\"");
  EXPECT_EQ(catalogue->population(PopulationId("areas"))->persons.at("A2"), 200);
}

/// One change that makes the sound catalogue unsound, and what a person is told.
struct Case {
  std::string name;
  std::string file;
  std::string from;
  std::string to;
  std::string rule;
  std::string message;     // A part of the message.
  std::string suggestion;  // A part of the suggestion; may be "".
  std::uint32_t line;      // 0: none.
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class LoaderDefect : public testing::TestWithParam<Case> {};

TEST_P(LoaderDefect, IsToldWithFileLineAndWhatIsExpected) {
  const auto& c = GetParam();
  auto files = sound;
  files[c.file] = replaced(files[c.file], c.from, c.to);
  TemporaryCatalogue folder;
  const auto catalogue = write(folder, files).load();
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().code(), ErrorCode::invalid_input);

  const auto& reason = catalogue.error().reasons().front();
  EXPECT_EQ(reason.rule, c.rule) << catalogue.error().to_text();
  EXPECT_NE(reason.message.find(c.message), std::string::npos) << reason.message;
  EXPECT_NE(reason.suggestion.find(c.suggestion), std::string::npos) << reason.suggestion;
  EXPECT_EQ(reason.where ? reason.where->line : 0, c.line) << reason.message;
}

constexpr const char* visits = "datasets/visits.yaml";
constexpr const char* codes = "codes/codes.yaml";

INSTANTIATE_TEST_SUITE_P(
    InADataset, LoaderDefect,
    testing::Values(
        Case{"unknown_key", visits, "title: Visits", "titel: Visits", "catalogue.missing",
             "'title' is missing", "title: ...", 1},
        Case{"placeless_place", visits, "licence: CC0 1.0\nsources",
             "licence: CC0 1.0\nplaceless: [SEX, \"REASON_{nn}\", AREA]\nsources",
             "catalogue.wrong_value", "AREA is of class geography, which says where",
             "only fields that", 12},
        Case{"placeless_unknown", visits, "licence: CC0 1.0\nsources",
             "licence: CC0 1.0\nplaceless: [SEXX]\nsources", "catalogue.dangling",
             "there is no field 'SEXX'", "a name under 'fields'", 12},
        Case{"unknown_key_of_a_field", visits, "label: Visit,", "label: Visit, lable: Visit,",
             "catalogue.unknown_key", "field VISIT: unknown key 'lable'", "label", 16},
        Case{"no_description", visits, "description: Pseudonym., ", "", "catalogue.missing",
             "field PERSON: 'description' is missing", "description: ...", 17},
        Case{"no_source", visits, "description: Day of the visit., source: spec",
             "description: Day of the visit.", "catalogue.missing",
             "field DAY: 'source' is missing", "source: ...", 19},
        Case{"no_unit", visits, "unit: minutes, ", "", "catalogue.wrong_value",
             "field MINUTES: a measure has no unit", "unit", 21},
        Case{"unknown_source", visits, "description: Area., source: spec",
             "description: Area., source: other", "catalogue.dangling",
             "there is no source 'other'", "sources", 22},
        Case{"unknown_convention", visits, "missing: unknown", "missing: nothing",
             "catalogue.dangling", "no convention 'nothing'", "missing_conventions", 20},
        Case{"wrong_kind_of_missing", visits, "kind: not_known", "kind: unknown",
             "catalogue.wrong_value", "'kind' 'unknown' is not valid",
             "null, invalid, not_known, not_applicable", 14},
        Case{"wrong_type", visits, "type: integer", "type: int", "catalogue.wrong_value",
             "field MINUTES: 'type' 'int' is not valid", "text, integer, decimal, date, time", 21},
        Case{"wrong_class", visits, "class: geography", "class: place", "catalogue.wrong_value",
             "field AREA: 'class' 'place' is not valid", "geography", 22},
        Case{"wrong_flag", visits, "list: true", "list: yes", "catalogue.wrong_value",
             "'list' 'yes' is not valid", "true, false", 24},
        Case{"wrong_range", visits, "range: [0, 600]", "range: [600, 0]", "catalogue.wrong_value",
             "field MINUTES: 'range' is not valid", "[smallest, largest]", 21},
        Case{"date_without_grain", visits, "grain: month, ", "", "catalogue.wrong_value",
             "field DAY: a grain belongs to a date", "grain: month", 19},
        Case{"geography_without_level", visits, "geography: {level: area}, ", "",
             "catalogue.wrong_value", "field AREA: a geography has no level", "level", 22},
        Case{"key_that_divides", visits, "class: record_key", "class: record_key, detail: open",
             "catalogue.wrong_value", "must never divide a table", "", 16},
        Case{"person_key_in_a_filter", visits, "class: person_key",
             "class: person_key, filterable: true", "catalogue.wrong_value",
             "must not be used in a filter", "", 17},
        Case{"lower_case_name", visits, "name: SEX", "name: Sex", "catalogue.wrong_value",
             "field Sex: the name is not in capitals", "", 20},
        Case{"repeat_without_number", visits, "REASON_{nn}", "REASON", "catalogue.wrong_value",
             "'name' 'REASON' is not valid", "{nn}", 23},
        Case{"repeat_too_often", visits, "repeat: 2", "repeat: 100", "catalogue.wrong_value",
             "'repeat' '100' is not valid", "1 to 99", 23},
        Case{"repeated_field", visits, "name: AREA", "name: SEX", "catalogue.duplicate",
             "field SEX: the name is used twice", "", 22},
        Case{"repeated_key", visits, "title: Visits", "title: Visits\ntitle: Visits",
             "catalogue.duplicate", "'title' is given twice; first in line 2", "", 3},
        Case{"unknown_codes", visits, "codes: sex", "codes: sexx", "catalogue.dangling",
             "field SEX: there is no code system 'sexx'", "sex", 20},
        Case{"unknown_person_key", visits, "person_key: PERSON", "person_key: PERSONS",
             "catalogue.dangling", "person_key: there is no field 'PERSONS'", "PERSON", 1},
        Case{"person_key_of_another_class", visits, "class: person_key", "class: dimension",
             "catalogue.wrong_value", "class person_key do not agree", "", 17},
        Case{"unknown_derivation", visits, "function: concat", "function: join",
             "catalogue.dangling", "there is no derivation 'join'", "", 24},
        Case{"unknown_input", visits, "inputs: [REASON]", "inputs: [CAUSE]", "catalogue.dangling",
             "input 1 of 'concat' is 'CAUSE', which does not exist", "", 24},
        Case{"too_many_inputs", visits, "inputs: [REASON]", "inputs: [REASON, SEX]",
             "catalogue.dangling", "'concat' takes 1 inputs, not 2", "", 24},
        Case{"not_yaml", visits, "title: Visits", "title: [Visits", "catalogue.syntax", "not YAML",
             "", 3},
        Case{"alias", visits, "title: Visits", "title: *visits", "catalogue.syntax", "not YAML", "",
             2},
        Case{"anchor", visits, "title: Visits", "title: &t Visits", "catalogue.syntax",
             "an anchor (&name) is not allowed", "quote", 2},
        Case{"not_utf8", visits, "title: Visits", "title: Visits\x92", "catalogue.syntax",
             "not UTF-8", "UTF-8", 0}),
    [](const auto& defect) { return defect.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Elsewhere, LoaderDefect,
    testing::Values(
        Case{"no_licence", codes, "licence: CC0 1.0\n", "", "catalogue.missing",
             "'licence' is missing", "", 4},
        Case{"no_closed", codes, "    closed: false\n", "", "catalogue.missing",
             "'closed' is missing", "", 13},
        Case{"no_codes", codes, "    file: area.csv\n", "", "catalogue.missing",
             "neither here nor in a file", "file: codes.csv", 13},
        Case{"repeated_system", codes, "id: region", "id: sex", "catalogue.duplicate",
             "the code system 'sex' exists already", "", 9},
        Case{"unknown_parent_system", codes, "parent_system: region", "parent_system: regions",
             "catalogue.dangling", "there is no code system 'regions'", "region", 13},
        Case{"no_such_file", codes, "file: area.csv", "file: areas.csv", "catalogue.file",
             "areas.csv: the file cannot be read", "", 0},
        Case{"unknown_parent", "codes/area.csv", "First,N", "First,W", "catalogue.dangling",
             "the parent 'W' of code 'A1' does not exist", "", 13},
        Case{"endless_parents", "codes/area.csv", "First,N", "First,A1", "catalogue.wrong_value",
             "the parents of code 'A1' lead back to itself", "", 13},
        Case{"wrong_columns", "codes/area.csv", "code,label,parent", "code,name,parent",
             "catalogue.syntax", "does not name the columns", "code, label, parent", 1},
        Case{"too_few_fields", "codes/area.csv", "A1,First,N", "A1,First", "catalogue.syntax",
             "not as many fields", "3 fields", 2},
        Case{"open_quote", "codes/area.csv", "A1,First,N", "A1,\"First,N", "catalogue.syntax",
             "closing quote", "", 2},
        Case{"stray_quote", "codes/area.csv", "A1,First,N", "A1,Fi\"rst,N", "catalogue.syntax",
             "a quote stands inside a field", "", 2},
        Case{"repeated_code", "codes/area.csv", "A2,", "A1,", "catalogue.duplicate",
             "the code 'A1' occurs twice", "", 13},
        Case{"dotted_prefix", "codelists/lists.yaml", "prefixes: [A1]", "prefixes: [J45.0]",
             "catalogue.wrong_value", "code list northern: 'prefixes' is not valid", "without dots",
             5},
        Case{"unknown_system_of_a_list", "codelists/lists.yaml", "system: area", "system: aera",
             "catalogue.dangling", "there is no code system 'aera'", "area", 5},
        Case{"half_a_person", "populations/areas.csv", "A1,100", "A1,100.5", "catalogue.syntax",
             "not an area and a number of persons", "code,persons", 2},
        Case{"unknown_area", "populations/areas.csv", "A1,100", "A3,100", "catalogue.dangling",
             "there is no area 'A3'", "", 1},
        Case{"wrong_year", "populations/areas.yaml", "[1718]", "[1719]", "catalogue.wrong_value",
             "'years' is not valid", "1718", 5},
        Case{"unknown_dataset", "measures/rate/measure.yaml", "dataset: visits", "dataset: visit",
             "catalogue.dangling", "there is no dataset 'visit'", "visits", 1},
        Case{"unknown_population", "measures/rate/measure.yaml", "[areas]", "[people]",
             "catalogue.dangling", "there is no population 'people'", "", 1},
        Case{"rate_per_nothing", "measures/rate/measure.yaml", "per: 1000", "per: 0",
             "catalogue.wrong_value", "measure: 'per' '0' is not valid", "100000", 8}),
    [](const auto& defect) { return defect.param.name; });

TEST(LoaderDefects, AreAllToldAtOnce) {
  auto files = sound;
  files[visits] = replaced(files[visits], "title: Visits\n", "");
  files[visits] = replaced(files[visits], "unit: minutes, ", "");
  files["measures/rate/measure.yaml"] =
      replaced(files["measures/rate/measure.yaml"], "per: 1000\n", "");
  TemporaryCatalogue folder;
  const auto catalogue = write(folder, files).load();
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().reasons().size(), 3U) << catalogue.error().to_text();
}

TEST(LoaderDefects, AreToldOfAFolderWithoutDefinitions) {
  TemporaryCatalogue folder;
  const auto catalogue = folder.load();
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_EQ(catalogue.error().reasons().front().rule, "catalogue.file");
}

}  // namespace
}  // namespace hdis::catalogue
