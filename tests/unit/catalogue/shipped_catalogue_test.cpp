#include "hdis/core/text.hpp"

#include "shipped.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace hdis::catalogue {
namespace {

using Texts = std::vector<std::string>;

const Dataset& dataset(const std::string& id) { return *shipped().dataset(DatasetId(id)); }

const Field& field(const std::string& dataset_id, const std::string& name) {
  static const Field none;
  const auto* found = dataset(dataset_id).find(name);
  if (found == nullptr) ADD_FAILURE() << dataset_id << " has no " << name;
  return found == nullptr ? none : *found;
}

/// The names in tests/fixtures/hes_core_fields.txt, by dataset.
std::map<std::string, Texts> core_fields() {
  std::ifstream file(HDIS_SOURCE_DIR "/tests/fixtures/hes_core_fields.txt");
  std::map<std::string, Texts> fields;
  std::string current;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.back() == ':') {
      current = line.substr(0, line.size() - 1);
      continue;
    }
    std::istringstream words(line);
    for (std::string word; words >> word;) fields[current].push_back(word);
  }
  return fields;
}

/// How often a repeated field occurs: the number of diagnoses and procedures that HES holds.
int repeats(const std::string& dataset_id, const std::string& name) {
  if (dataset_id == "ae") return 12;
  if (name.starts_with("OP")) return 24;
  return dataset_id == "apc" ? 20 : 12;
}

TEST(ShippedCatalogue, HasEveryFieldThatAnalystsUse) {
  const auto fields = core_fields();
  EXPECT_EQ(fields.at("apc").size(), 79U);
  EXPECT_EQ(fields.at("op").size(), 47U);
  EXPECT_EQ(fields.at("ae").size(), 46U);
  EXPECT_EQ(fields.at("cc").size(), 33U);
  for (const auto& [id, names] : fields) {
    for (const auto& name : names) {
      if (!name.ends_with("_nn")) {
        EXPECT_NE(dataset(id).find(name), nullptr) << id << " " << name;
        continue;
      }
      const auto beginning = name.substr(0, name.size() - 2);
      const int last = repeats(id, name);
      const auto numbered = [&](int n) {
        return beginning + (n < 10 ? "0" : "") + std::to_string(n);
      };
      EXPECT_NE(dataset(id).find(numbered(1)), nullptr) << id << " " << name;
      EXPECT_NE(dataset(id).find(numbered(last)), nullptr) << id << " " << name;
      EXPECT_EQ(dataset(id).find(numbered(last + 1)), nullptr) << id << " " << name;
    }
  }
}

// Names in queries that users of the system wrote.
TEST(ShippedCatalogue, HasTheNamesThatUsersWrite) {
  for (const char* name : {"DIAG_3_01",
                           "DIAG_3_CONCAT",
                           "DIAG_4_CONCAT",
                           "OPERTN_3_01",
                           "OPERTN_3_CONCAT",
                           "OPERTN_4_CONCAT",
                           "CAUSE_3",
                           "CAUSE_4",
                           "STARTAGE_CALC",
                           "RESLADST_ONS",
                           "RESGOR_ONS",
                           "RESCTY_ONS",
                           "CCG_RESPONSIBILITY",
                           "FAE",
                           "SPELDUR_CALC",
                           "LSOA01",
                           "MSOA01",
                           "MSOA11",
                           "PCON_ONS",
                           "RESLADST",
                           "RESGOR",
                           "STHATRET",
                           "GORTREAT",
                           "startage_calc",
                           "Fae"}) {
    EXPECT_NE(dataset("apc").find(name), nullptr) << name;
  }
  EXPECT_NE(dataset("op").find("PREFERER"), nullptr);
  EXPECT_NE(dataset("op").find("DIAG_3_12"), nullptr);
  EXPECT_NE(dataset("ae").find("INVEST2_12"), nullptr);
}

TEST(ShippedCatalogue, DescribesEveryFieldWithItsSource) {
  for (const auto& each : shipped().datasets()) {
    for (const auto& f : each.fields) {
      EXPECT_FALSE(f.label.empty()) << f.name;
      EXPECT_GT(f.description.size(), 10U) << f.name;
      EXPECT_FALSE(f.source.empty()) << f.name;
      EXPECT_TRUE(f.field_class != FieldClass::measure || !f.unit.empty()) << f.name;
    }
  }
}

TEST(ShippedCatalogue, SaysWhereEveryCodeComesFrom) {
  for (const auto& system : shipped().code_systems()) {
    EXPECT_FALSE(system.codes.empty()) << system.id.text();
    EXPECT_FALSE(system.version.empty()) << system.id.text();
    EXPECT_FALSE(system.source.empty()) << system.id.text();
    EXPECT_FALSE(system.licence.empty()) << system.id.text();
  }
  for (const auto& list : shipped().code_lists()) {
    EXPECT_FALSE(list.version.empty()) << list.id.text();
    EXPECT_FALSE(list.source.empty()) << list.id.text();
  }
}

TEST(ShippedCatalogue, LetsNoIdentifierOrPersonKeyBeSelectedOrFilteredBy) {
  for (const auto& each : shipped().datasets()) {
    for (const auto& f : each.fields) {
      const bool names_a_person =
          f.field_class == FieldClass::identifier || f.field_class == FieldClass::person_key;
      if (!names_a_person && f.field_class != FieldClass::record_key) continue;
      EXPECT_EQ(f.detail, Detail::never) << f.name;
      EXPECT_FALSE(f.filterable) << f.name;
    }
  }
}

TEST(ShippedCatalogue, KnowsThePersonKeyUnderEachOfItsNames) {
  for (const char* id : {"apc", "op", "ae", "cc"}) {
    EXPECT_EQ(dataset(id).person_key, "TOKEN_PERSON_ID");
    for (const char* name : {"TOKEN_PERSON_ID", "PSEUDO_HESID", "ENCRYPTED_HESID"}) {
      EXPECT_EQ(field(id, name).name, "TOKEN_PERSON_ID") << id;
      EXPECT_EQ(field(id, name).field_class, FieldClass::person_key) << id;
    }
  }
}

TEST(ShippedCatalogue, TakesWhatCouldNameAPersonForAnIdentifier) {
  for (const char* id : {"apc", "op", "ae", "cc"}) {
    for (const char* name : {"HESID", "NEWNHSNO", "LOPATID", "HOMEADD", "POSTCODE", "DOB"}) {
      EXPECT_EQ(field(id, name).field_class, FieldClass::identifier) << id << " " << name;
    }
  }
  EXPECT_EQ(field("apc", "MYDOB").field_class, FieldClass::identifier);
  EXPECT_EQ(field("apc", "PROVSPNOPS").field_class, FieldClass::identifier);
  EXPECT_EQ(field("op", "PREFERER").field_class, FieldClass::sensitive);
}

TEST(ShippedCatalogue, CountsRecordsByTheirKeys) {
  EXPECT_TRUE(field("apc", "EPIKEY").never_null);
  EXPECT_TRUE(field("op", "ATTENDKEY").never_null);
  EXPECT_TRUE(field("ae", "AEKEY").never_null);
  EXPECT_FALSE(field("apc", "AEKEY").never_null) << "most episodes have no attendance";
  EXPECT_EQ(field("apc", "AEKEY").field_class, FieldClass::record_key);
  for (const char* name : {"FAE", "FAE_EMERGENCY", "FCE", "FDE", "WAITLIST"}) {
    EXPECT_TRUE(field("apc", name).flag) << name;
  }
}

TEST(ShippedCatalogue, KeepsWhatIsTooFineFromDividingATable) {
  for (const auto& f : dataset("apc").fields) {
    EXPECT_TRUE(f.field_class != FieldClass::date || f.grain == DateGrain::month) << f.name;
    EXPECT_TRUE(!f.list || f.detail == Detail::never) << f.name;
  }
  EXPECT_EQ(field("apc", "STARTAGE_CALC").detail, Detail::banded_only);
  for (const char* name : {"STARTAGE", "LSOA11", "LSOA01", "MSOA11", "GPPRAC", "SPELDUR"}) {
    EXPECT_EQ(field("apc", name).detail, Detail::fine) << name;
  }
}

TEST(ShippedCatalogue, TellsTheConventionOfBabiesAges) {
  EXPECT_EQ(field("apc", "STARTAGE").convention, "hes_age");
  EXPECT_EQ(field("op", "APPTAGE").convention, "hes_age");
  EXPECT_EQ(field("ae", "ARRIVALAGE").convention, "hes_age");
  EXPECT_EQ(field("apc", "STARTAGE").largest, 7007);
  const auto& derivation = field("apc", "STARTAGE_CALC").derivation;
  ASSERT_TRUE(derivation.has_value());
  EXPECT_EQ(derivation->function, "age_decimal");
  EXPECT_EQ(derivation->inputs, Texts{"STARTAGE"});
}

TEST(ShippedCatalogue, NumbersTheInputsOfRepeatedDerivations) {
  const auto& derivation = field("apc", "DIAG_3_17").derivation;
  ASSERT_TRUE(derivation.has_value());
  EXPECT_EQ(derivation->inputs, (Texts{"DIAG_4_17", "3"}));
  EXPECT_EQ(field("apc", "DIAG_3_17").label, "Diagnosis 17 (category)");
}

TEST(ShippedCatalogue, LooksUpForCriticalCareWhatItDoesNotHold) {
  for (const char* name :
       {"TOKEN_PERSON_ID", "FYEAR", "PROCODE3", "CCG_RESPONSIBILITY", "SEX", "STARTAGE_CALC"}) {
    const auto& derivation = field("cc", name).derivation;
    ASSERT_TRUE(derivation.has_value()) << name;
    EXPECT_EQ(derivation->function, "lookup");
    EXPECT_EQ(derivation->inputs, (Texts{"apc", "SUSRECID", name}));
  }
}

TEST(ShippedCatalogue, TellsMissingValuesFromThoseThatAnalystsExpect) {
  const auto& dates = field("apc", "ADMIDATE").missing;
  const auto invalid = std::find_if(dates.begin(), dates.end(),
                                    [](const auto& value) { return value.raw == "1801-01-01"; });
  ASSERT_NE(invalid, dates.end());
  EXPECT_EQ(invalid->kind, MissingKind::invalid);
  EXPECT_FALSE(invalid->keep);

  const auto& ethnos = field("apc", "ETHNOS").missing;
  EXPECT_TRUE(std::any_of(ethnos.begin(), ethnos.end(), [](const auto& value) {
    return value.raw == "Z" && value.keep && value.kind == MissingKind::not_known;
  }));
}

TEST(ShippedCatalogue, LabelsCodes) {
  EXPECT_EQ(shipped().label(field("apc", "ADMIMETH"), "2A"),
            "Emergency: emergency department of another provider (from 2013/14)");
  EXPECT_EQ(shipped().label(field("apc", "SEX"), "2"), "Female");
  EXPECT_EQ(shipped().label(field("apc", "PROCODE3"), "RHM"),
            "University Hospital Southampton NHS Foundation Trust");
  EXPECT_EQ(shipped().label(field("apc", "SEX"), "7"), std::nullopt);
  EXPECT_EQ(shipped().label(field("apc", "LSOA11"), "E01000001"), std::nullopt) << "has no name";
  EXPECT_EQ(shipped().label(field("apc", "EPIDUR"), "1"), std::nullopt) << "has no codes";
}

TEST(ShippedCatalogue, HasCodeListsByNameWhateverTheCase) {
  const auto* stroke = shipped().code_list("Stroke");
  ASSERT_NE(stroke, nullptr);
  EXPECT_EQ(stroke->prefixes, (Texts{"I61", "I63", "I64"}));
  EXPECT_EQ(shipped().code_list("cancer")->except, Texts{"C44"});
  EXPECT_EQ(shipped().code_list("none_such"), nullptr);
  for (const char* name : {"heart_attack", "sepsis", "tonsillectomy", "grommets", "hip_replacement",
                           "knee_replacement", "hysterectomy", "diabetes", "angina",
                           "heart_failure", "asthma", "copd"}) {
    EXPECT_NE(shipped().code_list(name), nullptr) << name;
  }
}

TEST(ShippedCatalogue, ListsOnlyCodesThatExist) {
  for (const auto& list : shipped().code_lists()) {
    const auto& codes = shipped().code_system(list.system)->codes;
    auto prefixes = list.prefixes;
    prefixes.insert(prefixes.end(), list.except.begin(), list.except.end());
    for (const auto& prefix : prefixes) {
      EXPECT_TRUE(std::any_of(codes.begin(), codes.end(),
                              [&](const Code& code) { return code.code.starts_with(prefix); }))
          << list.id.text() << " " << prefix;
    }
  }
}

// Office for National Statistics: England had 55,619,430 residents in mid-2017 and 56,550,138 in
// mid-2020.
TEST(ShippedCatalogue, HasPopulationsThatAddUpToEngland) {
  const auto total = [](const char* id) {
    std::int64_t persons = 0;
    for (const auto& [area, number] : shipped().population(PopulationId(id))->persons) {
      persons += number;
    }
    return persons;
  };
  EXPECT_EQ(total("ccg2016_mid2017"), 55619430);
  EXPECT_EQ(total("ccg2021_mid2020"), 56550138);
}

TEST(ShippedCatalogue, DefinesMeasuresOverPopulations) {
  const auto* rate = shipped().measure("emergency_admission_rate");
  ASSERT_NE(rate, nullptr);
  EXPECT_EQ(rate->dataset.text(), "apc");
  EXPECT_EQ(rate->per, 100000);
  EXPECT_EQ(rate->populations.size(), 2U);
  EXPECT_NE(shipped().measure("elective_admission_rate"), nullptr);
}

}  // namespace
}  // namespace hdis::catalogue
