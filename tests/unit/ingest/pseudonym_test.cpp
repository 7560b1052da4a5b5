#include "hdis/ingest/pseudonym.hpp"

#include "../../support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace hdis::ingest {
namespace {

namespace fs = std::filesystem;

class Pseudonym : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path file() const { return folder_.path() / "key"; }

  /// A key file of these bytes that only its owner may read.
  void write(const std::string& bytes) const {
    std::ofstream(file(), std::ios::binary) << bytes;
    fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
  }

  [[nodiscard]] std::string refusal() const {
    const auto key = PseudonymKey::read(file());
    return key ? "none" : key.error().reasons().at(0).rule;
  }

  testing::TemporaryFolder folder_;
};

std::string hex(const PseudonymKey::Pseudonym& pseudonym) {
  std::string text;
  for (const auto byte : pseudonym) text += fmt::format("{:02x}", byte);
  return text;
}

TEST_F(Pseudonym, IsKeyedBlake2b) {
  write("0123456789abcdef0123456789abcdef");
  const auto key = PseudonymKey::read(file()).value();
  // Python: hashlib.blake2b(b"p9434765919", key=b"0123456789abcdef0123456789abcdef", digest_size=16)
  EXPECT_EQ(hex(key.rename(PseudonymKey::Kind::person, "9434765919")),
            "724140b92bd7ef6566e5e104be9ad7b4");
  // The same with b"r9434765919".
  EXPECT_EQ(hex(key.rename(PseudonymKey::Kind::record, "9434765919")),
            "5ed90a12f5ce847626aa8a721785ba78");
}

TEST_F(Pseudonym, DependsOnTheKey) {
  write(std::string(32, 'a'));
  const auto one = PseudonymKey::read(file()).value();
  write(std::string(32, 'b'));
  const auto other = PseudonymKey::read(file()).value();
  EXPECT_NE(one.rename(PseudonymKey::Kind::person, "1"),
            other.rename(PseudonymKey::Kind::person, "1"));
  EXPECT_NE(one.fingerprint(), other.fingerprint());
}

TEST_F(Pseudonym, DoesNotRepeatItself) {
  write(std::string(32, 'a'));
  const auto key = PseudonymKey::read(file()).value();
  std::set<PseudonymKey::Pseudonym> seen;
  for (int number = 0; number < 100000; ++number) {
    seen.insert(key.rename(PseudonymKey::Kind::person, std::to_string(number)));
  }
  EXPECT_EQ(seen.size(), 100000U);
}

TEST_F(Pseudonym, KeysAreMadeForTheirOwnerAloneAndDiffer) {
  ASSERT_TRUE(PseudonymKey::create(file()));
  EXPECT_EQ(fs::file_size(file()), 32U);
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(PseudonymKey::create(folder_.path() / "other"));
  EXPECT_NE(PseudonymKey::read(file())->fingerprint(),
            PseudonymKey::read(folder_.path() / "other")->fingerprint());
}

TEST_F(Pseudonym, AKeyIsNeverReplaced) {
  ASSERT_TRUE(PseudonymKey::create(file()));
  const auto again = PseudonymKey::create(file());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::conflict);
}

TEST_F(Pseudonym, AMissingKeyIsRefused) { EXPECT_EQ(refusal(), "ingest.key_missing"); }

TEST_F(Pseudonym, AKeyThatOthersMayReadIsRefused) {
  for (const auto more : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
    write(std::string(32, 'a'));
    fs::permissions(file(), more, fs::perm_options::add);
    EXPECT_EQ(refusal(), "ingest.key_mode");
  }
}

TEST_F(Pseudonym, AKeyOfAnotherLengthIsRefused) {
  for (const std::size_t length : {0U, 31U, 33U, 64U}) {
    write(std::string(length, 'a'));
    EXPECT_EQ(refusal(), "ingest.key_file") << length;
  }
}

TEST_F(Pseudonym, AFolderIsNoKey) {
  fs::create_directory(file());
  fs::permissions(file(), fs::perms::owner_all);
  EXPECT_EQ(refusal(), "ingest.key_file");
}

}  // namespace
}  // namespace hdis::ingest
