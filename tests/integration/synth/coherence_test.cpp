#include "generated.hpp"

namespace hdis::synth {
namespace {

// One population for all tests of this file.
Records& records() {
  static const hdis::testing::TemporaryFolder folder;
  static Records made(options_for(40'000, folder.path() / "out"));
  return made;
}

// Each is a statement that counts what must not be.
void never(const std::string& table, const std::string& condition) {
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM " + table + " WHERE " + condition), 0)
      << condition;
}

void there_is_something_to_check() {
  EXPECT_GT(records().number("SELECT COUNT(*) FROM apc"), 20'000);
  EXPECT_GT(records().number("SELECT COUNT(*) FROM cc"), 200);
  EXPECT_GT(records().number("SELECT COUNT(*) FROM apc WHERE EPISTAT = '1'"), 20);
}

void dates_nest() {
  never("apc", "EPISTART < ADMIDATE");
  never("apc", "EPIEND < EPISTART");
  never("apc", "DISDATE < EPIEND AND EPISTAT = '3'");
  never("apc", "SPELEND = 'Y' AND (DISDATE IS NULL OR DISDATE <> EPIEND)");
  never("apc", "EPISTAT = '3' AND EPIDUR::INT <> date_diff('day', EPISTART::DATE, EPIEND::DATE)");
  never("apc",
        "SPELDUR IS NOT NULL AND SPELDUR::INT <> date_diff('day', ADMIDATE::DATE, DISDATE::DATE)");
  never("apc", "ELECDATE <> '1800-01-01' AND ELECDATE > ADMIDATE");
  never("apc", "OPDATE_01 IS NOT NULL AND (OPDATE_01 < EPISTART OR OPDATE_01 > EPIEND)");
}

void a_record_lies_in_its_year() {
  const std::string begins = "CAST('20' || year[1:2] || '-04-01' AS DATE)";
  never("apc", "FYEAR <> year");
  never("apc", "EPISTAT = '3' AND (EPIEND::DATE < " + begins + " OR EPIEND::DATE >= " + begins +
                   " + INTERVAL 1 YEAR)");
  never("apc", "EPISTAT = '1' AND (EPIEND IS NOT NULL OR EPISTART::DATE < " + begins + ")");
  never("ae", "ARRIVALDATE::DATE < " + begins + " OR ARRIVALDATE::DATE >= " + begins +
                  " + INTERVAL 1 YEAR");
  never("op",
        "APPTDATE::DATE < " + begins + " OR APPTDATE::DATE >= " + begins + " + INTERVAL 1 YEAR");
}

void flags_agree() {
  never("apc", "(FCE = '1') <> (EPISTAT = '3')");
  never("apc", "(FAE = '1') <> (EPISTAT = '3' AND EPIORDER = '1')");
  never("apc", "(FAE_EMERGENCY = '1') <> (FAE = '1' AND ADMIMETH LIKE '2%')");
  never("apc", "(FDE = '1') <> (EPISTAT = '3' AND SPELEND = 'Y')");
  never("apc", "(SPELBGIN = '0') <> (EPIORDER <> '1')");
  never("apc", "SPELBGIN = '1' AND ADMIDATE >= '20' || year[1:2] || '-04-01'");
  never("apc", "(DISMETH = '4') <> (DISDEST = '79')");
  never("apc", "FDE = '0' AND (DISMETH <> '8' OR DISDEST <> '98')");
  never("apc", "DIAG_COUNT::INT <> len(string_split(DIAG_4_CONCAT, ','))");
  never("apc", "DIAG_3_01 <> DIAG_4_01[1:3]");
}

void kinds_of_admission_agree() {
  never("apc", "CLASSPAT = '2' AND (ADMIMETH NOT IN ('11', '12', '13') OR ADMIDATE <> EPIEND)");
  never("apc", "CLASSPAT = '3' AND ADMIMETH NOT LIKE '1%'");
  never("apc", "ADMIMETH LIKE '2%' AND CLASSPAT <> '1'");
  never("apc", "ADMIMETH IN ('2B', '81') AND ADMISORC <> '51'");
  never("apc", "(ADMIMETH = '82') <> (EPITYPE = '3')");
  never("apc", "WAITLIST = '1' AND ADMIMETH <> '11'");
}

void episodes_of_a_spell_are_in_order() {
  // (1) Orders of a spell that lies in the years are 1, 2, ... without gaps.
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM (SELECT SUSSPELLID FROM apc WHERE FCE = '1' AND "
                             "ADMIDATE >= '2016-04-01' GROUP BY SUSSPELLID "
                             "HAVING MAX(EPIORDER::INT) <> COUNT(*) OR MIN(EPIORDER::INT) <> 1 OR "
                             "COUNT(DISTINCT EPIORDER) <> COUNT(*))"),
            0);
  // (2) Each begins where the one before ended, at the same provider, of the same person.
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM apc a JOIN apc b ON a.SUSSPELLID = b.SUSSPELLID "
                             "AND a.FCE = '1' AND b.FCE = '1' AND "
                             "b.EPIORDER::INT = a.EPIORDER::INT + 1 WHERE a.EPIEND <> b.EPISTART "
                             "OR a.PROCODE3 <> b.PROCODE3 OR "
                             "a.PSEUDO_HESID <> b.PSEUDO_HESID OR a.ADMIDATE <> b.ADMIDATE"),
            0);
}

void an_unfinished_episode_is_finished_next_year() {
  EXPECT_GT(records().number("SELECT COUNT(*) FROM apc WHERE EPISTAT = '1' AND year = '1617'"), 10);
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM apc o WHERE EPISTAT = '1' AND year = '1617' AND "
                             "(SELECT COUNT(*) FROM apc f WHERE "
                             "f.year = '1718' AND f.FCE = '1' AND f.SUSRECID = o.SUSRECID AND "
                             "f.EPISTART = o.EPISTART AND "
                             "f.PSEUDO_HESID = o.PSEUDO_HESID AND f.EPIORDER = o.EPIORDER) <> 1"),
            0);
}

void nobody_is_in_two_places() {
  EXPECT_EQ(
      records().number(
          "SELECT COUNT(*) FROM apc a JOIN apc b ON a.PSEUDO_HESID = b.PSEUDO_HESID AND "
          "a.SUSSPELLID <> b.SUSSPELLID AND "
          "a.FCE = '1' AND b.FCE = '1' AND a.EPISTART < b.EPISTART AND b.EPISTART < a.EPIEND"),
      0);
}

void nothing_happens_after_death() {
  const std::string died =
      "(SELECT PSEUDO_HESID AS person, DISDATE AS died FROM apc WHERE DISMETH = '4')";
  EXPECT_GT(records().number("SELECT COUNT(*) FROM " + died), 100);
  EXPECT_EQ(records().number("SELECT COUNT(*) - COUNT(DISTINCT person) FROM " + died), 0);
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM apc JOIN " + died +
                             " ON PSEUDO_HESID = person WHERE ADMIDATE > died"),
            0);
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM op JOIN " + died +
                             " ON PSEUDO_HESID = person WHERE APPTDATE > died"),
            0);
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM ae JOIN " + died +
                             " ON PSEUDO_HESID = person WHERE ARRIVALDATE > died"),
            0);
}

void attendances_and_admissions_link_both_ways() {
  EXPECT_GT(records().number("SELECT COUNT(*) FROM ae WHERE EPIKEY <> '0'"), 1000);
  // (1) From the attendance, unless the admission lies after the last year.
  EXPECT_EQ(
      records().number(
          "SELECT COUNT(*) FROM ae LEFT JOIN apc ON ae.EPIKEY = apc.EPIKEY WHERE ae.EPIKEY <> '0' "
          "AND "
          "(apc.EPIKEY IS NULL OR apc.AEKEY <> ae.AEKEY OR apc.PSEUDO_HESID <> ae.PSEUDO_HESID OR "
          "apc.ADMIDATE <> ae.ARRIVALDATE OR apc.PROCODE3 <> ae.PROCODE3)"),
      0);
  // (2) From the admission, unless the attendance lies before the first year.
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM apc LEFT JOIN ae ON ae.AEKEY = apc.AEKEY WHERE "
                             "apc.AEKEY <> '0' AND "
                             "apc.ADMIDATE >= '2016-04-01' AND ae.AEKEY IS NULL"),
            0);
  never("ae", "(AEATTENDDISP = '01') <> (EPIKEY <> '0')");
  never("apc", "(AEKEY <> '0') <> (ADMIMETH = '21')");
}

void critical_care_lies_inside_its_admission() {
  EXPECT_EQ(records().number("SELECT COUNT(*) FROM cc LEFT JOIN apc ON cc.SUSRECID = apc.SUSRECID "
                             "AND cc.year = apc.year AND apc.FCE = '1' "
                             "WHERE apc.SUSRECID IS NULL OR CCSTARTDATE < ADMIDATE OR CCSTARTDATE "
                             "> EPIEND OR CCDISDATE < EPISTART OR "
                             "CCDISDATE < CCSTARTDATE"),
            0);
  never("cc", "CCPERTYPE <> '01' AND year = '1617'");
  never("cc",
        "CCPERTYPE = '01' AND CCLEV2DAYS::INT + CCLEV3DAYS::INT <> date_diff('day', "
        "CCSTARTDATE::DATE, CCDISDATE::DATE) + 1");
}

void keys_are_unique() {
  for (const auto* each : {"apc EPIKEY", "ae AEKEY", "op ATTENDKEY"}) {
    const std::string text(each);
    const auto table = text.substr(0, text.find(' '));
    const auto key = text.substr(text.find(' ') + 1);
    EXPECT_EQ(records().number("SELECT COUNT(*) - COUNT(DISTINCT " + key + ") FROM " + table), 0);
    EXPECT_EQ(
        records().number("SELECT COUNT(*) FROM " + table + " WHERE LENGTH(" + key + ") <> 12"), 0);
  }
}

void people_stay_who_they_are() {
  EXPECT_EQ(
      records().number("SELECT COUNT(*) FROM (SELECT PSEUDO_HESID FROM (SELECT PSEUDO_HESID, SEX, "
                       "LSOA11, GPPRAC FROM apc UNION ALL "
                       "SELECT PSEUDO_HESID, SEX, LSOA11, GPPRAC FROM ae UNION ALL SELECT "
                       "PSEUDO_HESID, SEX, LSOA11, GPPRAC FROM op) "
                       "GROUP BY PSEUDO_HESID HAVING COUNT(DISTINCT SEX || LSOA11 || GPPRAC) > 1)"),
      0);
  // Ages agree with the days between: at most a year more than the whole years that have passed.
  EXPECT_EQ(records().number(
                "SELECT COUNT(*) FROM apc a JOIN apc b ON a.PSEUDO_HESID = b.PSEUDO_HESID AND "
                "a.EPISTART < b.EPISTART WHERE "
                "floor(b.STARTAGE_CALC::DOUBLE) - floor(a.STARTAGE_CALC::DOUBLE) NOT BETWEEN "
                "floor(date_diff('day', a.EPISTART::DATE, b.EPISTART::DATE) / 366.0) AND "
                "floor(date_diff('day', a.EPISTART::DATE, b.EPISTART::DATE) / 365.0) + 1"),
            0);
}

void nothing_impossible() {
  never("apc",
        "SEX = '1' AND (EPITYPE = '2' OR DIAG_4_CONCAT LIKE '%O80%' OR DIAG_4_01 LIKE 'O%' OR "
        "OPERTN_4_CONCAT LIKE '%R24%')");
  never("apc",
        "SEX = '1' AND list_has_any(list_transform(string_split(DIAG_4_CONCAT, ','), c -> c[1:3]), "
        "['D25', 'N80', 'N92', 'C56', 'C53'])");
  never("apc",
        "SEX = '2' AND list_has_any(list_transform(string_split(DIAG_4_CONCAT, ','), c -> c[1:3]), "
        "['C61', 'N40', 'N47'])");
  never("apc", "EPITYPE = '3' AND STARTAGE <> '7001'");
  never("apc", "EPITYPE = '2' AND STARTAGE::INT NOT BETWEEN 10 AND 59");
  never("apc", "STARTAGE::INT > 7000 AND DIAG_4_CONCAT LIKE '%F03%'");
  never("apc", "DIAG_4_01 BETWEEN 'V' AND 'YZZZ'");
  never("op", "SEX = '1' AND TRETSPEF IN ('501', '502')");
}

void every_delivery_has_its_babies() {
  EXPECT_GT(records().number("SELECT COUNT(*) FROM apc WHERE EPITYPE = '3'"), 500);
  EXPECT_NEAR(
      records().real(
          "SELECT SUM(CASE WHEN EPITYPE = '2' AND FAE = '1' THEN NUMBABY::INT END) FROM apc"),
      records().real("SELECT COUNT(*) FROM apc WHERE EPITYPE = '3' AND FAE = '1'"),
      20);  // those in hospital at year's end
}

void appointments_agree() {
  never("op", "(ATTENDANCE = '1') <> (ATTENDED IN ('5', '6'))");
  never("op", "(ATENTYPE IN ('1', '21')) <> (FIRSTATT IN ('1', '3') AND ATTENDANCE = '1')");
  never("op", "(ATENTYPE IN ('5', '25')) <> (FIRSTATT IN ('2', '4') AND ATTENDED = '3')");
  never("op", "REQDATE <> '1800-01-01' AND REQDATE > APPTDATE");
  never("op", "WAITING IS NOT NULL AND WAITING::INT < 0");
}

// One test: the runner starts a process for each, and each would generate anew.
TEST(Coherence, Holds) {
  there_is_something_to_check();
  dates_nest();
  a_record_lies_in_its_year();
  flags_agree();
  kinds_of_admission_agree();
  episodes_of_a_spell_are_in_order();
  an_unfinished_episode_is_finished_next_year();
  nobody_is_in_two_places();
  nothing_happens_after_death();
  attendances_and_admissions_link_both_ways();
  critical_care_lies_inside_its_admission();
  keys_are_unique();
  people_stay_who_they_are();
  nothing_impossible();
  every_delivery_has_its_babies();
  appointments_agree();
}

}  // namespace
}  // namespace hdis::synth
