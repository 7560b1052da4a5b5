"""The program as people use it: a store in a temporary folder, and commands with their answers."""

import json
import os
import pathlib
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
HDIS = os.environ["HDIS"]
os.environ.pop("SUDO_UID", None)  # Tests that are run through sudo are about whoever runs them.
AGREEMENT = "DARS-NIC-99675-X5S7X"
PURPOSE = str(SOURCE / "examples" / "purpose.yaml")


def others_can_reach(path):
    """Whether other accounts can read what lies there: a clone in /root is for root alone."""
    return all(folder.stat().st_mode & 0o001 for folder in [path, *path.parents])


class Store:
    """A demonstration store with the people of the examples; removed by close()."""

    def __init__(self, *options):
        self._folder = tempfile.TemporaryDirectory(prefix="hdis-e2e-")
        self.folder = pathlib.Path(self._folder.name)
        self.path = self.folder / "store"
        self.ok("init", str(self.path), "--keys", str(self.folder / "keys"), "--custodian", "X26",
                "--custodian-name", "NHS Digital", "--administrator", "custodian", "--demo", *options)

    def close(self):
        self._folder.cleanup()

    def register_people(self):
        for code, name, kind in (("0CX", "NHS South, Central and West CSU", "commissioning_support_unit"),
                                 ("99P", "NHS NEW Devon CCG", "ccg")):
            self.ok("org", "add", "--code", code, "--name", name, "--kind", kind)
        self.ok("agreement", "add", str(SOURCE / "examples" / "agreement.yaml"))
        for person in ("asha", "ben"):
            self.ok("user", "add", person, "--name", person, "--org", "0CX", "--role", "analyst",
                    "--trained-until", "2099-12-31", "--employment-attested-by", "HR", "--licence", AGREEMENT)
        self.ok("user", "add", "ruth", "--name", "Ruth", "--org", "X26", "--role", "reviewer",
                "--trained-until", "2099-12-31", "--employment-attested-by", "HR")

    def run(self, *arguments, who="custodian", text=None):
        """Exit code and what was printed on both streams."""
        actor = [] if arguments[0] in ("init",) else ["--as", who]
        done = subprocess.run([HDIS, *arguments, "--store", str(self.path), *actor], input=text,
                              capture_output=True, text=True, check=False, timeout=120)
        return done.returncode, done.stdout, done.stderr

    def ok(self, *arguments, who="custodian", text=None):
        """The output of a command that must succeed."""
        code, out, err = self.run(*arguments, who=who, text=text)
        assert code == 0, f"hdis {' '.join(arguments)} gave {code}: {err or out}"
        return out

    def json(self, *arguments, who="custodian", text=None):
        """The JSON answer of a command that must succeed."""
        return json.loads(self.ok(*arguments, "--json", who=who, text=text))

    def answer(self, query_file):
        """The tables that Asha gets for a query which Ruth approves: the whole way."""
        request = self.json("request", "submit", str(query_file), "--agreement", AGREEMENT, "--purpose", PURPOSE,
                            who="asha")["id"]
        self.ok("review", "approve", request, who="ruth")
        return self.json("run", request, who="asha")["tables"]
