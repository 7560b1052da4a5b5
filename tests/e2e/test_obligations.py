"""People, notices and certificates from the command line; a certificate is verified where there is no store."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from program import AGREEMENT, HDIS, Store


class Obligations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.store.register_people()

    @classmethod
    def tearDownClass(cls):
        cls.store.close()

    def verify(self, certificate, *options):
        """In an empty folder, without a store."""
        with tempfile.TemporaryDirectory() as elsewhere:
            file = pathlib.Path(elsewhere) / "certificate.json"
            file.write_text(certificate)
            environment = {name: value for name, value in os.environ.items() if name != "HDIS_STORE"}
            done = subprocess.run([HDIS, "certificate", "verify", str(file), *options], cwd=elsewhere,
                                  env=environment, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def test_a_notice_is_answered_by_a_certificate(self):
        self.store.ok("obligations", "notice", AGREEMENT, "--due", "2099-01-31", "--reason", "excessive use")
        owed = self.store.json("obligations", "list", AGREEMENT, who="asha")[0]["obligations"]
        self.assertEqual([one["urgency"] for one in owed], ["open"])

        issue = ["certificate", "issue", AGREEMENT, "--what", "tables", "--on", "2026-01-01", "--how", "overwritten"]
        code, _, err = self.store.run(*issue)
        self.assertEqual(code, 3)
        self.assertIn("certificate.not_licensee", err)
        certificate = self.store.ok(*issue, who="asha")
        key = self.store.ok("certificate", "key", who="asha").strip()
        owed = self.store.json("obligations", "list", AGREEMENT)[0]["obligations"]
        self.assertEqual([one["urgency"] for one in owed], ["met"])

        code, said = self.verify(certificate, "--key", key, "--json")
        self.assertEqual(code, 0, said)
        self.assertEqual(json.loads(said)["what"], "tables")
        code, said = self.verify(certificate.replace("overwritten", "forgotten"))
        self.assertEqual(code, 8)
        self.assertIn("certificate.signature", said)
        code, said = self.verify(certificate, "--key", "0" * 64)
        self.assertEqual(code, 8)
        self.assertIn("certificate.key", said)

    def test_a_person_is_explained_and_a_licence_changes_hands(self):
        self.store.ok("user", "add", "cara", "--name", "Cara", "--org", "0CX", "--role", "analyst")
        rules = self.store.json("user", "explain", "cara", "--agreement", AGREEMENT)
        self.assertEqual({rule["rule"] for rule in rules if not rule["holds"]},
                         {"person.licence", "person.employment", "person.training"})
        self.store.ok("user", "train", "cara", "--until", "2099-12-31", "--course", "Data security")
        self.store.ok("user", "attest", "cara", "--by", "HR")
        self.store.ok("user", "transfer", "ben", "--to", "cara", "--agreement", AGREEMENT, "--reason", "change 12")
        rules = self.store.json("user", "explain", "--agreement", AGREEMENT, who="cara")
        self.assertTrue(all(rule["holds"] for rule in rules))

    def test_a_reinstatement_refers_to_actions(self):
        self.store.ok("agreement", "suspend", AGREEMENT, "--reason", "audit")
        code, _, err = self.store.run("agreement", "reinstate", AGREEMENT, "--reason", "over", "--actions", "none")
        self.assertEqual(code, 2)
        self.assertIn("party.actions", err)
        self.store.ok("agreement", "reinstate", AGREEMENT, "--reason", "over", "--actions",
                      "all five actions closed on 15 December")
        self.assertEqual(self.store.json("agreement", "show", AGREEMENT)["standing"], "active")

    def test_use_is_counted_for_those_who_look_after_it(self):
        code, _, _ = self.store.run("monitor", who="asha")
        self.assertEqual(code, 3)
        view = self.store.json("monitor", "--days", "7")
        self.assertEqual(view["rules_version"], "2")
        asha = next(use for use in view["use"] if use["of"] == "user" and use["name"] == "asha")
        self.assertEqual(asha["counts"]["refusals"], 1)


if __name__ == "__main__":
    unittest.main()
