// A label that a user wrote, in every form of a table: it stays a label.
#include "hdis/core/visible.hpp"
#include "hdis/render/render.hpp"

#include "kept_table.hpp"

#include <gmock/gmock.h>

namespace hdis::render {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The table with every "Male" replaced by a text, written as in JSON.
released::Table table_with(const std::string& label) {
  std::ifstream stream(HDIS_SOURCE_DIR "/tests/fixtures/released/every_kind.json");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  for (auto at = bytes.find("\"Male\""); at != std::string::npos; at = bytes.find("\"Male\""))
    bytes.replace(at, 6, "\"" + label + "\"");
  auto table = disclosure::reopen(bytes, digest_of(bytes));
  if (!table) throw std::runtime_error(table.error().to_text());
  return *table;
}

TEST(Hostile, NoFormHasACharacterThatIsObeyed) {
  const auto table = table_with("a\\u001b[8mb\u202ec\u009b\\u0007d");
  const std::vector<released::Table> tables{table};
  for (const auto& text : {to_csv(table), to_text(table), to_html(tables), to_json(tables)})
    EXPECT_TRUE(is_plain(text, Lines::many)) << text;
  EXPECT_THAT(to_csv(table), HasSubstr("a<U+001B>[8mb<U+202E>c<U+009B><U+0007>d"));
  EXPECT_THAT(to_html(tables), HasSubstr("a&lt;U+001B&gt;[8mb&lt;U+202E&gt;c"));
  EXPECT_THAT(to_json(tables), HasSubstr(R"(a\u001b[8mb\u202ec\u009b\u0007d)"));
}

// A reader that splits at line ends before it looks for quotes would take the second line for a comment.
TEST(Hostile, ACellOfCsvStaysInItsLine) {
  const auto csv = to_csv(table_with(R"(x\n# Note: fake\r\ty)"));
  EXPECT_THAT(csv, Not(HasSubstr("\n# Note: fake")));
  EXPECT_THAT(csv, HasSubstr("x # Note: fake  y"));
  EXPECT_THAT(to_text(table_with(R"(x\ny)")), HasSubstr("x<U+000A>y"));
}

TEST(Hostile, NoCellOfCsvIsAFormula) {
  for (const std::string formula : {"=1+1", "+1", "-1", "@SUM", "＝1+1", "＋1", "－1", "＠SUM",
                                    "  =1+1", "\u00a0=1", "\u3000＝1", " @x"}) {
    EXPECT_THAT(to_csv(table_with(formula)), HasSubstr(",'" + formula + ",")) << formula;
  }
  EXPECT_THAT(to_csv(table_with(R"(\t=1)")), HasSubstr(",' =1,"));
  EXPECT_THAT(to_csv(table_with("a=1")), HasSubstr(",a=1,"));
}

}  // namespace
}  // namespace hdis::render
