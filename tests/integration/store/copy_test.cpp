#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace hdis::store {
namespace {

using namespace hdis::testing;

class Copy : public StoreTest {
 protected:
  static std::vector<std::string> lines_of(Store& store) {
    std::vector<std::string> lines;
    HDIS_ASSERT(store.copy_out([&](const std::string& line) -> Status {
      lines.push_back(line);
      return {};
    }));
    return lines;
  }

  static Status fill(Store& store, const std::vector<std::string>& lines) {
    std::size_t next = 0;
    return store.copy_in([&]() -> Result<std::optional<std::string>> {
      if (next == lines.size()) return std::optional<std::string>();
      return std::optional<std::string>(lines[next++]);
    });
  }

  static std::vector<std::string> sorted(std::vector<std::string> lines) {
    std::ranges::sort(lines);
    return lines;
  }
};

TEST_F(Copy, MakesAnEqualStoreElsewhere) {
  auto store = make_sample();
  ASSERT_TRUE(store->write([](Writer& w) -> Status {
    HDIS_CHECK(w.add(sample_record(governance::RequestState::approved), event("r")));
    return w.add(CertificateRecord{"DARS", "{\"é\": \"a\\nb\"}\n", sample_now}, event("d"));
  }));
  const auto lines = lines_of(*store);
  store.reset();
  backend_->clear();

  auto copy = open(OpenMode::create);
  ASSERT_TRUE(fill(*copy, lines));
  EXPECT_EQ(sorted(lines_of(*copy)), sorted(lines));
  EXPECT_EQ(broken_rule(*copy), "");
  EXPECT_TRUE(copy->check_integrity());
  EXPECT_EQ(copy->reader().user(analyst().id).value(), analyst());
  EXPECT_EQ(copy->reader().certificates("DARS")->front().document, "{\"é\": \"a\\nb\"}\n");
  // It goes on as the one it was made of would have.
  ASSERT_TRUE(copy->write([](Writer& w) { return w.record(event("next")); }));
  EXPECT_EQ(broken_rule(*copy), "");
}

TEST_F(Copy, NamesATableBeforeThoseThatReferToIt) {
  const auto lines = lines_of(*make_sample());
  const auto place = [&](const std::string& table) {
    return std::ranges::find_if(lines, [&](const std::string& line) {
      return line.starts_with("{\"table\":\"" + table + "\"");
    });
  };
  ASSERT_NE(place("shares"), lines.end());
  EXPECT_LT(place("organisations"), place("users"));
  EXPECT_LT(place("requests"), place("outputs"));
  EXPECT_LT(place("outputs"), place("shares"));
  EXPECT_EQ(place("schema_migrations"), lines.end());
}

/// What others write meanwhile is not in it, or the log would end in the middle of what it records.
TEST_F(Copy, IsOfOneMoment) {
  const auto store = make_sample();
  const auto other = open();
  std::vector<std::string> lines;
  ASSERT_TRUE(store->copy_out([&](const std::string& line) -> Status {
    if (lines.size() == 3) {
      HDIS_CHECK(other->write([](Writer& w) { return w.record(event("meanwhile")); }));
    }
    lines.push_back(line);
    return {};
  }));
  EXPECT_THAT(lines, ::testing::Not(::testing::Contains(::testing::HasSubstr("meanwhile"))));
  EXPECT_EQ(*store->reader().last_event(), 7U);
}

TEST_F(Copy, OfAnOlderSchemaIsBroughtUpToDate) {
  for (const auto& file : {std::string("schema_1.sql"), "schema_1." + backend_->name() + ".sql",
                           std::string("schema_1.data.sql")}) {
    execute_file(file);
  }
  OpenOptions old;
  old.schema = 1;
  const auto lines = lines_of(*open(OpenMode::existing, old));
  backend_->clear();
  ASSERT_TRUE(fill(*open(OpenMode::create, old), lines));

  const auto store = open();
  EXPECT_EQ(*store->schema_version(), newest_schema_version());
  EXPECT_EQ(store->reader().users()->size(), 3U);
  EXPECT_EQ(store->reader().requests()->front().request.subject(), "R-000001 v1");
}

TEST_F(Copy, KeepsNothingOfWhatIsNoCopy) {
  auto lines = lines_of(*make_sample());
  backend_->clear();
  const auto store = open(OpenMode::create);
  const auto refused = [&](const std::vector<std::string>& wrong) {
    return rules_of(fill(*store, wrong).error());
  };
  EXPECT_EQ(refused({"[1]"}), "backup.rows");
  EXPECT_EQ(refused({"nonsense"}), "backup.rows");
  EXPECT_EQ(refused({R"({"table":"mystery","columns":["a"]})"}), "backup.rows");
  EXPECT_EQ(refused({R"({"table":"users","columns":["id"]})"}), "backup.rows");
  lines.emplace_back("[]");
  EXPECT_EQ(refused(lines), "backup.rows");
  EXPECT_TRUE(store->reader().users()->empty());
  EXPECT_EQ(*store->reader().last_event(), 0U);
}

TEST_F(Copy, DoesNotFillAStoreThatHoldsSomething) {
  const auto store = make_sample();
  EXPECT_EQ(fill(*store, lines_of(*store)).error().code(), ErrorCode::conflict);
}

}  // namespace
}  // namespace hdis::store
