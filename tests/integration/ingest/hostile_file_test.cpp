#include "../../support/killed_child.hpp"
#include "store.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <csignal>

namespace hdis::ingest {
namespace {

/// `text` as one gzip member, of level 0 (stored) or higher.
std::string gzipped(const std::string& text, int level = 6) {
  z_stream stream{};
  HDIS_ASSERT(deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) ==
              Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<unsigned>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  HDIS_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// Files as a careless supplier, or one who means harm, sends them.
class HostileFile : public StoreTest {
 protected:
  const std::string header_ = "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n";

  [[nodiscard]] std::string rows(int first, int last) const {
    std::string text;
    for (int row = first; row <= last; ++row) text += fmt::format("{:012},P{},1718,1\n", row, row);
    return text;
  }
  [[nodiscard]] Delivery of(const std::string& name, const std::string& bytes) const {
    return delivery("apc", "1718", {write(name, bytes)});
  }
};

TEST_F(HostileFile, ACutOffGzipIsRefusedWhereverItWasCut) {
  const auto whole = gzipped(header_ + rows(1, 20000));
  ASSERT_EQ(take(of("whole.csv.gz", whole))->rows_accepted, 20000U);
  ASSERT_TRUE(purge(settings_.data_folder, catalogue::DatasetId("apc"),
                    *FinancialYear::parse("1718"), "1"));
  // In the header, in the middle, before the checksum, within it, within the length.
  for (const std::size_t kept : {std::size_t{1}, std::size_t{9}, whole.size() / 2, whole.size() - 8,
                                 whole.size() - 5, whole.size() - 1}) {
    EXPECT_THAT(refused(of("cut.csv.gz", whole.substr(0, kept))), HasSubstr("so it was cut off"))
        << kept;
  }
}

TEST_F(HostileFile, ACutOffGzipOfStoredBlocksIsRefused) {
  // Stored blocks can be read up to the cut, so that only the missing end shows.
  const auto whole = gzipped(header_ + rows(1, 5000), 0);
  EXPECT_THAT(refused(of("cut.csv.gz", whole.substr(0, whole.size() / 2))),
              HasSubstr("so it was cut off"));
}

TEST_F(HostileFile, ADamagedGzipIsRefused) {
  auto bytes = gzipped(header_ + rows(1, 2000));
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);  // In the checksum.
  EXPECT_THAT(refused(of("bad.csv.gz", bytes)), HasSubstr("damaged"));
}

TEST_F(HostileFile, ConcatenatedGzipMembersAreReadToTheLast) {
  std::string bytes = gzipped(header_);
  for (int member = 0; member < 5; ++member) {
    bytes += gzipped(rows(member * 3000 + 1, member * 3000 + 3000));
  }
  const auto report = take(of("members.csv.gz", bytes));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_read, 15000U);
  EXPECT_EQ(report->rows_accepted, 15000U);
}

TEST_F(HostileFile, ACutOffMemberOfSeveralIsRefused) {
  const auto second = gzipped(rows(4, 3000));
  EXPECT_THAT(refused(of("members.csv.gz",
                         gzipped(header_ + rows(1, 3)) + second.substr(0, second.size() - 1))),
              HasSubstr("so it was cut off"));
}

TEST_F(HostileFile, AnythingElseAfterAGzipIsRefused) {
  const auto whole = gzipped(header_ + rows(1, 3));
  const auto padding = std::string(512, '\0');
  for (const auto& bytes :
       {whole + "more", whole + padding, whole + padding + gzipped(rows(4, 5))}) {
    EXPECT_THAT(refused(of("more.csv.gz", bytes)), HasSubstr("something else"));
  }
}

TEST_F(HostileFile, ACutOffParquetIsRefused) {
  const auto file = folder_.path() / "whole.parquet";
  auto connection = duck::Database::open().value().connect().value();
  ASSERT_TRUE(connection.execute(
      fmt::format("COPY (SELECT i AS EPIKEY, 'P' || i AS PSEUDO_HESID, 1718 AS FYEAR FROM "
                  "range(5000) AS numbers(i)) TO {} (FORMAT parquet, ROW_GROUP_SIZE 2048)",
                  duck::quote_text(file.string()))));
  for (const auto part : {1, 2, 3}) {
    const auto cut = folder_.path() / "cut.parquet";
    fs::copy_file(file, cut, fs::copy_options::overwrite_existing);
    fs::resize_file(cut, fs::file_size(file) * static_cast<unsigned>(part) / 4);
    EXPECT_THAT(refused(delivery("apc", "1718", {cut})), HasSubstr("cannot be read as Parquet"));
  }
  const auto report = take(delivery("apc", "1718", {file}));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_accepted, 5000U);
}

TEST_F(HostileFile, WhatIsNoFileIsRefusedAtOnce) {
  const auto folder = folder_.path() / "folder.csv";
  fs::create_directory(folder);
  EXPECT_THAT(refused(delivery("apc", "1718", {folder})), HasSubstr("is not a file"));
  for (const std::string name : {"pipe.csv", "pipe.csv.gz", "pipe.parquet"}) {
    const auto pipe = folder_.path() / name;
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(refused(delivery("apc", "1718", {pipe})), HasSubstr("is not a file"));
  }
  const auto link = folder_.path() / "link.csv";
  fs::create_symlink(folder_.path() / "nothing.csv", link);
  EXPECT_THAT(refused(delivery("apc", "1718", {link})), HasSubstr("There is no file"));
}

TEST_F(HostileFile, ThatChangesWhileItIsReadIsRefused) {
  const auto delivered = of("growing.csv", header_ + rows(1, 3));
  const auto report = take_in(delivered, shipped(), settings_,
                              [&](double done) {
                                if (done != 0.05)
                                  return;  // After the digests, before its lines are read.
                                std::ofstream(delivered.files.front(), std::ios::app) << rows(4, 4);
                              },
                              {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reasons().front().rule, "ingest.changed_meanwhile");
  EXPECT_THAT(leftovers(), IsEmpty());
  EXPECT_THAT(versions(), IsEmpty());
}

TEST_F(HostileFile, OtherEncodings) {
  std::string utf16("\xFF\xFE", 2);
  for (const char character : header_ + rows(1, 3)) {
    utf16 += character;
    utf16 += '\0';
  }
  EXPECT_THAT(refused(of("utf16.csv", utf16)), HasSubstr("not text in UTF-8"));
  EXPECT_THAT(refused(of("unmarked.csv", utf16.substr(2))), HasSubstr("not text in UTF-8"));
  const auto marked = take(of("bom.csv", "\xEF\xBB\xBF" + header_ + rows(1, 3)));
  ASSERT_TRUE(marked) << marked.error().to_text();
  EXPECT_EQ(marked->rows_accepted, 3U);
  EXPECT_EQ(field_of(*marked, "EPIKEY").outcome, "hashed");
}

TEST_F(HostileFile, LineEndsAndQuotes) {
  const auto crlf =
      take(of("crlf.csv", "EPIKEY,PSEUDO_HESID,FYEAR,SEX\r\n1,A,1718,1\r\n2,B,1718,2\r\n"));
  ASSERT_TRUE(crlf) << crlf.error().to_text();
  EXPECT_EQ(crlf->rows_accepted, 2U);
  EXPECT_EQ(field_of(*crlf, "SEX").repaired, 0U);
  const auto quoted = take(of("quoted.csv",
                              "\"EPIKEY\",\"PSEUDO_HESID\",\"FYEAR\",\"NOTE\",\"SEX\"\n"
                              "\"1\",\"A\",\"1718\",\"two\nlines, and a \"\"word\"\"\",\"1\"\n"
                              "\"2\",\"B\",\"1718\",\"\",\"2\"\n"));
  ASSERT_TRUE(quoted) << quoted.error().to_text();
  EXPECT_EQ(quoted->rows_accepted, 2U);
  EXPECT_EQ(quoted->rows_rejected, 0U);
}

TEST_F(HostileFile, LinesThatEndInDifferentWays) {
  const std::string lf = header_ + rows(1, 3);
  const std::string mixed = lf + "4,P4,1718,1\r\n5,P5,1718,1\r\n";
  EXPECT_THAT(refused(of("mixed.csv", mixed)), HasSubstr("all its lines end in the same way"));
  std::string old;  // As Macintoshes once wrote.
  for (const char character : lf) old += character == '\n' ? '\r' : character;
  const auto report = take(of("cr.csv", old));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_accepted, 3U);
}

TEST_F(HostileFile, TwoNamesOfOneFieldAreNotTwoColumns) {
  EXPECT_THAT(refused(of("twice.csv", "EPIKEY,PSEUDO_HESID,FYEAR,EPIKEY\n1,A,1718,2\n")),
              HasSubstr("two columns called 'EPIKEY'"));
  const auto report =
      take(of("names.csv", "EPIKEY,PSEUDO_HESID,TOKEN_PERSON_ID,FYEAR\n1,A,B,1718\n"));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(field_of(*report, "PSEUDO_HESID").outcome, "second name of a field (left out)");
}

TEST_F(HostileFile, AColumnWithoutANameIsLeftOut) {
  const auto report = take(of("comma.csv", "EPIKEY,PSEUDO_HESID,FYEAR,\n1,A,1718,\n"));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_accepted, 1U);
}

TEST_F(HostileFile, HugeAndOddValuesDoNotBecomeValues) {
  const std::string huge(200000, 'x');
  const std::string beyond(300000, 'x');
  const auto report = take(of(
      "huge.csv", header_ + rows(1, 20) + "21,A," + "1718," + huge + "\n" + "22,A,1718," + beyond +
                      "\n" + "23,A,1718,1\" OR 1=1 --\n" + std::string("24,A,1718,\0\n", 12)));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_THAT(report->rejections,
              ::testing::Contains(Pair("malformed line: longer than 262,144 bytes", 1)));
  EXPECT_THAT(stored("apc/1718/1", "DISTINCT SEX", "SEX NULLS LAST"),
              ElementsAre(ElementsAre("1"), ElementsAre("NULL")));
}

TEST_F(HostileFile, WithoutARow) {
  EXPECT_THAT(refused(of("empty.csv", "")), HasSubstr("is empty"));
  EXPECT_THAT(refused(of("blank.csv", "\n\n\n")), HasSubstr("blank.csv"));
  EXPECT_THAT(refused(of("header.csv", header_)), HasSubstr("No row"));
  EXPECT_THAT(refused(of("unended.csv", header_.substr(0, header_.size() - 1))),
              HasSubstr("No row"));
  EXPECT_THAT(refused(of("empty.csv.gz", gzipped(""))), HasSubstr("is empty"));
  EXPECT_THAT(refused(of("empty.parquet", "")), HasSubstr("cannot be read as Parquet"));
}

TEST_F(HostileFile, ParquetOfOtherTypesIsCleanedAsText) {
  const auto file = folder_.path() / "types.parquet";
  auto connection = duck::Database::open().value().connect().value();
  ASSERT_TRUE(connection.execute(fmt::format(
      "COPY (SELECT CAST(i AS DOUBLE) AS epikey, CAST('P' || i AS BLOB) AS pseudo_hesid, "
      "CAST(1718 AS SMALLINT) AS fyear, CAST(1 AS TINYINT) AS sex, "
      "TIMESTAMP '2017-05-03 10:00:00' AS epistart, DATE '2017-05-04' AS epiend, [1, 2] AS "
      "admimeth, {{'a': 1}} AS etHNos, CAST(2.0 AS DECIMAL(9, 3)) AS epidur, TRUE AS fae FROM "
      "range(1, 4) AS numbers(i)) TO {} (FORMAT parquet)",
      duck::quote_text(file.string()))));
  const auto report = take(delivery("apc", "1718", {file}));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_accepted, 3U);
  EXPECT_THAT(
      stored("apc/1718/1", "DISTINCT SEX, EPISTART, EPIEND, ADMIMETH, ETHNOS, EPIDUR, FAE"),
      ElementsAre(ElementsAre("1", "2017-05-03", "2017-05-04", "NULL", "NULL", "2", "NULL")));
  // The same episode by another type is the same episode.
  const auto csv =
      write("more.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n000000000001,P1,1718\n4,P4,1718\n");
  const auto both = take(delivery("apc", "1718", {file, csv}));
  ASSERT_TRUE(both) << both.error().to_text();
  EXPECT_EQ(both->rows_accepted, 4U);
}

TEST_F(HostileFile, AFileThatMayNotBeReadLeavesNothing) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto delivered = of("closed.csv", header_ + rows(1, 3));
  fs::permissions(delivered.files.front(), fs::perms::none);
  EXPECT_THAT(refused(delivered), HasSubstr("closed.csv"));
}

TEST_F(HostileFile, ADiskThatIsFullLeavesNothing) {
  shipped();
  const auto delivered = of("large.csv", header_ + rows(1, 20000));
  const auto child = testing::run_in_child([&](const std::function<void(char)>& say) {
    // No file may grow beyond 64 KiB: as on a full disk, writing fails.
    const rlimit limit{65536, 65536};
    HDIS_ASSERT(::signal(SIGXFSZ, SIG_IGN) != SIG_ERR && ::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    const auto report = take(delivered);
    say(report ? 'y' : 'n');
  });
  EXPECT_FALSE(child.killed);
  EXPECT_EQ(child.said, "n");
  EXPECT_THAT(leftovers(), IsEmpty());
  EXPECT_THAT(versions(), IsEmpty());
}

TEST_F(HostileFile, AStoreThatCannotBeWrittenIsSaidSo) {
  auto settings = settings_;
  settings.data_folder = "/proc/no_store_here";
  const auto report =
      take_in(of("delivery.csv", header_ + rows(1, 3)), shipped(), settings, {}, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code(), ErrorCode::unavailable);
}

TEST_F(HostileFile, NamesWithSignsOfSqlAndPatternsAreNames) {
  for (const std::string name : {"it's.csv", "a*.csv", "[a-z].csv", "x\"; DROP.csv", "h=t/..csv"}) {
    if (name.find('/') != std::string::npos) fs::create_directory(folder_.path() / "h=t");
    const auto report = take(of(name, header_ + rows(1, 3)));
    ASSERT_TRUE(report) << name << report.error().to_text();
    EXPECT_EQ(report->rows_accepted, 3U);
  }
  // A pattern is no name: it must not reach other files.
  write("b1.csv", header_ + rows(4, 9));
  EXPECT_THAT(take(delivery("apc", "1718", {folder_.path() / "b*.csv"})).error().to_text(),
              HasSubstr("There is no file"));
}

}  // namespace
}  // namespace hdis::ingest
