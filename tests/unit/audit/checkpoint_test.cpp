#include "hdis/audit/checkpoint.hpp"

#include "log_fixture.hpp"

#include <gtest/gtest.h>

namespace hdis::audit {
namespace {

const Checkpoint example{"store-1", 12, digest_of("twelve"), testing::noon};

TEST(Checkpoint, IsReadAsItWasWritten) {
  const auto read = parse_checkpoint(checkpoint_text(example));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, example);
}

TEST(Checkpoint, RefusesWhatIsNotOne) {
  const auto text = checkpoint_text(example);
  auto without_digits = text;
  without_digits.replace(text.find("12\n"), 2, "xy");
  auto short_hash = text;
  short_hash.erase(text.find("hash: ") + 6, 1);
  auto no_time = text;
  no_time.replace(text.find("2018-10-01T"), 11, "01.10.2018 ");
  for (const auto& wrong :
       {std::string(), text.substr(0, 60), without_digits, short_hash, no_time}) {
    const auto read = parse_checkpoint(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code(), ErrorCode::invalid_input);
  }
}

}  // namespace
}  // namespace hdis::audit
