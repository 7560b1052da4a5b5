"""Who may do what, and what can be proved afterwards, through the program."""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import unittest

from program import AGREEMENT, HDIS, PURPOSE, SOURCE, Store, others_can_reach

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"


class Governance(unittest.TestCase):
    def setUp(self):
        self.store = Store()
        self.addCleanup(self.store.close)
        self.store.register_people()
        self.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")

    def submitted(self):
        return self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                               text=QUESTION)["id"]

    def test_nobody_decides_on_their_own_request_and_nothing_runs_undecided(self):
        request = self.submitted()
        self.assertEqual(self.store.run("review", "approve", request, who="asha")[0], 3)
        self.assertEqual(self.store.run("run", request, who="asha")[0], 5)
        self.store.ok("review", "approve", request, who="ruth")
        self.store.ok("run", request, who="asha")
        self.assertEqual(self.store.run("run", request, who="asha")[0], 5)

    def test_a_new_delivery_makes_an_approval_void(self):
        request = self.submitted()
        self.store.ok("review", "approve", request, who="ruth")
        lines = (SOURCE / "data/artificial/artificial_hes_apc_0102.csv").read_text().splitlines(keepends=True)
        again = self.store.folder / "again.csv"
        again.write_text("".join(lines[:-1]))
        self.assertEqual(self.store.json("ingest", str(again), "--dataset", "apc", "--year", "0102")["version"], "2")
        code, _, err = self.store.run("run", request, who="asha")
        self.assertEqual(code, 5)
        self.assertIn("data", err)

    def test_a_purge_is_the_administrators_needs_a_reason_and_spares_what_is_asked(self):
        request = self.submitted()
        self.store.ok("review", "approve", request, who="ruth")
        purge = ("dataset", "purge", "apc", "0102", "--version", "1")
        self.assertNotEqual(self.store.run(*purge)[0], 0, "without a reason")
        self.assertEqual(self.store.run(*purge, "--reason", "Ended", who="ruth")[0], 3)
        code, _, err = self.store.run(*purge, "--reason", "Ended")
        self.assertEqual(code, 5)
        self.assertIn("--current", err)
        self.assertEqual(len(self.store.json("dataset", "show", "apc")["years"]), 1)
        self.assertIsNone(self.store.json(*purge, "--reason", "Ended", "--current")["asked_now"])
        self.assertEqual(self.store.json("dataset", "show", "apc")["years"], [])
        self.assertEqual(self.store.run("run", request, who="asha")[0], 5)
        self.store.ok("audit", "verify")

    def test_the_same_delivery_changes_nothing(self):
        report = self.store.json("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc",
                                 "--year", "0102")
        self.assertTrue(report["unchanged"])

    def test_a_suspended_analyst_is_stopped_at_once(self):
        request = self.submitted()
        self.store.ok("review", "approve", request, who="ruth")
        self.store.ok("user", "suspend", "asha", "--reason", "Under review")
        self.assertEqual(self.store.run("run", request, who="asha")[0], 3)

    def test_an_output_has_three_forms_with_the_same_stamp(self):
        request = self.submitted()
        self.store.ok("review", "approve", request, who="ruth")
        fingerprint = self.store.json("run", request, who="asha")["tables"][0]["provenance"]["query_fingerprint"]
        for form in ("csv", "json", "html"):
            file = self.store.folder / f"answer.{form}"
            self.store.ok("output", "get", "O-000001", "--format", form, "--to", str(file), who="asha")
            text = file.read_text()
            for stamp in (fingerprint, "DARS-NIC-99675-X5S7X-v1.2", "hes-2018", "2001/02"):
                self.assertIn(stamp, text)

    def test_a_changed_or_shortened_log_is_found(self):
        kept = self.store.folder / "checkpoint.txt"
        self.store.ok("audit", "checkpoint", "--to", str(kept))
        self.store.ok("audit", "verify", "--checkpoint", str(kept))
        for change in ("DROP TRIGGER audit_events_are_not_changed; UPDATE audit_events SET actor = 'x' WHERE sequence = 3",
                       "DROP TRIGGER audit_events_are_not_removed; DELETE FROM audit_events WHERE sequence > 4"):
            copy = Store.__new__(Store)
            copy.path = pathlib.Path(shutil.copytree(self.store.path, self.store.folder / f"copy{len(change)}"))
            with sqlite3.connect(copy.path / "hdis.sqlite") as database:
                database.executescript(change)
            self.assertEqual(copy.run("audit", "verify", "--checkpoint", str(kept))[0], 8)

    def test_a_dataset_is_added_with_one_file(self):
        fixtures = SOURCE / "tests/fixtures/datasets"
        self.store.ok("dataset", "add", str(fixtures / "ambulance_calls.yaml"))
        self.store.ok("ingest", str(fixtures / "ambulance_calls.csv"), "--dataset", "ambulance_calls", "--year", "1718")
        self.assertIn("ambulance_calls", [d["id"] for d in self.store.json("dataset", "list")])

    def test_the_store_is_healthy(self):
        self.assertTrue(self.store.json("doctor")["healthy"])

    @unittest.skipUnless(os.getuid() == 0 and shutil.which("setpriv"), "needs root, to become another user")
    @unittest.skipUnless(others_can_reach(SOURCE), "needs a source tree that other accounts can read; /root is not")
    def test_another_user_of_the_machine_is_a_stranger(self):
        done = subprocess.run(["setpriv", "--reuid=60123", "--clear-groups", HDIS, "audit", "verify", "--store", str(self.store.path)],
                              capture_output=True, text=True, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("intact", done.stdout)

    def test_no_command_crashes_without_a_store(self):
        for command in (["doctor"], ["dataset", "list"], ["request", "list"], ["output", "get", "O-1"], ["audit", "log"]):
            done = subprocess.run([HDIS, *command, "--store", "/nonexistent/store"], capture_output=True, text=True, check=False)
            self.assertIn(done.returncode, (0, 1, 4), command)

    def test_help_has_examples(self):
        for command in ("init", "dataset", "ingest", "org", "agreement", "user", "request", "review", "run", "output", "audit",
                        "doctor", "query", "backup", "restore", "monitor", "obligations", "certificate"):
            text = subprocess.run([HDIS, command, "--help"], capture_output=True, text=True, check=True).stdout
            subcommands = [line.split()[0] for line in text.partition("Subcommands:")[2].splitlines() if line.startswith("  ")]
            for name in [[command]] + [[command, s] for s in subcommands if s.isalpha()]:
                text = subprocess.run([HDIS, *name, "--help"], capture_output=True, text=True, check=True).stdout
                self.assertTrue("Example" in text or "Subcommands" in text, name)


if __name__ == "__main__":
    unittest.main()
