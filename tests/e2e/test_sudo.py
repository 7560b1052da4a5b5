"""The program as several people use it: as the account that owns the store, called through sudo by an analyst who is not to be trusted.

sudo is played by setpriv: the process has the owner's rights, and SUDO_UID names the analyst, which is all that sudo leaves of them.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from program import others_can_reach

SOURCE = pathlib.Path(__file__).resolve().parents[2]
OWNER, ASHA = 60123, 60124
DELIVERY = SOURCE / "data/artificial/artificial_hes_apc_0102.csv"
AGREEMENT = "DARS-NIC-99675-X5S7X"
QUESTION = "SELECT RESGOR, COUNT(*) AS n FROM hes_apc_0102 GROUP BY RESGOR"
TRAINED = ["--trained-until", "2099-12-31", "--employment-attested-by", "HR"]


@unittest.skipUnless(os.getuid() == 0 and shutil.which("setpriv"), "needs root, to become other users")
@unittest.skipUnless(others_can_reach(SOURCE), "needs a source tree that other accounts can read; /root is not")
class ThroughSudo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hdis-sudo-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.folder.chmod(0o755)
        # Copies that belong to root, wherever the source tree is and whoever owns it.
        shutil.copytree(SOURCE / "catalogue", cls.folder / "catalogue")
        subprocess.run(["chown", "-R", "root:root", cls.folder / "catalogue"], check=True)
        subprocess.run(["chmod", "-R", "go-w,a+rX", cls.folder / "catalogue"], check=True)
        cls.hdis = shutil.copy(os.environ["HDIS"], cls.folder / "hdis")
        cls.owners, cls.ashas = (cls.home(name, uid) for name, uid in (("owner", OWNER), ("asha", ASHA)))
        cls.store, cls.keys = cls.owners / "store", cls.owners / "keys"
        cls.done(cls.as_user(OWNER, "init", cls.store, "--keys", cls.keys, "--custodian", "X26", "--custodian-name", "N",
                             "--administrator", "custodian"))
        cls.owner("org", "add", "--code", "0CX", "--name", "CSU", "--kind", "commissioning_support_unit")
        cls.owner("org", "add", "--code", "99P", "--name", "CCG", "--kind", "ccg")
        cls.owner("agreement", "add", SOURCE / "examples/agreement.yaml")
        cls.owner("user", "add", "asha", "--name", "Asha", "--org", "0CX", "--role", "analyst", "--os-user", str(ASHA), *TRAINED,
                  "--licence", AGREEMENT)
        cls.owner("ingest", DELIVERY, "--dataset", "apc", "--year", "0102")
        cls.id = cls.store.joinpath("config.yaml").read_text().split("store: ")[1].split()[0]

    @classmethod
    def home(cls, name, uid):
        home = cls.folder / name
        home.mkdir()
        os.chown(home, uid, uid)
        return home

    @classmethod
    def as_user(cls, uid, *arguments, caller=None, environment=None):
        """The program with the rights of `uid`; through sudo if there is a caller."""
        sudo = {} if caller is None else {"SUDO_UID": str(caller)}
        return subprocess.run(["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", cls.hdis, *map(str, arguments)],
                              env={"PATH": os.environ["PATH"], "HOME": str(cls.folder), "HDIS_CATALOGUE": str(cls.folder / "catalogue"),
                                   **sudo, **(environment or {})},
                              cwd=cls.folder, capture_output=True, text=True, check=False, timeout=120)

    @staticmethod
    def done(process):
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout

    @classmethod
    def owner(cls, *arguments):
        return cls.done(cls.as_user(OWNER, *arguments, "--store", cls.store))

    def asha(self, *arguments, store=None, environment=None):
        """The program as the store's owner, called by asha."""
        return self.as_user(OWNER, *arguments, "--store", store or self.store, caller=ASHA, environment=environment)

    def file_of_asha(self, name, text):
        file = self.ashas / name
        file.write_text(text)
        os.chown(file, ASHA, ASHA)
        return file

    def refused(self, process, rule):
        self.assertNotEqual(process.returncode, 0, process.stdout)
        self.assertIn(f"[{rule}]", process.stderr)
        self.assertEqual(process.stdout, "")

    def folder_of_asha(self, name):
        """A folder that looks like a store and is open to everybody, with asha's configuration."""
        folder = self.ashas / name
        for part in (folder, folder / "locks", folder / "catalogue"):
            part.mkdir()
            part.chmod(0o777)
        (folder / "config.yaml").write_text(
            f"store: {self.id}\ncatalogue: {self.folder / 'catalogue'}\nkeys: {self.keys / self.id}\n"
            "run_seconds: 600\nmemory_mib: 1024\nthreads: 2\n")
        subprocess.run(["chown", "-R", str(ASHA), folder], check=True)
        return folder

    def link_of_asha(self, link, target):
        link.symlink_to(target)
        os.chown(link, ASHA, ASHA, follow_symlinks=False)

    def users(self):
        return [user["id"] for user in json.loads(self.owner("user", "list", "--json"))]

    def test_a_caller_acts_as_themselves(self):
        query = self.file_of_asha("q.sql", QUESTION)
        purpose = self.file_of_asha("p.yaml", (SOURCE / "examples/purpose.yaml").read_text())
        request = json.loads(self.done(self.asha("request", "submit", query, "--agreement", AGREEMENT, "--purpose", purpose, "--json")))
        self.assertEqual(request["author"], "asha")
        self.refused(self.asha("user", "suspend", "asha", "--reason", "x"), "person.role")

    def test_a_folder_that_leads_to_the_store_is_not_the_store(self):
        folder = self.folder_of_asha("e2")
        self.link_of_asha(folder / "hdis.sqlite", self.store / "hdis.sqlite")
        self.link_of_asha(folder / "data", self.store / "data")
        mallory = ["user", "add", "mallory", "--name", "M", "--org", "X26", "--role", "reviewer", "--os-user", "daemon", *TRAINED]
        check = ["query", "check", self.file_of_asha("c.sql", QUESTION)]
        for command in (["user", "list"], mallory, ["doctor"], ["audit", "log"], check):
            with self.subTest(command):
                self.refused(self.asha(*command, store=folder), "store.not_trusted")
        self.assertNotIn("mallory", self.users())

    def test_a_store_with_one_foreign_part_is_refused_to_everybody(self):
        for part in ("config.yaml", "hdis.sqlite", "data", "catalogue", "locks"):
            with self.subTest(part):
                store = self.owners / f"copy-{part}"
                shutil.copytree(self.store, store)
                subprocess.run(["chown", "-R", f"{OWNER}:{OWNER}", store], check=True)
                store.chmod(0o700)
                self.assertEqual(self.asha("request", "list", store=store).returncode, 0)
                for spoil in (lambda at: os.chown(at, ASHA, ASHA), lambda at: (os.chown(at, OWNER, OWNER), at.chmod(0o770))):
                    spoil(store / part)
                    self.refused(self.asha("request", "list", store=store), "store.not_trusted")
                    self.refused(self.as_user(OWNER, "request", "list", "--store", store), "store.not_trusted")

    def test_keys_and_catalogue_of_others_are_refused(self):
        store = self.owners / "other-keys"
        shutil.copytree(self.store, store)
        subprocess.run(["chown", "-R", f"{OWNER}:{OWNER}", store], check=True)
        config = (store / "config.yaml").read_text()
        theirs = self.home_copy("theirs")
        for key, value in (("keys", theirs), ("catalogue", theirs / "catalogue")):
            with self.subTest(key):
                (store / "config.yaml").write_text("".join(
                    f"{key}: {value}\n" if line.startswith(f"{key}:") else line for line in config.splitlines(keepends=True)))
                self.refused(self.asha("request", "list", store=store), "store.not_trusted")

    def home_copy(self, name):
        folder = self.ashas / name
        shutil.copytree(self.folder / "catalogue", folder / "catalogue")
        (folder / "person.key").write_bytes(bytes(32))
        subprocess.run(["chown", "-R", str(ASHA), folder], check=True)
        return folder

    def test_the_way_to_a_store_must_be_the_owners(self):
        self.link_of_asha(self.ashas / "link", self.store)
        self.refused(self.asha("request", "list", store=self.ashas / "link"), "store.not_trusted")
        self.link_of_asha(self.ashas / "link-above", self.owners)
        self.refused(self.asha("request", "list", store=self.ashas / "link-above" / "store"), "store.not_trusted")
        # A store of the owner's own, but in a folder where asha could put another in its place.
        moved = self.ashas / "moved"
        shutil.copytree(self.store, moved)
        subprocess.run(["chown", "-R", f"{OWNER}:{OWNER}", moved], check=True)
        self.refused(self.asha("request", "list", store=moved), "store.not_trusted")

    def test_the_stores_files_are_not_read_whatever_store_is_named(self):
        for file in (self.store / "config.yaml", next(self.store.glob("data/apc/*/*/manifest.json"))):
            for store in (self.store, "/nonexistent", self.ashas):
                with self.subTest(file=file, store=store):
                    self.refused(self.asha("query", "check", file, store=store), "file.not_yours")
        link = self.ashas / "link.sql"
        self.link_of_asha(link, self.store / "config.yaml")
        self.refused(self.asha("query", "check", link), "file.not_yours")

    def test_nothing_is_written_where_a_caller_says(self):
        table = self.ashas / "table"
        shutil.copytree(SOURCE / "tests/fixtures/protect", table)
        subprocess.run(["chown", "-R", str(ASHA), table], check=True)
        planted = self.owners / "planted"
        for command in (["synth", "--people", "10", "--years", "1617", "--out", planted],
                        ["protect", table, "--policy", "hes-pre2018", "--out", planted],
                        ["init", planted, "--keys", self.owners / "more-keys"],
                        ["backup", "--to", planted],
                        ["restore", self.owners, planted, "--keys", self.owners / "more-keys"]):
            for store in (self.store, "/nonexistent"):
                with self.subTest(command=command, store=store):
                    self.refused(self.asha(*command, store=store), "file.write_through_sudo")
                    self.assertFalse(planted.exists())

    def test_a_delivery_and_a_description_of_others_are_not_read(self):
        self.owner("user", "add", "ada", "--name", "Ada", "--org", "X26", "--role", "administrator", "--os-user", "60125", *TRAINED)
        ada = lambda *arguments: self.as_user(OWNER, *arguments, "--store", self.store, caller=60125)
        part = next(self.store.glob("data/apc/*/*/part-0.parquet"))
        self.refused(ada("ingest", part, "--dataset", "apc", "--year", "0102"), "file.not_yours")
        own = self.folder / "own.csv"
        shutil.copy(DELIVERY, own)
        os.chown(own, 60125, 60125)
        self.refused(ada("ingest", own, "--dataset", "apc", "--year", "0102", "--opt-outs", self.store / "config.yaml"), "file.not_yours")
        self.refused(ada("dataset", "add", self.folder / "catalogue/datasets/apc.yaml"), "file.not_yours")
        self.assertEqual(ada("ingest", own, "--dataset", "apc", "--year", "0102").returncode, 0)

    def test_the_environment_chooses_no_catalogue(self):
        process = self.asha("query", "check", self.file_of_asha("e.sql", QUESTION), store="/nonexistent",
                            environment={"HDIS_CATALOGUE": str(self.store)})
        self.assertNotIn(str(self.store), process.stdout + process.stderr)

    def test_the_doctor_tells_an_analyst_no_paths(self):
        text = self.done(self.asha("doctor")) + self.done(self.asha("doctor", "--json"))
        self.assertIn("acts as asha", text)
        for secret in (str(self.folder), self.id):
            self.assertNotIn(secret, text)
        self.assertIn(str(self.keys), self.owner("doctor"))


if __name__ == "__main__":
    unittest.main()
