"""A small synthetic England, of all four datasets: every query that HDIS users write gets a table of it."""

import subprocess
import unittest

from program import HDIS, SOURCE, Store

QUERIES = SOURCE / "tests" / "queries"


class SmallEngland(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        out = cls.store.folder / "synthetic"
        subprocess.run([HDIS, "synth", "--people", "30000", "--years", "1617,1718", "--seed", "5", "--out", str(out)],
                       check=True, capture_output=True, timeout=300)
        cls.reports = {}
        for dataset in ("apc", "op", "ae", "cc"):
            for year in ("1617", "1718"):
                later = ["--derive-later"] if year == "1617" else []
                cls.reports[dataset, year] = cls.store.json("ingest", str(out / f"{dataset}_{year}.csv"), "--dataset", dataset,
                                                            "--year", year, *later)

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def test_deliveries_are_accepted_but_for_a_few_repetitions(self):
        for (dataset, year), report in self.reports.items():
            with self.subTest(f"{dataset} {year}"):
                self.assertLess(report["rows_rejected"] * 1000, report["rows_read"])

    def test_every_answered_query_gives_tables(self):
        with_numbers = []
        for file in sorted((QUERIES / "answered").glob("*.sql")):
            with self.subTest(file.name):
                tables = self.store.answer(file)
                for table in tables:
                    self.assertTrue(table["rows"])
                cells = [cell for table in tables for row in table["rows"] for cell in row["cells"]]
                if any(cell["value"] not in (None, 0) for cell in cells):
                    with_numbers.append(file.name)
        # Of so few people most numbers by group, month and small area are hidden, and should be.
        self.assertGreaterEqual(len(with_numbers), 8, with_numbers)


if __name__ == "__main__":
    unittest.main()
