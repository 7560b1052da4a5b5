"""Spells and continuous spells through the program: made at ingest, asked through the gate, remade when episodes change."""

import collections
import csv
import json
import subprocess
import unittest

from program import AGREEMENT, HDIS, PURPOSE, Store


def value(table, row=0, column=0):
    return table["rows"][row]["cells"][column]["value"]


def by_key(table, column=0):
    return {row["keys"][0]["code"]: row["cells"][column]["value"] for row in table["rows"]}


class Derived(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        out = cls.store.folder / "synthetic"
        subprocess.run([HDIS, "synth", "--people", "8000", "--years", "1617,1718", "--seed", "3", "--out", str(out)],
                       check=True, capture_output=True, timeout=120)
        cls.delivered = {}
        for year in ("1617", "1718"):
            with open(out / f"apc_{year}.csv", newline="", encoding="utf-8") as stream:
                cls.delivered[year] = list(csv.DictReader(stream))
        cls.store.ok("ingest", str(out / "apc_1617.csv"), "--dataset", "apc", "--year", "1617", "--derive-later")
        report = cls.store.json("ingest", str(out / "apc_1718.csv"), "--dataset", "apc", "--year", "1718")
        cls.derived = {each["dataset"]: each for each in report["derived"]}

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def ask(self, text):
        file = self.store.folder / "question.sql"
        file.write_text(text, encoding="utf-8")
        return self.store.answer(file)[0]

    def concerns(self):
        """What the doctor is concerned about."""
        return [each["what"] for each in json.loads(self.store.run("doctor", "--json")[1])["examinations"]
                if each["health"] == "concern"]

    def discharges(self, year):
        return [row for row in self.delivered[year] if row["FDE"] == "1"]

    def test_taking_in_a_year_makes_every_year_of_what_is_derived(self):
        self.assertEqual(sorted(self.derived), ["apc_cips", "apc_spells"])
        for report in self.derived.values():
            self.assertEqual([year["year"] for year in report["years"]], ["1617", "1718"])
            self.assertEqual(report["made_of"], ["apc 2016/17 version 1", "apc 2017/18 version 1"])

    def test_spells_are_counted_through_the_gate(self):
        methods = {"1": "elective", "2": "emergency", "3": "maternity", "8": "other"}
        expected = collections.Counter(methods[row["ADMIMETH"][0]] for row in self.discharges("1718"))
        table = self.ask("SELECT ADMISSION_CLASS, COUNT(*) AS spells FROM hes.hes_apc_spells_1718 "
                         "WHERE DISCHARGED = 1 GROUP BY ADMISSION_CLASS")
        self.assertEqual(by_key(table), dict(expected))

    def test_without_a_year_every_year_is_meant(self):
        table = self.ask("SELECT FYEAR, COUNT(*) AS spells FROM hes_apc_spells WHERE DISCHARGED = 1 GROUP BY FYEAR")
        self.assertEqual(by_key(table), {year: len(self.discharges(year)) for year in ("1617", "1718")})

    def test_readmissions_are_those_of_emergency_admissions_after_a_discharge(self):
        table = self.ask("SELECT COUNT(*) AS discharges, SUM(EMERGENCY_READMISSION) AS readmitted FROM hes_apc_cips_1617 "
                         "WHERE DISCHARGED = 1 AND DISMETH <> '4' AND READMISSION_FOLLOWED = 1")
        discharges, readmitted = value(table), value(table, column=1)
        self.assertGreater(discharges, 1000)
        self.assertGreater(readmitted, 10)
        self.assertLess(readmitted, discharges / 5)

    def test_small_places_are_protected(self):
        table = self.ask("SELECT PROCODE3, COUNT(*) AS spells FROM hes_apc_spells_1718 WHERE EMERGENCY_READMISSION = 1 "
                         "GROUP BY PROCODE3")
        values = [row["cells"][0]["value"] for row in table["rows"]]
        self.assertTrue(values)
        for number in values:
            self.assertTrue(number is None or number == 0 or (number >= 10 and number % 5 == 0), number)

    def test_an_approval_is_void_when_the_spells_change(self):
        query = self.store.folder / "approved.sql"
        query.write_text("SELECT COUNT(*) AS spells FROM hes_apc_spells_1617", encoding="utf-8")
        request = self.store.json("request", "submit", str(query), "--agreement", AGREEMENT, "--purpose", PURPOSE,
                                  who="asha")["id"]
        self.store.ok("review", "approve", request, who="ruth")
        # To derive again what has not changed changes nothing ...
        again = self.store.json("dataset", "derive", "apc_spells")
        self.assertEqual([year["unchanged"] for year in again["years"]], [True, True])
        # ... a re-delivery does, once the spells are made of it; until then the doctor tells that they are not.
        shorter = self.store.folder / "apc_1617.csv"
        rows = self.delivered["1617"]
        with open(shorter, "w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["PROCODE3"] != "RRK")
        self.store.ok("ingest", str(shorter), "--dataset", "apc", "--year", "1617", "--derive-later")
        self.assertIn("derived data", self.concerns())
        self.store.ok("dataset", "derive", "apc_cips")
        self.store.ok("dataset", "derive", "apc_spells")
        self.assertNotIn("derived data", self.concerns())
        code, _, err = self.store.run("run", request, who="asha")
        self.assertNotEqual(code, 0)
        self.assertIn("authorise.approval_void", err)
        purged = self.store.json("dataset", "purge", "apc", "1617", "--version", "1", "--reason", "test")
        self.assertIn("apc_spells 2016/17 version 1", purged["made_of_it"])
        # As the other tests have it.
        full = self.store.folder / "synthetic" / "apc_1617.csv"
        self.store.ok("ingest", str(full), "--dataset", "apc", "--year", "1617")


if __name__ == "__main__":
    unittest.main()
