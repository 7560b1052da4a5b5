"""Every acceptance query, from its file to released tables and back to the records: counts are made again here, in
plain Python over the delivered files, and the published rule is applied to them by hand."""

import collections
import csv
import gzip
import re
import subprocess
import unittest

from program import HDIS, SOURCE, Store

FIXTURES = SOURCE / "tests" / "fixtures" / "hes"
QUERIES = SOURCE / "tests" / "queries"


def records(dataset, year):
    with gzip.open(FIXTURES / f"{dataset}_{year}.csv.gz", "rt", newline="") as stream:
        return list(csv.DictReader(stream))


def shown(count):
    """HES Analysis Guide from 13 September 2018: 1 to 7 suppressed, more to the nearest 5."""
    if count == 0:
        return 0
    return None if count <= 7 else 5 * ((count + 2) // 5)


def shown_with_people(persons):
    """The stricter of records and people (docs/disclosure.md); `persons` has one entry for each record."""
    return None if persons and len(set(persons)) <= 7 else shown(len(persons))


def cells(table, column=0):
    """Number by key codes, None for suppressed."""
    return {tuple(key["code"] for key in row["keys"]): row["cells"][column]["value"] for row in table["rows"]}


def person(record):
    return record.get("PSEUDO_HESID") or record.get("TOKEN_PERSON_ID")


class Acceptance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        for year in ("1617", "1718"):
            for dataset in ("apc", "op", "ae", "cc"):
                cls.store.ok("ingest", str(FIXTURES / f"{dataset}_{year}.csv.gz"), "--dataset", dataset, "--year", year)

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def test_every_answered_query_gives_tables_without_a_small_number(self):
        files = sorted((QUERIES / "answered").glob("*.sql"))
        self.assertGreaterEqual(len(files), 17)
        for file in files:
            with self.subTest(file.name):
                for table in self.store.answer(file):
                    self.assertTrue(table["rows"])
                    for row in table["rows"]:
                        for cell in row["cells"]:
                            if cell["kind"] == "suppressed":
                                self.assertIsNone(cell["value"])
                    self.assertRegex(table["provenance"]["query_fingerprint"], "^[0-9a-f]{64}$")
                    self.assertEqual(table["provenance"]["agreement"], "DARS-NIC-99675-X5S7X-v1.2")

    def test_every_refused_query_is_refused_with_place_reason_and_way_out(self):
        for file in sorted((QUERIES / "refused").glob("*.sql")):
            with self.subTest(file.name):
                done = subprocess.run([HDIS, "query", "check", str(file), "--json"], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stdout, r'"line":\d+,"column":\d+')
                self.assertNotIn('"suggestion":""', done.stdout)

    def test_the_same_question_has_one_fingerprint(self):
        prints = {subprocess.run([HDIS, "query", "fingerprint", str(QUERIES / "answered" / name)], capture_output=True,
                                 text=True, check=True).stdout
                  for name in ("01_emergency_admissions_by_ccg_month.sql", "14_same_question_other_words.sql")}
        self.assertEqual(len(prints), 1)
        self.assertRegex(prints.pop(), r"^[0-9a-f]{64}\n$")

    def test_emergency_admissions_by_ccg_and_month_are_those_of_the_records(self):
        groups = collections.defaultdict(list)
        for r in records("apc", "1718"):
            if r["EPISTAT"] == "3" and int(r["EPIORDER"] or 0) == 1 and r["CLASSPAT"] in "125" and r["ADMIMETH"].startswith("2"):
                year, month, _ = r["ADMIDATE"].split("-")
                groups[r["CCG_RESPONSIBILITY"] or None, str(int(year)), str(int(month))].append(person(r))
        expected = {key: shown_with_people(people) for key, people in groups.items() if int(key[1]) > 1900}
        got = cells(self.store.answer(QUERIES / "answered" / "01_emergency_admissions_by_ccg_month.sql")[0])
        self.assertEqual({k: v for k, v in got.items() if k[1] is not None}, expected)

    def test_codes_in_any_position_are_found(self):
        groups = collections.defaultdict(list)
        for r in records("apc", "1718"):
            four = [r.get(f"DIAG_4_{i:02}") or "" for i in range(1, 21)]
            if r["FAE"] == "1" and any(re.match("E1[0-4]|I20|I25", code) for code in four):
                groups[(r["CCG_RESPONSIBILITY"] or None,)].append(person(r))
        expected = {key: shown_with_people(people) for key, people in groups.items()}
        self.assertEqual(cells(self.store.answer(QUERIES / "answered" / "03_codes_in_any_position.sql")[0]), expected)

    def test_people_are_counted_once(self):
        groups = collections.defaultdict(list)
        for r in records("apc", "1718"):
            age = r["STARTAGE"]
            if r["FAE"] == "1" and r["ADMIMETH"].startswith("2") and age and 65 <= int(float(age)) <= 120:
                groups[(r["CCG_RESPONSIBILITY"] or None,)].append(person(r))
        table = self.store.answer(QUERIES / "answered" / "09_people_not_episodes.sql")[0]
        self.assertEqual(cells(table, 0), {k: shown_with_people(list(set(v))) for k, v in groups.items()})
        self.assertEqual(cells(table, 1), {k: shown_with_people(v) for k, v in groups.items()})

    def test_a_year_that_is_not_loaded_says_which_are(self):
        code, _, err = self.store.run("request", "submit", "-", "--agreement", "DARS-NIC-99675-X5S7X", "--purpose",
                                      str(SOURCE / "examples" / "purpose.yaml"), who="asha",
                                      text="SELECT SEX, COUNT(*) FROM hes_apc_1516 GROUP BY SEX")
        self.assertEqual(code, 2)
        self.assertIn("2015/16 of apc is not loaded", err)
        self.assertIn("2016/17", err)


if __name__ == "__main__":
    unittest.main()
