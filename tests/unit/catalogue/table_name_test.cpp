#include "shipped.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {
namespace {

struct Spelling {
  std::string name;
  std::string dataset;
  std::string year;  // "" if the name has none.
  bool unknown_prefix = false;
};

void PrintTo(const Spelling& spelling, std::ostream* out) { *out << spelling.name; }

class TableName : public testing::TestWithParam<Spelling> {};

TEST_P(TableName, IsResolved) {
  const auto match = shipped().resolve_table(GetParam().name);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->dataset->id.text(), GetParam().dataset);
  EXPECT_EQ(match->year ? match->year->code() : "", GetParam().year);
  EXPECT_EQ(match->unknown_prefix, GetParam().unknown_prefix);
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, TableName,
    testing::Values(
        Spelling{"hes_apc", "apc", ""}, Spelling{"apc", "apc", ""},
        Spelling{"hes.hes_apc_1718", "apc", "1718"}, Spelling{"HES.HES_APC_1718", "apc", "1718"},
        Spelling{" hes.hes_apc_1718 ", "apc", "1718"},
        Spelling{"hdis_10years.hes_apc_1718_hdis_10years", "apc", "1718"},
        Spelling{"hes_apc_hdis_10years", "apc", ""}, Spelling{"hes.hes_apc_9900", "apc", "9900"},
        Spelling{"hes_apc_201718", "apc", "1718"}, Spelling{"hes_apc_2017_18", "apc", "1718"},
        Spelling{"anything.hes_apc_1718", "apc", "1718", true},
        Spelling{"a.b.hes_apc_1718", "apc", "1718", true},
        Spelling{"dars_nic_391419.hes_apc_1718", "apc", "1718", true},
        Spelling{"hes.v_hes_apc_1718", "apc", "1718", true},
        Spelling{"hes.hes_apc_1718_provisional", "apc", "1718", true}));

class NoTableName : public testing::TestWithParam<std::string> {};

TEST_P(NoTableName, IsNotResolved) { EXPECT_FALSE(shipped().resolve_table(GetParam())); }

// hes_apc_mat is another table of HES, which must not be taken for hes_apc.
INSTANTIATE_TEST_SUITE_P(Names, NoTableName,
                         testing::Values("", ".", "hes.", "my_patients", "hes_apc_1719",
                                         "hes_apc_2017", "hes_apc_17", "hes_apc_1718x",
                                         "hes_apc1718", "hes_apc_mat", "hes_apc_mat_1718",
                                         "xhes_apc_1718", "hes_apc.other"));

}  // namespace
}  // namespace hdis::catalogue
