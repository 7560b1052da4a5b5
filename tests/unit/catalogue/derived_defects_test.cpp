#include "temporary_catalogue.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

/// A dataset, one that is derived from it, and a table of values; without a defect.
const std::map<std::string, std::string> sound = {{"datasets/stays.yaml", R"(id: stays
title: Stays
row_unit: stay
description: One row is a stay.
table_names: [stays]
year_field: FYEAR
source: A specification
licence: CC0 1.0
sources: {spec: A specification}
fields:
  - {name: FYEAR, type: text, class: dimension, label: Year, description: Financial year., source: spec}
  - {name: AGE, type: integer, class: measure, unit: years, label: Age, description: Age., source: spec}
  - {name: KIND, type: text, class: dimension, codes: kind, label: Kind, description: Kind., source: spec}
  - {name: GROUP, type: text, class: dimension, label: Group, description: Group., source: spec, derivation: {function: group, inputs: [KIND, kind_group]}}
  - {name: BAND, type: text, class: dimension, label: Band, description: Band., source: spec, derivation: {function: band, inputs: [age_band, AGE]}}
  - {name: WEIGHT, type: integer, class: measure, unit: points, label: Weight, description: Weight., source: spec, derivation: {function: table, inputs: [weight, KIND]}}
)"},
                                                  {"datasets/spells.yaml", R"(id: spells
title: Spells
row_unit: spell
description: One row is a spell.
table_names: [spells]
year_field: FYEAR
derived_from: {dataset: stays, function: provider_spells, version: "1"}
source: A specification
licence: CC0 1.0
sources: {spec: A specification}
fields:
  - {name: FYEAR, type: text, class: dimension, label: Year, description: Financial year., source: spec, derivation: {function: last_record, inputs: [FYEAR]}}
  - {name: DAYS, type: integer, class: measure, unit: days, label: Days, description: Days., source: spec, derivation: {function: quantity, inputs: [length_of_stay]}}
)"},
                                                  {"codes/codes.yaml", R"(version: "1"
source: A specification
licence: CC0 1.0
code_systems:
  - {id: kind_group, title: Group, closed: true, codes: {a: First}}
  - {id: other, title: Other, closed: true, codes: {b: Second}}
  - id: kind
    title: Kind
    closed: true
    parent_system: kind_group
    codes: {"1": {label: One, parent: a}}
)"},
                                                  {"tables/tables.yaml", R"(version: "1"
source: A specification
licence: CC0 1.0
tables:
  - {id: age_band, title: Age, description: Bands of age., bands: {"0": child, "18": adult}}
  - {id: weight, title: Weight, description: Weight of a kind., file: weight.csv}
)"},
                                                  {"tables/weight.csv", "key,value\n1,5\n2,7\n"}};

struct Case {
  std::string name;
  std::string file;
  std::string from;
  std::string to;
  std::string message;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class DerivedDefect : public testing::TestWithParam<Case> {};

TEST(DerivedDefects, AreNotFoundInASoundCatalogue) {
  TemporaryCatalogue folder;
  for (const auto& [name, text] : sound) folder.with(name, text);
  const auto catalogue = folder.load();
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().to_text();
  EXPECT_EQ(catalogue->value_table(ValueTableId("weight"))->values.at("2"), "7");
  EXPECT_EQ(catalogue->value_table(ValueTableId("age_band"))->bands.at(1).smallest, 18);
  EXPECT_EQ(catalogue->dataset(DatasetId("spells"))->derived_from->from.text(), "stays");
}

TEST_P(DerivedDefect, IsTold) {
  const auto& c = GetParam();
  auto files = sound;
  files[c.file] = replaced(files[c.file], c.from, c.to);
  TemporaryCatalogue folder;
  for (const auto& [name, text] : files) folder.with(name, text);
  const auto catalogue = folder.load();
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_NE(catalogue.error().to_text().find(c.message), std::string::npos)
      << catalogue.error().to_text();
}

constexpr const char* stays = "datasets/stays.yaml";
constexpr const char* spells = "datasets/spells.yaml";
constexpr const char* tables = "tables/tables.yaml";

INSTANTIATE_TEST_SUITE_P(
    All, DerivedDefect,
    testing::Values(
        Case{"no_source", spells, "dataset: stays", "dataset: visits",
             "there is no dataset 'visits'"},
        Case{"of_itself", spells, "dataset: stays", "dataset: spells",
             "'spells' is itself derived"},
        Case{"no_function", spells, "provider_spells", "spells", "there is no function 'spells'"},
        Case{"other_version", spells, "version: \"1\"", "version: \"2\"",
             "'provider_spells' is of version 1, not 2"},
        Case{"no_year", spells, "year_field: FYEAR\n", "", "a derived dataset needs a year_field"},
        Case{"no_source_field", spells, "[FYEAR]", "[YEAR]",
             "input 1 of 'last_record' is 'YEAR', which does not exist"},
        Case{"no_quantity", spells, "length_of_stay", "length",
             "input 1 of 'quantity' is 'length', which does not exist"},
        Case{"quantity_of_what_is_delivered", stays, "function: group, inputs: [KIND, kind_group]",
             "function: quantity, inputs: [episodes]", "input 1 of 'quantity' is 'episodes'"},
        Case{"group_that_is_not_above", stays, "[KIND, kind_group]", "[KIND, other]",
             "input 2 of 'group' is 'other', which does not exist"},
        Case{"table_for_bands", stays, "[age_band, AGE]", "[weight, AGE]",
             "input 1 of 'band' is 'weight', which does not exist"},
        Case{"bands_for_a_table", stays, "[weight, KIND]", "[age_band, KIND]",
             "input 1 of 'table' is 'age_band', which does not exist"},
        Case{"nothing_in_a_table", tables, ", file: weight.csv", "",
             "a table has either values, or bands, or a file"},
        Case{"bands_out_of_order", tables, "\"18\": adult", "\"0.5\": baby, \"0.2\": newborn",
             "'bands'"},
        Case{"band_without_number", tables, "\"18\": adult", "adult: \"18\"", "'bands'"},
        Case{"repeated_key", "tables/weight.csv", "2,7", "1,7", "the key '1' occurs twice"},
        Case{"half_a_line", "tables/weight.csv", "2,7", "2", "the line is not a key and a value"},
        Case{"wrong_columns", "tables/weight.csv", "key,value", "code,value",
             "the first line does not name the columns"}),
    [](const auto& defect) { return defect.param.name; });

}  // namespace
}  // namespace hdis::catalogue
