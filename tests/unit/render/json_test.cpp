#include "hdis/render/render.hpp"

#include "kept_table.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace hdis::render {
namespace {

namespace json = boost::json;

json::object table() {
  const std::vector<released::Table> tables{table_of_every_kind()};
  return json::parse(to_json(tables)).at("tables").at(0).as_object();
}

TEST(Json, GivesNumbersWithKindAndReason) {
  const json::value first = table().at("rows").at(0).at("cells");
  EXPECT_EQ(first,
            json::parse(R"([{"value":1234565,"kind":"rounded"},{"value":25.0,"kind":"rounded"}])"));
  const json::value second = table().at("rows").at(1).at("cells");
  EXPECT_EQ(second, json::parse(R"([{"value":null,"kind":"suppressed","reason":"small_number"},
                                    {"value":null,"kind":"suppressed","reason":"part_suppressed"}])"));
  const json::value third = table().at("rows").at(2).at("cells");
  EXPECT_EQ(third,
            json::parse(R"([{"value":0,"kind":"zero"},{"value":null,"kind":"not_applicable"}])"));
}

TEST(Json, TellsMissingAndTotalFromCodes) {
  EXPECT_EQ(table().at("rows").at(1).at("keys").at(1),
            json::parse(R"x({"code":null,"label":"(not recorded)","kind":"missing"})x"));
  EXPECT_EQ(table().at("rows").at(3).at("keys").at(0),
            json::parse(R"x({"code":null,"label":"(all)","kind":"total"})x"));
}

TEST(Json, CarriesProvenanceAndCertificate) {
  EXPECT_EQ(table().at("provenance").at("query_fingerprint"), "ab12");
  EXPECT_EQ(table().at("provenance").at("produced_at"), "2018-10-01T09:30:00Z");
  EXPECT_EQ(table().at("provenance").at("demonstration"), true);
  EXPECT_EQ(table().at("certificate").at("suppressed"), 1);
}

}  // namespace
}  // namespace hdis::render
