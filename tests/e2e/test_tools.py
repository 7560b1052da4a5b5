"""A saved analysis that an organisation opens which has signed up, from the command line."""

import json
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"


class Tools(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        cls.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")
        cls.store.ok("user", "add", "rita", "--name", "Rita", "--org", "99P", "--role", "recipient")

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def test_a_tool_is_published_signed_up_to_and_opened(self):
        store = self.store
        request = store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                             text=QUESTION)["id"]
        store.ok("review", "approve", request, who="ruth")
        store.ok("run", request, who="asha")
        tool = store.json("tool", "publish", request, "--title", "Admissions by sex", "--parameter", "SEX", who="asha")
        self.assertEqual(tool["id"], "T-000001")
        self.assertEqual(store.run("tool", "open", "t-1", who="rita")[0], 3)

        store.ok("tool", "sign-up", AGREEMENT, "--org", "99P", who="asha")
        self.assertEqual([one["organisation"] for one in store.json("tool", "sign-ups", AGREEMENT)], ["99P"])
        self.assertIn("Admissions by sex", store.ok("tool", "list", who="rita"))
        opened = json.loads(store.ok("tool", "open", "T-000001", "--value", "1", "--json", who="rita"))["tables"][0]
        self.assertEqual([row["keys"][0]["code"] for row in opened["rows"]], ["1"])
        for form, begins in (("csv", "# "), ("html", "<!doctype html>"), ("json", "{")):
            self.assertTrue(store.ok("tool", "open", "T-000001", "--format", form, who="rita").startswith(begins))

        store.ok("tool", "sign-up", AGREEMENT, "--org", "99P", "--end", who="asha")
        code, _, err = store.run("tool", "open", "T-000001", who="rita")
        self.assertEqual(code, 3)
        self.assertIn("tool.not_signed_up", err)


if __name__ == "__main__":
    unittest.main()
