"""What a person is told who mistypes, may not, or has got as far as they can: through the program."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from program import AGREEMENT, HDIS, PURPOSE, SOURCE, Store, others_can_reach

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"
DELIVERY = SOURCE / "data/artificial/artificial_hes_apc_0102.csv"


def hdis(*arguments):
    """Exit code and both streams of the program, without a store."""
    done = subprocess.run([HDIS, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


class Mistyped(unittest.TestCase):
    def test_a_mistyped_command_is_named_with_the_one_that_was_meant(self):
        for arguments, message in ((("requst", "list"), "Unknown command 'requst'; did you mean 'request'?"),
                                   (("request", "lst"), "Unknown command 'lst'; did you mean 'list'?"),
                                   (("--json", "requst"), None),
                                   (("request", "show", "R-000001", "--jsn"), "Unknown option '--jsn'; did you mean '--json'?"),
                                   (("request", "submit", "q.sql", "--agreemnt", "X"), "did you mean '--agreement'?"),
                                   (("frobnicate",), "Unknown command 'frobnicate'."),
                                   (("request",), "hdis request needs a command.")):
            with self.subTest(arguments):
                code, out, err = hdis(*arguments)
                self.assertEqual(code, 2)
                if message:
                    self.assertIn(message, err)
                else:
                    self.assertIn("did you mean 'request'?", json.loads(out)["error"]["reasons"][0]["message"])

    def test_the_help_of_a_group_is_about_that_group(self):
        for group in ("dataset", "org", "agreement", "user", "request", "review", "output", "audit", "query"):
            code, out, _ = hdis(group, "--help")
            examples = [line.strip() for line in out.partition("Examples:")[2].splitlines() if "hdis " in line]
            self.assertEqual(code, 0)
            self.assertGreaterEqual(len(examples), 2, group)
            for line in examples[:-1]:
                self.assertIn(f"hdis {group} ", line)

    def test_a_file_of_the_other_kind_gives_one_sentence(self):
        store = Store()
        self.addCleanup(store.close)
        store.register_people()
        code, _, err = store.run("agreement", "add", PURPOSE)
        self.assertEqual((code, err.count("What to do")), (2, 1))
        self.assertIn("This is the file of a purpose", err)
        code, _, err = store.run("request", "submit", "-", "--agreement", AGREEMENT, "--purpose",
                                 str(SOURCE / "examples/agreement.yaml"), who="asha", text=QUESTION)
        self.assertEqual((code, err.count("What to do")), (2, 1))
        self.assertIn("This is the file of an agreement", err)


class Permitted(unittest.TestCase):
    def setUp(self):
        self.store = Store()
        self.addCleanup(self.store.close)
        self.store.register_people()
        self.store.ok("ingest", str(DELIVERY), "--dataset", "apc", "--year", "0102")

    def submit(self, text=QUESTION):
        return self.store.run("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, "--json", who="asha",
                              text=text)

    def approved(self):
        request = json.loads(self.submit()[1])["id"]
        self.store.ok("review", "approve", request, who="ruth")
        return request

    def test_an_administrator_runs_a_request_without_seeing_its_answer(self):
        request = self.approved()
        self.assertEqual(self.store.run("output", "show", "O-000001", who="custodian")[0], 4)
        out = self.store.ok("run", request, who="custodian")
        self.assertIn("Released as O-000001; the analyst can see it", out)
        self.assertNotIn("admissions", out)
        self.assertEqual(self.store.run("output", "show", "O-000001", who="custodian")[0], 3)
        self.assertIn("admissions", self.store.ok("output", "show", "O-000001", who="asha"))
        again = self.approved()
        answer = self.store.json("run", again, who="custodian")
        self.assertEqual(answer, {"output": "O-000002", "state": "released", "tables": []})

    def test_a_refused_submission_leaves_nothing_behind(self):
        code, _, _ = self.submit("SELECT SEX, COUNT(*) FROM hes_apc_1516 GROUP BY SEX")
        self.assertEqual(code, 2)
        self.assertEqual(self.store.json("request", "list", who="asha"), [])
        log = self.store.ok("audit", "log")
        self.assertIn("request.submit.refused", log)

    def test_each_step_says_the_next(self):
        request = json.loads(self.submit()[1])["id"]
        self.assertIn("a reviewer decides", self.store.ok("request", "show", request, who="asha"))
        self.assertIn(f"Next: hdis run {request}", self.store.ok("review", "approve", request, who="ruth"))
        self.store.ok("run", request, who="asha")
        self.assertIn("Next: hdis output show O-000001", self.store.ok("request", "show", request, who="asha"))

    def test_a_change_of_nothing_is_no_change(self):
        self.assertEqual(self.store.run("user", "change", "asha")[0], 2)
        self.assertNotIn("user.changed", self.store.ok("audit", "log"))

    def test_who_is_suspended_is_told_so_and_not_shown_an_empty_list(self):
        self.store.ok("user", "suspend", "asha", "--reason", "Under review")
        for command in (["request", "list"], ["output", "list"], ["review", "list"]):
            code, _, err = self.store.run(*command, who="asha")
            self.assertEqual(code, 3)
            self.assertIn("asha is suspended.", err)

    def test_a_draft_can_be_discarded(self):
        draft = self.store.json("request", "draft", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                text=QUESTION)["id"]
        self.assertEqual(self.store.json("request", "discard", draft, who="asha")["state"], "discarded")
        self.assertEqual(self.store.json("request", "list", who="asha"), [])
        self.assertIn("request.discarded", self.store.ok("audit", "log", "--subject", draft))

    def test_a_void_approval_is_shown_with_why_and_what_to_do(self):
        request = self.approved()
        self.assertEqual(self.store.json("request", "show", request, who="asha")["obstacles"], [])
        again = self.store.folder / "again.csv"
        again.write_text("".join(DELIVERY.read_text().splitlines(keepends=True)[:-1]))
        self.store.ok("ingest", str(again), "--dataset", "apc", "--year", "0102")
        text = self.store.ok("request", "show", request, who="asha")
        self.assertIn("the approval is void", text)
        self.assertIn("The data are now", text)
        self.assertIn("revise and submit", text)
        self.assertEqual(self.store.json("request", "show", request, who="asha")["obstacles"][0]["rule"], "authorise.approval_void")

    def test_a_user_comes_with_their_licence_or_not_at_all(self):
        code, _, _ = self.store.run("user", "add", "carl", "--name", "Carl", "--org", "0CX", "--role", "analyst", "--licence",
                                    "DARS-NIC-0-WRONG")
        self.assertEqual(code, 4)
        self.assertNotIn("carl", [user["id"] for user in self.store.json("user", "list")])


class RealStore(unittest.TestCase):
    """A store that was not made for demonstration."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hdis-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / "store"
        code, _, err = hdis("init", str(self.path), "--keys", str(self.folder / "keys"), "--administrator", "custodian")
        self.assertEqual(code, 0, err)

    def test_nobody_acts_as_somebody_else(self):
        for command in (["user", "list"], ["audit", "log"], ["request", "list"], ["dataset", "list"]):
            with self.subTest(command):
                code, out, err = hdis(*command, "--store", str(self.path), "--as", "custodian")
                self.assertEqual((code, out), (3, ""))
                self.assertIn("[session.as]", err)
        code, out, _ = hdis("audit", "log", "--store", str(self.path))
        self.assertEqual((code, out.count("session.refused")), (0, 4))

    def sudo(self, *arguments):
        """The program as the store's owner, called through sudo by user 1 (daemon)."""
        done = subprocess.run([HDIS, *arguments, "--store", str(self.path)], capture_output=True, text=True, check=False,
                              env={**os.environ, "SUDO_UID": "1"})
        return done.returncode, done.stdout, done.stderr

    def test_a_stranger_learns_only_that_they_are_one(self):
        code, out, err = self.sudo("doctor")
        self.assertEqual((code, out), (3, ""))
        self.assertIn("daemon (1) is not a user of this store.", err)
        self.assertNotIn(str(self.folder), err)

    @unittest.skipUnless(os.getuid() != 1, "needs a user other than the one sudo names")
    def test_sudo_lends_nobody_the_files_of_the_stores_owner(self):
        for command in (["query", "check"], ["agreement", "add"]):
            code, out, err = self.sudo(*command, str(self.path / "config.yaml"))
            self.assertEqual((code, out), (3, ""))
            self.assertIn("does not belong to daemon", err)

    def test_sudo_lends_nobody_the_pen_of_the_stores_owner(self):
        hdis("user", "add", "otto", "--name", "Otto", "--org", "CUSTODIAN", "--role", "auditor", "--os-user", "daemon", "--store",
             str(self.path))
        before = (self.path / "config.yaml").read_bytes()
        code, _, err = self.sudo("audit", "checkpoint", "--to", str(self.path / "config.yaml"))
        self.assertEqual(code, 3)
        self.assertIn("behind the command", err)
        self.assertEqual((self.path / "config.yaml").read_bytes(), before)

    @unittest.skipUnless(os.getuid() == 0 and shutil.which("setpriv"), "needs root, to become another user")
    @unittest.skipUnless(others_can_reach(SOURCE), "needs a source tree that other accounts can read; /root is not")
    def test_another_user_of_the_machine_is_told_nothing_by_the_doctor(self):
        done = subprocess.run(["setpriv", "--reuid=60123", "--clear-groups", HDIS, "doctor", "--store", str(self.path)],
                              capture_output=True, text=True, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout.count("keys"), 0)


if __name__ == "__main__":
    unittest.main()
