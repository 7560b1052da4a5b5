#include "hdis/core/digest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hdis {
namespace {

// Expected values: `b2sum -l 256` of GNU coreutils, and Python's hashlib.blake2b(digest_size=32).
TEST(Digest, IsBlake2b256) {
  EXPECT_EQ(digest_of("").text(),
            "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(digest_of("abc").text(),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

// Expected value: Python's hashlib over b"\x02" + 7 zeros + b"ab" + b"\x01" + 7 zeros + b"c".
TEST(Digest, OfPartsPutsALengthOfEightBytesBeforeEachPart) {
  const std::vector<std::string> parts = {"ab", "c"};
  EXPECT_EQ(digest_of_parts(parts).text(),
            "20263e794775e4edf2b306c0f306af9e50175c831c857604b481e847f790bf95");
}

TEST(Digest, OfPartsTellsApartWhereOnePartEnds) {
  const std::vector<std::string> one = {"ab", "c"};
  const std::vector<std::string> other = {"a", "bc"};
  const std::vector<std::string> none = {"abc"};
  EXPECT_NE(digest_of_parts(one), digest_of_parts(other));
  EXPECT_NE(digest_of_parts(one), digest_of_parts(none));
}

TEST(Digest, SameComparesContents) {
  EXPECT_TRUE(same(digest_of("a"), digest_of("a")));
  EXPECT_FALSE(same(digest_of("a"), digest_of("b")));
  EXPECT_FALSE(same(digest_of("a"), Digest("")));
}

}  // namespace
}  // namespace hdis
