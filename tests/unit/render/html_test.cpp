#include "hdis/render/render.hpp"

#include "kept_table.hpp"

#include <gmock/gmock.h>

namespace hdis::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page() {
  const std::vector<released::Table> tables{table_of_every_kind()};
  return to_html(tables);
}

TEST(Html, EscapesEverythingFromTheTable) {
  EXPECT_THAT(page(), Not(HasSubstr("<script>")));
  EXPECT_THAT(page(), HasSubstr("Trust, &quot;A&quot; &lt;script&gt;"));
  EXPECT_THAT(page(), HasSubstr("Admissions by sex &lt;and&gt; place"));
  EXPECT_THAT(page(), HasSubstr("Example &amp; Sons"));
}

TEST(Html, FetchesAndRunsNothing) {
  EXPECT_THAT(page(), HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
  for (const char* reference : {"src=", "href=\"http", "url(", "@import"})
    EXPECT_THAT(page(), Not(HasSubstr(reference)));
}

// A title can be read with a mouse only, and an abbreviation takes no label.
TEST(Html, TellsEverybodyWhatAStarMeans) {
  EXPECT_THAT(page(), HasSubstr("<span class=\"mark\" aria-hidden=\"true\">*</span><span "
                                "class=\"unseen\">suppressed</span>"));
  EXPECT_THAT(page(),
              HasSubstr("<li>Reasons for * in this table: " +
                        std::string(released::explain(released::SuppressionReason::small_number))));
  EXPECT_THAT(page(), Not(HasSubstr("title=\"")));
  EXPECT_THAT(page(), Not(HasSubstr("aria-label=")));
}

// Within the scrolling box, the question would be as wide as the table and cut off.
TEST(Html, SaysTheQuestionInTitleHeadingAndBeforeTheScrollingBox) {
  EXPECT_THAT(page(), HasSubstr("<h1>Admissions by sex &lt;and&gt; place</h1>"));
  EXPECT_THAT(page(), HasSubstr("<title>O-000007: Admissions by sex &lt;and&gt; place – "));
  const std::string html = page();
  EXPECT_LT(html.find("id=\"caption-1\">Admissions by sex"), html.find("class=\"scroll\""));
  EXPECT_THAT(html, HasSubstr("<table aria-labelledby=\"caption-1\">"));
  EXPECT_THAT(html, Not(HasSubstr("<caption>")));
}

TEST(Html, HeadsRowsAndColumns) {
  EXPECT_THAT(page(), HasSubstr("<th scope=\"col\" class=\"number\">admissions<span "
                                "class=\"unit\">episodes</span></th>"));
  EXPECT_THAT(page(), HasSubstr("<th scope=\"row\"><span class=\"code\">1</span>Male</th>"));
  EXPECT_THAT(page(), HasSubstr("<tr class=\"total\">"));
}

TEST(Html, ShowsNumbersWithSeparatorsAndStamp) {
  EXPECT_THAT(page(),
              HasSubstr("<td class=\"number\">1,234,565</td><td class=\"number\">25.0</td>"));
  EXPECT_THAT(page(), HasSubstr("<dt>Query fingerprint</dt><dd>ab12</dd>"));
  EXPECT_THAT(page(), HasSubstr("role=\"note\">Demonstration:"));
}

TEST(Html, NumbersSeveralTables) {
  const std::vector<released::Table> tables{table_of_every_kind(), table_of_every_kind()};
  EXPECT_THAT(to_html(tables), HasSubstr("<p class=\"caption\" id=\"caption-2\">Table 2 of 2: "));
}

}  // namespace
}  // namespace hdis::render
