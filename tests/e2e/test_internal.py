"""Output with small numbers, from the command line: who sees it, what is written on it, and its end."""

import json
import pathlib
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store

QUESTION = "SELECT RESGOR, ADMIMETH, COUNT(*) AS n FROM hes_apc_0102 GROUP BY RESGOR, ADMIMETH"
NOTICE = "INTERNAL: CONTAINS SMALL NUMBERS"


class InternalOutputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()
        cls.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")
        cls.purpose = cls.store.folder / "purpose.yaml"
        cls.purpose.write_text(pathlib.Path(PURPOSE).read_text() + "\noutput: internal\n")

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def ask(self):
        return self.store.run("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", str(self.purpose), "--json",
                              who="asha", text=QUESTION)

    def test_the_way_of_an_internal_output(self):
        store = self.store
        agreement = (SOURCE / "examples" / "agreement.yaml").read_text()
        if "small_numbers: forbidden" in agreement:
            code, out, _ = self.ask()
            self.assertEqual(code, 2)
            self.assertIn("purpose.internal_output", out)
        version = next(line for line in agreement.splitlines() if line.startswith("version:"))
        changed = agreement.replace(version, 'version: "99.0"').replace("small_numbers: forbidden", "small_numbers: permitted")
        store.ok("agreement", "add", "-", "--reason", "small numbers", text=changed)

        code, out, err = self.ask()
        self.assertEqual(code, 0, err)
        request = json.loads(out)["id"]
        self.assertIn("An internal output is asked for", store.ok("review", "show", request, who="ruth"))
        store.ok("review", "approve", request, who="ruth")
        said = store.ok("run", request, who="asha")
        self.assertIn(NOTICE, said)
        output = store.json("request", "show", request, who="asha")["internal_output"]
        self.assertEqual(output[0], "I")

        for form in ("csv", "json", "html"):
            self.assertIn(NOTICE, store.ok("output", "get", output, "--format", form, who="ben"))
        numbers = [cell["value"] for row in json.loads(store.ok("output", "get", output, "--format", "json", who="ben"))["tables"][0]["rows"]
                   for cell in row["cells"]]
        self.assertTrue(any(0 < number < 8 for number in numbers), "small numbers are there")

        for who in ("ruth", "custodian"):
            self.assertEqual(store.run("output", "show", output, who=who)[0], 3)
            self.assertNotIn(output, store.ok("output", "list", who=who))
        code, out, _ = store.run("output", "share", output, "--with", "99P", "--json", who="asha")
        self.assertEqual(code, 2)
        self.assertIn("sharing.internal", out)

        released = store.json("output", "suppress", output, who="asha")["output"]
        shown = store.json("output", "show", released, who="asha")["tables"][0]
        self.assertEqual(shown["provenance"]["made_from"], output)
        values = [cell["value"] for row in shown["rows"] for cell in row["cells"]]
        self.assertFalse(any(value is not None and 0 < value < 8 for value in values))
        self.assertIn(None, values)
        store.ok("output", "share", released, "--with", "99P", who="asha")

        keys = list((store.folder / "keys").rglob(f"{output}.key"))
        self.assertEqual(len(keys), 1)
        store.ok("obligations", "notice", AGREEMENT, "--due", "2099-01-31", "--reason", "excessive use")
        self.assertEqual(list((store.folder / "keys").rglob("I-*")), [])
        owed = store.json("obligations", "list", AGREEMENT)[0]
        self.assertEqual([(one["id"], one["state"], one["downloads"], one["proved_gone"]) for one in owed["internal"]],
                         [(output, "destroyed", 4, True)])
        self.assertEqual([one["id"] for one in owed["kept_by_right"]], [released])
        self.assertIn("neither key nor tables are in the system", store.ok("obligations", "list", AGREEMENT))
        code, _, err = store.run("output", "show", output, who="asha")
        self.assertEqual(code, 5)
        self.assertIn("was destroyed on", err)
        self.assertIn("0 kept, 1 destroyed", store.ok("doctor"))
        store.ok("audit", "verify")


if __name__ == "__main__":
    unittest.main()
