#include "hdis/governance/data_version.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

LoadedData data(const std::string& dataset, const std::string& year,
                const std::string& version = "1") {
  return {catalogue::DatasetId(dataset), *FinancialYear::parse(year), version,
          dataset + year + version};
}

query::Usage usage(const std::string& dataset, const std::vector<std::string>& years) {
  query::Usage out;
  out.dataset = catalogue::DatasetId(dataset);
  for (const auto& year : years) out.years.push_back(*FinancialYear::parse(year));
  return out;
}

const std::vector<LoadedData> loaded{data("op", "1718"), data("apc", "1718"),
                                     data("apc", "1617", "2")};

TEST(DataVersion, IsOfWhatThePlanCanTouchAndNothingElse) {
  const std::vector<query::Usage> one{usage("apc", {"1617"})};
  EXPECT_EQ(data_in_words(touched(one, loaded)), "apc 2016/17 version 2");
  const std::vector<query::Usage> other{usage("ae", {})};
  EXPECT_EQ(data_in_words(touched(other, loaded)), "");
}

TEST(DataVersion, OfAQueryWithoutYearsIsOfEveryLoadedYear) {
  const std::vector<query::Usage> all{usage("apc", {}), usage("op", {"1718"})};
  EXPECT_EQ(data_in_words(touched(all, loaded)),
            "apc 2016/17 version 2; apc 2017/18 version 1; op 2017/18 version 1");
}

TEST(DataVersion, HasADigestThatChangesWithEveryPart) {
  const std::vector<LoadedData> before{data("apc", "1718")};
  const auto digest = data_digest(before);
  auto content = before;
  content[0].content_digest = "other bytes";
  auto version = before;
  version[0].version = "2";
  auto more = before;
  more.push_back(data("apc", "1617"));
  for (const auto& after : {content, version, more}) EXPECT_NE(data_digest(after), digest);
}

}  // namespace
}  // namespace hdis::governance
