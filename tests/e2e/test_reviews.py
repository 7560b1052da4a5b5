"""Two reviewers who decide without knowing of one another, from the command line."""

import json
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store


class TwoReviewers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        agreement = (SOURCE / "examples" / "agreement.yaml").read_text()
        version = next(line for line in agreement.splitlines() if line.startswith("version:"))
        changed = agreement.replace(version, 'version: "99.0"').replace("reviewers: 1", "reviewers: 2")
        assert "reviewers: 2" in changed
        cls.store.ok("agreement", "add", "-", "--reason", "renewal", text=changed)
        cls.store.ok("user", "add", "rosa", "--name", "Rosa", "--org", "X26", "--role", "reviewer", "--role", "auditor")
        cls.file = cls.store.folder / "question.sql"
        cls.file.write_text((SOURCE / "examples/queries/emergency_admissions.sql").read_text())

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def test_the_second_is_not_told_of_the_first(self):
        self.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year",
                      "0102")
        request = self.store.json("request", "submit", str(self.file), "--agreement", AGREEMENT, "--purpose", PURPOSE,
                                  who="asha")["id"]
        seen = [("request", "show", request), ("review", "show", request), ("request", "list"), ("review", "list")]
        before = [self.store.ok(*command, *form, who="rosa") for command in seen for form in ((), ("--json",))]
        self.store.ok("request", "comment", request, "Which regions?", who="ruth")
        self.store.ok("review", "approve", request, "--reason", "Fine.", who="ruth")
        after = [self.store.ok(*command, *form, who="rosa") for command in seen for form in ((), ("--json",))]
        self.assertEqual(before, after)
        code, out, _ = self.store.run("audit", "log", "--json", who="rosa")
        self.assertEqual(code, 3)
        self.assertEqual(json.loads(out)["error"]["reasons"][0]["rule"], "audit.blind")

        self.store.ok("review", "return", request, "--reason", "Only the North, please.", who="rosa")
        told = self.store.json("request", "show", request, who="asha")
        self.assertEqual([one["verdict"] for one in told["decisions"]], ["approve", "return"])
        self.assertEqual([one["text"] for one in told["comments"]], ["Which regions?"])

        self.file.write_text(self.file.read_text() + "-- the North only\n")
        self.store.ok("request", "revise", request, "--query", str(self.file), who="asha")
        found = self.store.json("request", "diff", request, who="rosa")
        self.assertEqual((found["from"], found["to"]), (1, 2))
        self.assertEqual([line["text"] for line in found["query"] if line["fate"] == "added"], ["-- the North only"])
        self.assertTrue(found["computes_the_same"])
        self.assertIn("return by rosa", self.store.ok("request", "diff", request, who="asha"))


if __name__ == "__main__":
    unittest.main()
