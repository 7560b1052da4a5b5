"""Synthetic records through the program."""

import json
import pathlib
import subprocess
import tempfile
import unittest

from program import HDIS, SOURCE


class Synth(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hdis-e2e-")
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name) / "out"

    def run_synth(self, *arguments):
        return subprocess.run([HDIS, "synth", "--out", str(self.out), *arguments], text=True, capture_output=True)

    def test_makes_files_and_truth_and_says_so(self):
        run = self.run_synth("--people", "2000", "--years", "1718", "--json", "--scenario",
                             str(SOURCE / "examples/scenarios/small_numbers.yaml"))
        self.assertEqual(run.returncode, 0, run.stderr)
        files = json.loads(run.stdout)["files"]
        self.assertEqual([file["dataset"] for file in files], ["apc", "ae", "op", "cc"])
        for file in files:
            lines = pathlib.Path(file["file"]).read_text().count("\n")
            self.assertEqual(lines, file["rows"] + 1)
        truth = json.loads((self.out / "truth.json").read_text())
        self.assertEqual([each["admissions"] for each in truth["patterns"]], [1, 156, 9])

    def test_refuses_mistakes_with_what_to_do(self):
        for arguments, words in ((("--people", "0", "--years", "1718"), "--people must be 1 to"),
                                 (("--people", "9", "--years", "1719"), "is no financial year"),
                                 (("--people", "9", "--years", "1718", "--format", "xml"), "xml"),
                                 (("--years", "1718"), "--people is required"),
                                 (("--people", "9", "--years", "1617", "--scenario",
                                   str(SOURCE / "examples/scenarios/small_numbers.yaml")), "which is not generated")):
            run = self.run_synth(*arguments)
            self.assertEqual(run.returncode, 2, arguments)
            self.assertIn(words, run.stderr + run.stdout)
            self.assertFalse(self.out.exists())


if __name__ == "__main__":
    unittest.main()
