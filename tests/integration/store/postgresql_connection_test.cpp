#include "hdis/store/postgresql_store.hpp"

#include "fixed_clock.hpp"
#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::store {
namespace {

using namespace hdis::testing;

std::string rule_against(const std::string& text) {
  const auto connection = PostgresqlConnection::parse(text);
  return connection ? "" : rules_of(connection.error());
}

TEST(PostgresqlConnectionText, IsMadeOfKnownWords) {
  EXPECT_EQ(PostgresqlConnection::parse(" host=/run/postgresql  dbname=hdis ")->text(),
            "host=/run/postgresql dbname=hdis");
  EXPECT_EQ(rule_against("service=hdis options=-csearch_path=hdis"), "");
  EXPECT_EQ(rule_against(""), "store.connection");
  EXPECT_EQ(rule_against("hdis"), "store.connection");
  EXPECT_EQ(rule_against("dbname='my hdis'"), "store.connection");
  EXPECT_EQ(rule_against("application_name=x"), "store.connection_key");
}

/// A secret in the wrong place is refused, and is not told to whoever reads the message.
TEST(PostgresqlConnectionText, HoldsNoPassword) {
  for (const std::string text : {"dbname=hdis password=tell-nobody", "sslpassword=tell-nobody",
                                 "postgresql://hdis:tell-nobody@db/hdis", "tell-nobody=x"}) {
    const auto connection = PostgresqlConnection::parse(text);
    ASSERT_FALSE(connection) << text;
    EXPECT_EQ(connection.error().to_text().find("tell-nobody"), std::string::npos) << text;
  }
  EXPECT_EQ(rule_against("password=x"), "store.connection_password");
}

TEST(PostgresqlConnectionText, ThatLeadsNowhereIsToldSo) {
  const FixedClock clock(sample_now);
  const auto store = open_postgresql(*PostgresqlConnection::parse("host=/nowhere dbname=hdis"),
                                     OpenMode::existing, clock);
  ASSERT_FALSE(store);
  EXPECT_EQ(rules_of(store.error()), "store.no_connection");
}

}  // namespace
}  // namespace hdis::store
