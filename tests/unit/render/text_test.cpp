#include "hdis/render/render.hpp"

#include "kept_table.hpp"

#include <gmock/gmock.h>

namespace hdis::render {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Text, AlignsNumbersToTheRight) {
  EXPECT_THAT(to_text(table_of_every_kind()), HasSubstr("1,234,565  25.0\n"));
  EXPECT_THAT(to_text(table_of_every_kind()), HasSubstr("        *     *\n"));
}

TEST(Text, CutsALongTableAndSaysSo) {
  const std::string text = to_text(table_of_every_kind(), 1);
  EXPECT_THAT(text, HasSubstr("… 3 more rows"));
  EXPECT_THAT(text, Not(HasSubstr("Female")));
}

}  // namespace
}  // namespace hdis::render
