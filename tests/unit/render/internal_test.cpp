#include "hdis/render/internal.hpp"

#include "kept_table.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace hdis::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* notice = "INTERNAL: CONTAINS SMALL NUMBERS.";

/// The table of every kind as if it were internal: only `disclosure` makes one, so it is sealed and opened.
released::InternalTable internal_table() {
  std::ifstream stream(HDIS_SOURCE_DIR "/tests/fixtures/released/every_kind.json");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::string format = "hdis-released-table-1";
  bytes.replace(bytes.find(format), format.size(), "hdis-internal-table-1");
  const auto key = SealingKey::generate();
  auto table = disclosure::unseal(key.seal(bytes, "here"), key, "here");
  if (!table) throw std::runtime_error(table.error().to_text());
  return *std::move(table);
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

TEST(InternalForms, CsvBeginsWithTheNotice) {
  EXPECT_THAT(InternalForms::to_csv(internal_table()), StartsWith(std::string("# ") + notice));
  EXPECT_THAT(to_csv(table_of_every_kind()), Not(HasSubstr("INTERNAL")));
}

TEST(InternalForms, EveryTableOfTheJsonHasTheNotice) {
  const std::vector tables{internal_table(), internal_table()};
  const auto json = boost::json::parse(InternalForms::to_json(tables));
  const auto& written = json.at("tables").as_array();
  ASSERT_EQ(written.size(), 2U);
  for (const auto& table : written) {
    EXPECT_THAT(std::string(table.at("notice").as_string()), StartsWith(notice));
    EXPECT_TRUE(table.at("provenance").at("internal").as_bool());
  }
}

TEST(InternalForms, ThePageHasTheNoticeFirstAndOnEveryPrintedPage) {
  const std::vector tables{internal_table()};
  const auto page = InternalForms::to_html(tables);
  EXPECT_LT(page.find(notice), page.find("<table"));
  EXPECT_EQ(times(page, notice), 2U);
  EXPECT_THAT(page, HasSubstr("@media print { .every-page { display: block; position: fixed;"));
  EXPECT_THAT(page, HasSubstr("The numbers are not protected"));
  EXPECT_THAT(page, Not(HasSubstr("How the numbers are protected")));
  EXPECT_THAT(page, Not(HasSubstr("Released by")));
}

TEST(InternalForms, TheTerminalShowsTheNoticeBeforeAndAfter) {
  const auto text = InternalForms::to_text(internal_table());
  EXPECT_THAT(text, StartsWith(std::string("  ") + notice));
  EXPECT_EQ(times(text, notice), 2U);
}

TEST(InternalForms, AReleasedPageSaysNothingOfIt) {
  const std::vector tables{table_of_every_kind()};
  EXPECT_THAT(to_html(tables), Not(HasSubstr("every-page")));
  EXPECT_THAT(to_json(tables), Not(HasSubstr("internal")));
  EXPECT_THAT(to_text(tables.front()), Not(HasSubstr("INTERNAL")));
}

}  // namespace
}  // namespace hdis::render
