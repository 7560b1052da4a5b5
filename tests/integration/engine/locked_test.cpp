#include "hdis/duck/sql_text.hpp"

#include "duckdb/preparation.hpp"
#include "duckdb/session.hpp"
#include "support/engine/record_files.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace hdis::engine {
namespace {

/// A session as the engine opens it, and a neighbour of its file that it must not reach.
class LockedSession : public ::testing::Test {
 protected:
  LockedSession() {
    const RecordSet records{catalogue::DatasetId("visits"), *FinancialYear::starting(2017), {{}}};
    const Partition partition =
        test::write_files(records, test::engine_catalogue(), folder_.path());
    file_ = partition.files.front();
    neighbour_ = folder_.path() / "neighbour.parquet";
    std::filesystem::copy_file(file_, neighbour_);
    std::ofstream(folder_.path() / "neighbour.csv") << "a\n1\n";
    auto blank = open_blank().value();
    const auto statements = prepare(test::engine_catalogue(), {partition}, blank).value();
    auto session = Session::open(std::move(blank), {}, statements);
    session_ = std::make_unique<Session>(std::move(session.value()));
  }

  void expect_refused(const std::string& sql) {
    EXPECT_FALSE(session_->connection().execute(sql)) << sql;
    EXPECT_FALSE(session_->connection().select(sql)) << sql;
  }
  [[nodiscard]] std::string quoted(const std::string& name) const {
    return duck::quote_text((folder_.path() / name).string());
  }

  testing::TemporaryFolder folder_;
  std::filesystem::path file_;
  std::filesystem::path neighbour_;
  std::unique_ptr<Session> session_;
};

TEST_F(LockedSession, ReadsItsOwnFiles) {
  EXPECT_TRUE(session_->connection().select("SELECT count(*) FROM \"visits@1718\""));
}

TEST_F(LockedSession, KeepsToTheLimitsOfItsRun) {
  const Limits usual;
  const auto setting = [&](const char* name) {
    auto rows = session_->connection().select("SELECT current_setting($1)::VARCHAR", {{name}});
    return std::string(rows.value().next()->column(0).text(0));
  };
  EXPECT_EQ(setting("threads"), "2");
  EXPECT_EQ(usual.threads, 2U);
  EXPECT_EQ(setting("memory_limit"), "4.0 GiB");
  EXPECT_EQ(usual.memory_bytes, 4ULL << 30U);
}

TEST_F(LockedSession, ReadsNoOtherFileHoweverNear) {
  expect_refused("SELECT count(*) FROM read_parquet(" + quoted("neighbour.parquet") + ")");
  expect_refused("SELECT count(*) FROM " + quoted("neighbour.parquet"));
  expect_refused("SELECT * FROM read_csv(" + quoted("neighbour.csv") + ")");
  expect_refused("SELECT * FROM read_text(" + quoted("neighbour.csv") + ")");
  expect_refused("SELECT * FROM read_blob('/etc/passwd')");
  expect_refused("SELECT * FROM glob('/etc/*')");
  expect_refused("SELECT * FROM read_parquet(" + quoted("*.parquet") + ")");
}

TEST_F(LockedSession, WritesNothing) {
  expect_refused("COPY (SELECT 1 AS a) TO " + quoted("out.csv"));
  expect_refused("COPY \"visits@1718\" TO " + quoted("out.parquet") + " (FORMAT parquet)");
  expect_refused("EXPORT DATABASE " + quoted("out"));
  EXPECT_FALSE(
      session_->connection().select("COPY (SELECT 1) TO " + duck::quote_text(file_.string())));
}

TEST_F(LockedSession, AttachesNothing) {
  expect_refused("ATTACH " + quoted("other.db") + " AS other");
  expect_refused("ATTACH '/etc/passwd' AS other");
}

TEST_F(LockedSession, LoadsNoExtensionAndReachesNoNetwork) {
  expect_refused("INSTALL httpfs");
  expect_refused("LOAD httpfs");
  expect_refused("LOAD " + quoted("evil.duckdb_extension"));
  expect_refused("SELECT * FROM read_parquet('http://127.0.0.1:9/a.parquet')");
  expect_refused("SELECT * FROM read_parquet('s3://bucket/a.parquet')");
  expect_refused("SELECT * FROM read_csv('https://127.0.0.1:9/a.csv')");
}

TEST_F(LockedSession, NoSettingCanBeChangedBack) {
  for (const char* setting :
       {"enable_external_access = true", "lock_configuration = false", "allowed_paths = ['/']",
        "allowed_directories = ['/']", "memory_limit = '1TB'", "temp_directory = '/tmp'",
        "autoload_known_extensions = true", "threads = 64"}) {
    expect_refused(std::string("SET ") + setting);
  }
  expect_refused("RESET lock_configuration");
}

}  // namespace
}  // namespace hdis::engine
