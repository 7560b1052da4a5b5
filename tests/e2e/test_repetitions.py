"""Questions that are repeated when new data arrive, and the clock of the service, from the command line."""

import json
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"
DELIVERY = SOURCE / "data/artificial/artificial_hes_apc_0102.csv"


class Repetitions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        cls.store.ok("ingest", str(DELIVERY), "--dataset", "apc", "--year", "0102")

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def test_a_standing_approval_answers_each_delivery(self):
        store = self.store
        request = store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                             text=QUESTION)["id"]
        waiting = store.json("request", "list", "--waiting", who="ruth")
        self.assertEqual([(one["id"], one["waits_for"], one["days"]) for one in waiting], [(request, "reviewer", 0)])
        self.assertIn("for a reviewer to be decided", store.ok("request", "list", "--waiting", who="asha"))

        code, _, err = store.run("review", "approve", request, "--repeat", who="ruth")
        self.assertEqual(code, 1 if "review.terms" not in err else code)
        self.assertIn("review.terms", err)
        store.ok("review", "approve", request, "--until", "2099-12-31", "--repeat", who="ruth")
        store.ok("run", request, who="asha")
        self.assertIn("Nothing is due", store.ok("run", "--due"))

        again = store.folder / "again.csv"
        again.write_text("".join(DELIVERY.read_text().splitlines(keepends=True)[:-1]))
        store.ok("ingest", str(again), "--dataset", "apc", "--year", "0102")
        runs = store.json("run", "--due")
        self.assertEqual([one["request"] for one in runs], [request])
        tables = store.json("output", "show", runs[0]["output"], who="asha")["tables"]
        self.assertEqual(tables[0]["provenance"]["request"], f"{request} v2")
        self.assertIn("apc 2001/02 version 2", tables[0]["provenance"]["data_version"])
        self.assertIn("standing approval of v1", store.ok("request", "show", request, who="asha"))

        agreement = (SOURCE / "examples" / "agreement.yaml").read_text()
        version = next(line for line in agreement.splitlines() if line.startswith("version:"))
        store.ok("agreement", "add", "-", "--reason", "renewal", text=agreement.replace(version, 'version: "99.0"'))
        store.ok("ingest", str(DELIVERY), "--dataset", "apc", "--year", "0102")
        code, out, _ = store.run("run", "--due", "--json")
        self.assertEqual(code, 2)
        self.assertEqual(json.loads(out)[0]["reasons"][0]["rule"], "repeat.approval_void")
        code, _, err = store.run("request", "rerun", request, who="asha")
        self.assertEqual(code, 5)
        self.assertIn("hdis request revise", err)
        self.assertNotEqual(store.run("run")[0], 0)


if __name__ == "__main__":
    unittest.main()
