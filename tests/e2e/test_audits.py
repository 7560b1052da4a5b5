"""Data sharing audits, alerts, the review of use, and evidence that is verified with other programs than this one."""

import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"


def digest(*parts):
    """BLAKE2b-256 of parts, each after its length, as the README of a bundle says."""
    whole = b"".join(len(part.encode()).to_bytes(8, "little") + part.encode() for part in parts)
    return hashlib.blake2b(whole, digest_size=32).hexdigest()


class Audits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.addClassCleanup(cls.store.close)
        cls.store.register_people()
        cls.store.ok("user", "add", "otto", "--name", "Otto", "--org", "X26", "--role", "auditor")
        cls.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")
        request = cls.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                 text=QUESTION)["id"]
        cls.store.ok("review", "approve", request, who="ruth")
        cls.output = cls.store.json("run", request, who="asha")["output"]

    def test_an_audit_from_scope_to_review(self):
        audit = self.store.json("audit", "open", AGREEMENT, "--scope", "data_use", "--scope", "access_control", who="otto")["id"]
        self.store.ok("audit", "finding", audit, "--class", "organisation_nonconformity", "--risk", "medium",
                      "--text", "Passes are shared", "--evidence", "interview", who="otto")
        code, _, err = self.store.run("audit", "report", audit, "--risk", "low", "--conclusion", "x", who="otto")
        self.assertEqual(code, 2)
        self.assertIn("audit.no_action", err)
        self.store.ok("audit", "action", audit, "--finding", "1", "--what", "Issue passes", "--owner", "Head", "--due", "2099-01-31",
                      who="otto")
        self.store.ok("audit", "report", audit, "--risk", "low", "--conclusion", "Controls are in place", who="otto")
        self.assertIn("Passes are shared", self.store.ok("audit", "show", audit, who="asha"))
        self.store.ok("audit", "evidence", audit, "--finding", "1", "--action", "1", "--evidence", "list of passes", who="otto")
        closed = self.store.json("audit", "close", audit, "--review", "Seen", "--risk", "low", who="otto")
        self.assertEqual(closed["state"], "closed")
        self.assertIn(audit, [one["id"] for one in self.store.json("audit", "list", AGREEMENT, who="otto")])
        self.store.ok("audit", "verify")

    def test_a_bundle_is_verified_without_the_system(self):
        folder = self.store.folder / "evidence"
        report = self.store.json("audit", "bundle", AGREEMENT, "--to", str(folder), who="otto")
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=folder, check=True)
        openssl = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "public_key.pem", "-rawin", "-in", "SHA256SUMS",
                   "-sigfile", "SHA256SUMS.sig"]
        self.assertEqual(subprocess.run(openssl, cwd=folder, capture_output=True, check=False).returncode, 0)
        self.assertEqual(self.store.ok("certificate", "key").strip(), report["public_key"])
        self.assertIn(report["public_key"], (folder / "README.md").read_text())

        store_id = (folder / "README.md").read_text().split("`OpenHDIS audit log 1` and `")[1].split("`")[0]
        previous = digest("OpenHDIS audit log 1", store_id)
        events = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
        for event in events:
            self.assertEqual(event["previous"], previous)
            previous = digest(*[str(event[part]) for part in ("sequence", "at", "actor", "os_user", "action", "subject", "details",
                                                             "previous")])
            self.assertEqual(event["hash"], previous)
        self.assertEqual(len(events), report["events"])
        outputs = [json.loads(line) for line in (folder / "outputs.jsonl").read_text().splitlines()]
        self.assertIn(self.output, [output["output"] for output in outputs])

        with (folder / "SHA256SUMS").open("a") as sums:
            sums.write("0" * 64 + "  more\n")
        self.assertNotEqual(subprocess.run(openssl, cwd=folder, capture_output=True, check=False).returncode, 0)

    def test_the_review_of_use_is_one_document(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            file = pathlib.Path(elsewhere) / "review.md"
            self.store.ok("audit", "review", AGREEMENT, "--to", str(file), who="otto")
            text = file.read_text()
        for part in (AGREEMENT, self.output, "asha", "rightcare", "which is intact"):
            self.assertIn(part, text)
        review = self.store.json("audit", "review", AGREEMENT, who="otto")
        self.assertEqual(review["use"]["runs"], 1)
        self.assertEqual(self.store.run("audit", "review", AGREEMENT, who="asha")[0], 3)

    def test_alerts_are_queued_and_dealt_with(self):
        for _ in range(16):
            self.assertEqual(self.store.run("audit", "log", who="ben")[0], 3)
        alerts = self.store.json("monitor", "check")
        self.assertEqual([(alert["rule"], alert["name"], alert["level"]) for alert in alerts],
                         [("refusals-of-a-user", "ben", "raised")])
        alert = alerts[0]["id"]
        self.assertIn(alert, self.store.ok("monitor", "alerts", who="otto"))
        self.assertEqual(self.store.run("monitor", "explain", alert, "--reason", "x", who="otto")[0], 3)
        closed = self.store.json("monitor", "explain", alert, "--reason", "Ben was shown the audit log in a training")
        self.assertEqual((closed["state"], closed["handled_by"]), ("explained", "custodian"))
        self.assertEqual(self.store.json("monitor", "check"), [])
        self.assertEqual(len(self.store.json("monitor", "alerts", "--all")), 1)
        self.assertIn("Use since", self.store.ok("monitor", "--days", "7"))

    def test_a_changed_agreement_is_found_beside_an_intact_log(self):
        copy = Store.__new__(Store)
        copy.path = pathlib.Path(shutil.copytree(self.store.path, self.store.folder / "changed"))
        with sqlite3.connect(copy.path / "hdis.sqlite") as database:
            database.execute("DROP TRIGGER agreements_are_not_changed")
            text = database.execute("SELECT document FROM agreements").fetchone()[0]
            self.assertIn("licences: 2", text)
            text = text.replace("licences: 2", "licences: 20")
            # Whoever knows the schema also writes the digest that stands beside it.
            database.execute("UPDATE agreements SET document = ?, digest = ?",
                             (text, hashlib.blake2b(text.encode(), digest_size=32).hexdigest()))
        code, _, err = copy.run("audit", "verify")
        self.assertEqual(code, 8)
        self.assertIn("audit.content", err)


if __name__ == "__main__":
    unittest.main()
