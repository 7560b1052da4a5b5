"""What a person is told when something outside is not as it should be: no store, a full disk, a changed file."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from program import HDIS, SOURCE

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"
DELIVERY = SOURCE / "data/artificial/artificial_hes_apc_0102.csv"


def hdis(*arguments, text=None, **environment):
    """Exit code and both streams of the program."""
    done = subprocess.run([HDIS, *arguments], input=text, capture_output=True, text=True, check=False,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


class Refused(unittest.TestCase):
    """The fixed interface of `query check`: 0 and a description, or 2 and the refusal."""

    def test_a_name_that_does_not_exist_is_a_mistake_and_not_a_missing_file(self):
        for query in ("SELECT SEXX, COUNT(*) FROM hes_apc_1718 GROUP BY SEXX",
                      "SELECT COUNT(*) FROM hes_apcc_1718",
                      "SELECT ARRIVALTIME, COUNT(*) FROM hes_apc_1718 GROUP BY ARRIVALTIME",
                      "SELECT COUNT(*) FROM hes_apc_1718 WHERE DIAG_4_01 IN CODELIST('strokee')",
                      "SELECT CCG_RESPONSIBILITY, MEASURE('nothing') FROM hes_apc_1718 GROUP BY CCG_RESPONSIBILITY",
                      "SELECT x.SEX, COUNT(*) FROM hes_apc_1718 a GROUP BY x.SEX"):
            with self.subTest(query):
                code, out, _ = hdis("query", "check", "-", "--json", text=query)
                self.assertEqual((code, json.loads(out)["error"]["code"]), (2, "invalid_input"))
        self.assertEqual(hdis("query", "check", "/nonexistent.sql")[0], 4)


class Output(unittest.TestCase):
    def test_output_that_is_lost_is_said_to_be(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            for command in (["dataset", "list"], ["dataset", "fields", "apc"], ["--help"], ["dataset", "list", "--json"]):
                with self.subTest(command):
                    done = subprocess.run([HDIS, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
                    self.assertEqual(done.returncode, 1)
                    self.assertIn("could not be written to its end", done.stderr)


SMALL_DISK = """
mount -t tmpfs -o size={size}k tmpfs "$1" 2>/dev/null || exit 77
"$HDIS" init "$1/store" --keys "$1/keys" --administrator c --demo >/dev/null || exit 78
dd if=/dev/zero of="$1/fill" bs=1k count={fill} 2>/dev/null
{command}
"""


def on_a_small_disk(test, command, size=1400, fill=5000):
    """Exit code and errors of a shell command for which there is no room; $1 is the disk, with a store on it."""
    with tempfile.TemporaryDirectory() as folder:
        script = SMALL_DISK.format(size=size, fill=fill, command=command)
        done = subprocess.run(["unshare", "--mount", "bash", "-c", script, "bash", folder], capture_output=True, text=True,
                              check=False, env={**os.environ, "DELIVERY": str(DELIVERY)})
        if done.returncode == 77 or "unshare" in done.stderr:
            test.skipTest("cannot mount here")
        return done.returncode, done.stderr


@unittest.skipUnless(os.getuid() == 0 and shutil.which("unshare"), "needs root, to make a small disk")
class FullDisk(unittest.TestCase):
    def test_the_store_calls_it_full(self):
        code, err = on_a_small_disk(self, '"$HDIS" org add --code 0CX --name X --kind ccg --store "$1/store" --as c')
        self.assertEqual(code, 1)
        self.assertIn("full", err)

    def test_a_delivery_is_not_blamed_for_it(self):
        ingest = '"$HDIS" ingest "$DELIVERY" --dataset apc --year 0102 --store "$1/store" --as c'
        for size in (1000, 1500):
            code, err = on_a_small_disk(self, ingest, size, 0)
            self.assertEqual(code, 1, err)
            self.assertNotIn("could not be read", err)

    def test_init_takes_back_what_it_made(self):
        code, err = on_a_small_disk(
            self, 'rm -r "$1/store"; dd if=/dev/zero of="$1/more" bs=1k count=5000 2>/dev/null; '
            '"$HDIS" init "$1/other" --keys "$1/keys" --administrator c; test $? = 1 -a ! -e "$1/other"')
        self.assertEqual(code, 0, err)


class NamedStore(unittest.TestCase):
    def test_a_store_that_is_named_and_is_none_is_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "file"
            file.write_text("")
            for place in ("/nonexistent/store", folder, str(file)):
                for command in (["dataset", "list"], ["dataset", "fields", "apc"], ["query", "check", "-"]):
                    with self.subTest((place, command)):
                        code, out, err = hdis(*command, "--store", place, text=QUESTION)
                        self.assertEqual((code, out), (4, ""))
                        self.assertIn(f"There is no store in {place}", err)
                        self.assertEqual(hdis(*command, text=QUESTION, HDIS_STORE=place)[0], 4)

    def test_without_a_name_the_catalogue_of_the_program_is_asked(self):
        self.assertEqual(hdis("query", "check", "-", text=QUESTION)[0], 0)
        self.assertEqual(hdis("dataset", "list")[0], 0)


if __name__ == "__main__":
    unittest.main()
