"""A store is backed up and restored, with the program and over both databases; what comes back is proved to be what there was."""

import pathlib
import shutil
import subprocess
import unittest

from postgresql import Server
from program import HDIS, PURPOSE, SOURCE, AGREEMENT, Store

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"


class Restored(Store):
    """A store that a backup was made into; it has nothing of its own to remove."""

    def __init__(self, path):
        self.path = pathlib.Path(path)


class Backup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)

    def setUp(self):
        self.store = self.new_store()

    def new_store(self, *options):
        store = Store(*options)
        self.addCleanup(store.close)
        return store

    def fill(self, store):
        store.register_people()
        store.ok("dataset", "add", str(SOURCE / "tests/fixtures/datasets/ambulance_calls.yaml"))
        store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")
        request = store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                             text=QUESTION)["id"]
        store.ok("review", "approve", request, who="ruth")
        return store.json("run", request, who="asha")["tables"]

    def back_up(self, store):
        backup, keys = store.folder / "backup", store.folder / "safe"
        report = store.json("backup", "--to", str(backup), "--keys-to", str(keys))
        return backup, keys, report

    def restore(self, backup, folder, *options, code=0):
        done = subprocess.run([HDIS, "restore", str(backup), str(folder), *options], capture_output=True, text=True, check=False,
                              timeout=120)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        return done.stdout + done.stderr

    def same_answers(self, store, tables):
        """The restored store is whole, gives the same answer, and goes on working."""
        self.assertTrue(store.json("doctor")["healthy"])
        store.ok("audit", "verify")
        self.assertEqual(store.json("output", "show", "O-000001", who="asha")["tables"], tables)
        request = store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                             text=QUESTION)["id"]
        store.ok("review", "approve", request, who="ruth")
        again = store.json("run", request, who="asha")["tables"]
        self.assertEqual([table["rows"] for table in again], [table["rows"] for table in tables])
        store.ok("audit", "verify")

    def test_a_lost_store_comes_back_from_its_backup(self):
        tables = self.fill(self.store)
        self.store.ok("certificate", "issue", AGREEMENT, "--what", "a", "--on", "2026-01-01", "--how", "b", who="asha")
        key = self.store.ok("certificate", "key")
        checkpoint = self.store.folder / "checkpoint.txt"
        self.store.ok("audit", "checkpoint", "--to", str(checkpoint))
        backup, keys, report = self.back_up(self.store)
        subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=backup, check=True)
        subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=keys, check=True)
        self.assertEqual(subprocess.run(["sha256sum", "SHA256SUMS"], cwd=backup, check=True, capture_output=True,
                                        text=True).stdout.split()[0], report["sha256"])
        shutil.rmtree(self.store.path)
        shutil.rmtree(self.store.folder / "keys")

        self.restore(backup, self.store.path, "--keys", str(self.store.folder / "keys"), "--keys-from", str(keys))
        self.store.ok("audit", "verify", "--checkpoint", str(checkpoint))
        self.assertEqual(self.store.ok("certificate", "key"), key)
        log = self.store.ok("audit", "log", "--most", "3", "--json")
        self.assertIn("store.restored", log)
        self.same_answers(self.store, tables)

    def test_the_keys_are_not_in_the_backup(self):
        self.fill(self.store)
        backup, keys, _ = self.back_up(self.store)
        secrets = [file.read_bytes() for file in keys.rglob("*.key")]
        self.assertTrue(secrets)
        for file in backup.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                for secret in secrets:
                    self.assertNotIn(secret, content, file)
                    self.assertNotIn(secret.hex().encode(), content, file)
                self.assertEqual(file.stat().st_mode & 0o077, 0, file)

    def test_it_is_not_restored_without_its_keys_or_with_others_or_over_something(self):
        self.fill(self.store)
        backup, _, _ = self.back_up(self.store)
        elsewhere = self.store.folder / "elsewhere"
        nowhere = ("--keys", str(self.store.folder / "other-keys"))
        self.assertIn("restore.no_keys", self.restore(backup, elsewhere, *nowhere, code=4))
        other = self.new_store()
        _, other_keys, _ = self.back_up(other)
        self.assertIn("restore.other_keys", self.restore(backup, elsewhere, *nowhere, "--keys-from", str(other_keys), code=2))
        self.assertFalse(elsewhere.exists())
        self.assertIn("store.folder_in_use", self.restore(backup, other.path, code=5))
        self.restore(backup, elsewhere, *nowhere, "--without-keys")
        Restored(elsewhere).ok("audit", "verify")

    def test_a_changed_backup_is_refused(self):
        self.fill(self.store)
        backup, _, _ = self.back_up(self.store)
        rows = backup / "database.jsonl"
        rows.write_text(rows.read_text().replace('"ruth"', '"rosa"'))
        elsewhere = self.store.folder / "elsewhere"
        keys = ("--keys", str(self.store.folder / "keys"))
        self.assertIn("backup.checksum", self.restore(backup, elsewhere, *keys, code=8))
        # Who mends the checksum as well is found by the log's chain.
        subprocess.run("sed -i '/SHA256SUMS/d' SHA256SUMS; find . -type f ! -name SHA256SUMS -printf '%P\\0' | xargs -0 sha256sum > SHA256SUMS",
                       shell=True, cwd=backup, check=True)
        self.assertIn("audit.", self.restore(backup, elsewhere, *keys, code=8))
        self.assertFalse(elsewhere.exists())

    def test_a_backup_lies_outside_the_store_and_apart_from_the_keys(self):
        self.assertEqual(self.store.run("backup", "--to", str(self.store.path / "backup"))[0], 2)
        backup = self.store.folder / "backup"
        self.assertEqual(self.store.run("backup", "--to", str(backup), "--keys-to", str(backup / "keys"))[0], 2)
        self.assertFalse(backup.exists())

    def test_a_store_moves_to_postgresql_and_back(self):
        tables = self.fill(self.store)
        keys = ("--keys", str(self.store.folder / "keys"))
        backup, _, _ = self.back_up(self.store)
        connection = self.server.database("moved")
        there = Restored(self.store.folder / "there")
        self.restore(backup, there.path, *keys, "--postgresql", connection)
        self.assertFalse((there.path / "hdis.sqlite").exists())
        self.same_answers(there, tables)

        second = self.store.folder / "second"
        there.ok("backup", "--to", str(second))
        # Its database is in use: another one, or the folder, must be named.
        self.assertIn("store.database_in_use", self.restore(second, self.store.folder / "here", *keys, code=5))
        here = Restored(self.store.folder / "here")
        self.restore(second, here.path, *keys, "--sqlite")
        self.same_answers(here, tables)


if __name__ == "__main__":
    unittest.main()
