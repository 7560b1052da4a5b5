"""The whole program over PostgreSQL, and two processes that work on one store at once."""

import subprocess
import unittest

from postgresql import Server
from program import AGREEMENT, HDIS, PURPOSE, SOURCE, Store

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"


class Postgresql(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.connection = cls.server.database("hdis")
        cls.store = Store("--postgresql", cls.connection)
        cls.addClassCleanup(cls.store.close)
        cls.store.register_people()
        cls.store.ok("ingest", str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv"), "--dataset", "apc", "--year", "0102")

    def submit(self):
        return self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                               text=QUESTION)["id"]

    def start(self, who, *arguments, text=None):
        """A command that is not waited for."""
        process = subprocess.Popen([HDIS, *arguments, "--store", str(self.store.path), "--as", who], text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if text is not None:
            process.stdin.write(text)
        process.stdin.close()
        process.stdin = None
        return process

    def test_from_a_question_to_an_answer_and_its_end(self):
        request = self.submit()
        self.assertEqual(self.store.run("review", "approve", request, who="asha")[0], 3)
        self.store.ok("review", "approve", request, who="ruth")
        answer = self.store.json("run", request, who="asha")
        output = answer["output"]
        file = self.store.folder / "answer.csv"
        self.store.ok("output", "get", output, "--format", "csv", "--to", str(file), who="asha")
        self.assertIn(AGREEMENT, file.read_text())
        self.store.ok("output", "share", output, "--with", "99P", who="asha")
        self.store.ok("obligations", "notice", AGREEMENT, "--due", "2099-01-31", "--reason", "test")
        self.store.ok("certificate", "issue", AGREEMENT, "--what", "tables", "--on", "2026-01-01", "--how", "shredded", who="asha")
        self.assertTrue(self.store.json("doctor")["healthy"])
        self.store.ok("audit", "verify")
        self.assertFalse((self.store.path / "hdis.sqlite").exists())
        self.assertEqual(self.server.sql("SELECT COUNT(*) FROM outputs WHERE state = 'shared'", "hdis"), "1")

    def test_processes_that_submit_at_once_lose_nothing_and_fork_nothing(self):
        before = len(self.store.json("request", "list", who="ruth"))
        events = self.store.json("audit", "verify")["events"]
        submit = ("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, "--json")
        processes = [self.start(who, *submit, text=QUESTION) for who in ("asha", "ben") * 3]
        for process in processes:
            out, err = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, err + out)
        requests = self.store.json("request", "list", who="ruth")
        self.assertEqual(len(requests), before + 6)
        self.assertEqual(len({request["id"] for request in requests}), before + 6)
        # Each submission is three events: drafted, submitted, checked.
        self.assertEqual(self.store.json("audit", "verify")["events"], events + 18)

    def test_two_that_run_one_request_release_it_once(self):
        request = self.submit()
        self.store.ok("review", "approve", request, who="ruth")
        processes = [self.start(who, "run", request) for who in ("asha", "custodian")]
        codes = sorted(process.wait(timeout=120) for process in processes)
        for process in processes:
            process.communicate()
        self.assertEqual(codes, [0, 5])
        self.assertEqual(self.server.sql(f"SELECT COUNT(*) FROM outputs WHERE request = '{request}'", "hdis"), "1")
        self.store.ok("audit", "verify")

    def test_two_that_decide_at_once_decide_once(self):
        request = self.submit()
        processes = [self.start("ruth", "review", "approve", request) for _ in range(2)]
        codes = sorted(process.wait(timeout=120) for process in processes)
        for process in processes:
            process.communicate()
        self.assertEqual(codes[0], 0)
        self.assertIn(codes[1], (3, 5))
        self.assertEqual(self.server.sql(f"SELECT COUNT(*) FROM decisions WHERE request = '{request}'", "hdis"), "1")
        self.store.ok("audit", "verify")


if __name__ == "__main__":
    unittest.main()
