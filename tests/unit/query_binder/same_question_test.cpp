#include "support.hpp"

#include <gtest/gtest.h>

namespace hdis::query {
namespace {

using test::accepted;
using test::fingerprint_of;

struct Pair {
  std::string one, other;
};

TEST(SameQuestion, SpelledOtherwiseHasTheSameFingerprint) {
  const std::vector<Pair> pairs = {
      // Years by the table's name or by the field.
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(*) FROM hes.hes_apc WHERE FYEAR = 1718"},
      {"SELECT COUNT(*) FROM hes_apc WHERE FYEAR IN ('1617', '1718')",
       "SELECT COUNT(*) FROM hes_apc WHERE FYEAR BETWEEN '1617' AND '1718'"},
      {"SELECT COUNT(*) FROM hes_apc WHERE FYEAR IN ('1617', '1718')",
       "SELECT COUNT(*) FROM (SELECT * FROM hes_apc_1718 UNION ALL SELECT * FROM hes_apc_1617)"},
      {"SELECT FYEAR, COUNT(*) FROM hes_apc WHERE FYEAR IN ('1617', '1718') GROUP BY FYEAR",
       "SELECT FYEAR, COUNT(*) FROM hes_apc_1718 GROUP BY FYEAR UNION "
       "SELECT FYEAR, COUNT(*) FROM hes_apc_1617 GROUP BY FYEAR"},
      {"SELECT FYEAR, COUNT(*) FROM hes_apc_1718 GROUP BY FYEAR",
       "SELECT FYEAR, COUNT(*) FROM hes_apc WHERE FYEAR = '2017/18' GROUP BY FYEAR"},
      // Counting.
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT SUM(1) FROM hes_apc_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(EPIKEY) FROM hes_apc_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(DISTINCT EPIKEY) FROM hes_apc_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(1) AS n FROM hes_apc_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718 WHERE FAE = 1",
       "SELECT SUM(FAE) FROM hes_apc_1718 WHERE FAE = 1"},
      {"SELECT COUNT(*) FROM hes_apc_1718 WHERE FAE = 1",
       "SELECT COUNT(FAE) FROM hes_apc_1718 WHERE FAE = 1"},
      {"SELECT SUM(FAE) FROM hes_apc_1718",
       "SELECT COUNT(*) FILTER (WHERE FAE = 1) FROM hes_apc_1718"},
      {"SELECT SUM(CASE WHEN SEX = '1' THEN 1 ELSE 0 END) FROM hes_apc_1718",
       "SELECT COUNT(*) FILTER (WHERE SEX = '1') FROM hes_apc_1718"},
      {"SELECT COUNT(CASE WHEN SEX = '1' THEN 1 END) FROM hes_apc_1718",
       "SELECT COUNT_IF(SEX = '1') FROM hes_apc_1718"},
      {"SELECT SUM(CASE SEX WHEN '1' THEN SPELDUR END) FROM hes_apc_1718",
       "SELECT SUM(SPELDUR) FILTER (WHERE SEX = '1') FROM hes_apc_1718"},
      {"SELECT COUNT(DISTINCT CASE WHEN SEX = '1' THEN PSEUDO_HESID END) FROM hes_apc_1718",
       "SELECT COUNT(DISTINCT TOKEN_PERSON_ID) FILTER (WHERE SEX = '1') FROM hes_apc_1718"},
      // Names, order, presentation.
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX",
       "select count(*) as n, Sex as s from HES.HES_APC_1718 group by 2 order by n desc limit 7"},
      {"SELECT SEX, CLASSPAT, COUNT(*) FROM hes_apc_1718 GROUP BY SEX, CLASSPAT",
       "SELECT CLASSPAT, SEX, COUNT(*) FROM hes_apc_1718 GROUP BY CLASSPAT, SEX"},
      {"SELECT SEX, COUNT(*), AVG(SPELDUR) FROM hes_apc_1718 GROUP BY SEX",
       "SELECT SEX, AVG(SPELDUR), COUNT(*) FROM hes_apc_1718 GROUP BY ALL"},
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX",
       "SELECT * FROM (SELECT SEX FROM hes_apc_1718) "
       "PIVOT (COUNT(*) FOR SEX IN ('1', '2'))"},
      // Steps on the way.
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 WHERE FAE = 1 GROUP BY SEX",
       "WITH a AS (SELECT SEX AS s, FAE FROM hes_apc_1718 WHERE FAE = 1) "
       "SELECT s, COUNT(*) FROM a GROUP BY s"},
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 WHERE FAE = 1 GROUP BY SEX",
       "CREATE VIEW v AS SELECT * FROM hes_apc_1718; "
       "SELECT sx, n FROM (SELECT SEX AS sx, SUM(FAE) AS n FROM v WHERE FAE = 1 GROUP BY SEX)"},
      // Bands.
      {"SELECT CASE WHEN EPIORDER < 3 THEN 'a' ELSE 'b' END, COUNT(*) FROM hes_apc_1718 GROUP BY 1",
       "SELECT IF(EPIORDER <= 2, 'a', 'b'), COUNT(*) FROM hes_apc_1718 GROUP BY 1"},
      {"SELECT CASE WHEN SEX = '1' THEN 'm' WHEN SEX = '2' THEN 'f' END, COUNT(*) "
       "FROM hes_apc_1718 GROUP BY 1",
       "SELECT CASE SEX WHEN 1 THEN 'm' WHEN 2 THEN 'f' ELSE NULL END, COUNT(*) "
       "FROM hes_apc_1718 GROUP BY 1"},
      // Totals.
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY ROLLUP (SEX)",
       "SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY GROUPING SETS ((), (SEX))"},
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY CUBE (SEX)",
       "SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX UNION ALL "
       "SELECT 'All', COUNT(*) FROM hes_apc_1718"},
      // People.
      {"SELECT COUNT(*) FROM hes_apc_1718 WHERE PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM "
       "hes_ae_1718)",
       "SELECT COUNT(*) FROM hes_apc_1718 WHERE TOKEN_PERSON_ID IN "
       "(SELECT DISTINCT PSEUDO_HESID FROM hes_ae WHERE FYEAR = '1718')"},
      // Several questions in any order.
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX; SELECT COUNT(*) FROM hes_op_1718",
       "SELECT COUNT(*) FROM hes_op_1718; SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX"},
  };
  for (const auto& pair : pairs) {
    EXPECT_EQ(fingerprint_of(pair.one), fingerprint_of(pair.other))
        << test::rewritten(pair.one) << "\n"
        << test::rewritten(pair.other);
  }
}

TEST(SameQuestion, AnythingThatChangesTheRecordsChangesTheFingerprint) {
  const std::vector<Pair> pairs = {
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(*) FROM hes_apc_1617"},
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(*) FROM hes_apc"},
      {"SELECT COUNT(*) FROM hes_apc_1718", "SELECT COUNT(*) FROM hes_op_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718",
       "SELECT COUNT(DISTINCT PSEUDO_HESID) FROM hes_apc_1718"},
      {"SELECT COUNT(*) FROM hes_apc_1718 WHERE EPIORDER <= 2",
       "SELECT COUNT(*) FROM hes_apc_1718 WHERE EPIORDER <= 3"},
      {"SELECT SUM(FAE) FROM hes_apc_1718", "SELECT COUNT(FAE) FROM hes_apc_1718"},
      {"SELECT AVG(SPELDUR) FROM hes_apc_1718", "SELECT MEDIAN(SPELDUR) FROM hes_apc_1718"},
      {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX",
       "SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY ROLLUP (SEX)"},
      {"SELECT COUNT(*) / SUM(FAE) FROM hes_apc_1718",
       "SELECT COUNT(*), SUM(FAE) FROM hes_apc_1718"},
      {"SELECT COUNT(*) / SUM(FAE) FROM hes_apc_1718",
       "SELECT 100 * COUNT(*) / SUM(FAE) FROM hes_apc_1718"},
      {"SELECT CASE WHEN EPIORDER < 3 THEN 'a' ELSE 'b' END, COUNT(*) FROM hes_apc_1718 GROUP BY 1",
       "SELECT CASE WHEN EPIORDER < 4 THEN 'a' ELSE 'b' END, COUNT(*) FROM hes_apc_1718 GROUP BY "
       "1"},
      {"SELECT COUNT(*) FROM hes_apc_1718 WHERE DIAG_4_01 LIKE 'J44%'",
       "SELECT COUNT(*) FROM hes_apc_1718 WHERE DIAG_4_01 LIKE '%J44%'"},
  };
  for (const auto& pair : pairs) {
    EXPECT_NE(fingerprint_of(pair.one), fingerprint_of(pair.other)) << pair.one << "\n"
                                                                    << pair.other;
  }
}

TEST(SameQuestion, AFingerprintIsSixtyFourHexadecimalDigits) {
  const auto text = fingerprint_of("SELECT COUNT(*) FROM hes_apc_1718");
  EXPECT_EQ(text.size(), 64U);
  EXPECT_EQ(text.find_first_not_of("0123456789abcdef"), std::string::npos);
}

}  // namespace
}  // namespace hdis::query
