"""docs/getting-started.md works as written: every line is typed by the person whose block it stands in.

What needs a machine of its own (accounts, sudo) is put in place of it: the logins are those that every Linux has, and
`hdis` runs as the owner of the store with what sudo would say of the caller.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from program import HDIS, SOURCE

LOGINS = {"grace": ("games", 5), "asha": ("daemon", 1), "ruth": ("bin", 2), "olu": ("sys", 3),
          "owner": ("root", 0)}


def blocks():
    """(person, lines) for each block of commands."""
    text = (SOURCE / "docs/getting-started.md").read_text()
    return [(person, body.splitlines()) for person, body in re.findall(r"```sh (\w+)\n(.*?)```", text, re.S)]


@unittest.skipUnless(os.getuid() == 0, "needs root, to hand files to the people of the page")
class GettingStarted(unittest.TestCase):
    def test_every_line_of_the_page_works(self):
        folder = tempfile.TemporaryDirectory(prefix="hdis-e2e-")
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        root.chmod(0o755)
        (root / "tmp").mkdir()
        seen = []
        for person, lines in blocks():
            if person == "root":
                continue
            login, uid = LOGINS[person]
            home = root / person
            home.mkdir(exist_ok=True)
            for line in lines:
                seen.append((person, line))
                typed = line.replace("/srv/hdis", str(root / "store")).replace("/var/tmp", str(root / "tmp"))
                typed = typed.replace("/var/lib/hdis", str(root / "owner"))
                typed = typed.replace("runuser -u hdis -- ", "")
                if person == "owner":
                    typed = typed.replace(" hdis init", f' "{HDIS}" init')
                for name, (known, _) in LOGINS.items():
                    typed = typed.replace(f"--os-user {name}", f"--os-user {known}")
                shell = f'hdis() {{ HOME="{root}/owner" SUDO_UID={uid} "{HDIS}" --store "{root}/store" "$@"; }}\n{typed}'
                done = subprocess.run(["bash", "-euc", shell], capture_output=True, text=True, check=False, cwd=SOURCE,
                                      env={**os.environ, "HOME": str(home)})
                self.assertEqual(done.returncode, 0, f"{person} ({login}): {line}\n{done.stderr}{done.stdout}")
                if line.startswith("hdis run"):
                    self.assertIn("--format html > O-000001.html", done.stdout, "through sudo no file is written")
                for file in [*home.rglob("*"), *(root / "tmp" / person).rglob("*")]:
                    os.chown(file, uid, uid)
        self.assertEqual({person for person, _ in seen}, set(LOGINS))
        self.assertGreaterEqual(len(seen), 18)
        self.assertIn("admissions_flag", (root / "asha/admissions.csv").read_text())
        self.assertIn("<table", (root / "asha/admissions.html").read_text())


if __name__ == "__main__":
    unittest.main()
