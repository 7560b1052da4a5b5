"""What people read when there is an answer: several tables, JSON, the log, numbers as they type them."""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from program import AGREEMENT, HDIS, PURPOSE, SOURCE, Store, others_can_reach

QUESTION = "SELECT SEX, COUNT(*) AS admissions FROM hes_apc_0102 WHERE FAE = 1 GROUP BY SEX"
TWO = QUESTION + "; SELECT CLASSPAT, COUNT(*) AS episodes FROM hes_apc_0102 GROUP BY CLASSPAT"
DELIVERY = SOURCE / "data/artificial/artificial_hes_apc_0102.csv"


class Answers(unittest.TestCase):
    def setUp(self):
        self.store = Store()
        self.addCleanup(self.store.close)
        self.store.register_people()
        self.store.ok("ingest", str(DELIVERY), "--dataset", "apc", "--year", "0102")

    def approved(self, text=QUESTION):
        request = self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                  text=text)["id"]
        self.store.ok("review", "approve", request, who="ruth")
        return request

    def test_each_of_several_tables_says_what_it_is_and_that_there_are_others(self):
        answer = self.store.json("run", self.approved(TWO), who="asha")
        self.assertEqual((answer["output"], answer["state"]), ("O-000001", "released"))
        first, second = (table["provenance"]["description"] for table in answer["tables"])
        self.assertIn("(SEX)", first)
        self.assertNotIn("CLASSPAT", first)
        self.assertIn("(CLASSPAT)", second)
        self.assertNotIn("(SEX)", second)
        self.assertEqual([(t["number"], t["of"]) for t in answer["tables"]], [(1, 2), (2, 2)])

        code, out, err = self.store.run("output", "get", "O-000001", who="asha")
        self.assertEqual(code, 0)
        self.assertIn("# Table: 1 of 2", out)
        self.assertIn("--table", err)
        self.assertIn("# Table: 2 of 2", self.store.ok("output", "get", "O-000001", "--table", "2", who="asha"))
        page = self.store.ok("output", "get", "O-000001", "--format", "html", who="asha")
        self.assertEqual(page.count("Table 2 of 2: "), 1)
        self.assertIn("Table 2 of 2: ", self.store.ok("output", "show", "O-000001", who="asha"))

    def test_a_file_that_is_replaced_is_said_to_be(self):
        self.store.ok("run", self.approved(), who="asha")
        file = str(self.store.folder / "a.csv")
        self.assertNotIn("in place", self.store.ok("output", "get", "O-000001", "--to", file, who="asha"))
        self.assertIn("in place of what was there", self.store.ok("output", "get", "O-000001", "--to", file, who="asha"))

    def test_json_is_json_where_the_answer_is_the_output(self):
        self.store.ok("run", self.approved(), who="asha")
        self.assertEqual(len(self.store.json("output", "get", "O-000001", who="asha")["tables"]), 1)
        rows = [line for line in self.store.ok("output", "get", "O-000001", who="asha").splitlines() if line[0] != "#"]
        self.assertEqual(next(csv.reader(io.StringIO(rows[0])))[:2], ["SEX", "SEX_label"])
        done = subprocess.run([HDIS, "query", "check", "-", "--json"], input="SELECT * FROM hes_apc_0102", text=True,
                              capture_output=True, check=False)
        self.assertIs(json.loads(done.stdout)["answerable"], False)

    def test_numbers_are_understood_as_people_type_them(self):
        self.approved()
        for typed in ("R-1", "r-000001", "r-1"):
            self.assertEqual(self.store.json("request", "show", typed, who="asha")["id"], "R-000001")
        self.store.ok("run", "r-1", who="asha")
        self.store.ok("output", "show", "o-1", who="asha")
        code, _, err = self.store.run("output", "show", "R-000001", who="asha")
        self.assertEqual(code, 2)
        self.assertIn("is a request", err)

    def test_the_log_says_who_why_and_what_came_of_a_request(self):
        request = self.approved()
        self.store.ok("run", request, who="asha")
        log = self.store.ok("audit", "log", "--subject", request)
        self.assertIn("output.released", log)
        self.assertIn("login ", log)
        self.assertIn("agreement_version 1.2", log)
        self.assertEqual(self.store.ok("audit", "log", "--subject", "R-000099"), "None.\n")

    def test_who_may_not_read_an_output_is_not_sent_to_it(self):
        request = self.approved()
        self.store.ok("run", request, who="asha")
        self.assertIn("Next: hdis output show O-000001", self.store.ok("request", "show", request, who="asha"))
        seen_by_administrator = self.store.ok("request", "show", request, who="custodian")
        self.assertIn("O-000001 (released)", seen_by_administrator)
        self.assertNotIn("Next:", seen_by_administrator)

    def test_a_check_that_forbids_ends_like_a_refusal(self):
        draft = self.store.json("request", "draft", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                text="SELECT SEX, COUNT(*) FROM hes_apc_1516 GROUP BY SEX")["id"]
        code, out, _ = self.store.run("request", "check", draft, who="asha")
        self.assertEqual(code, 2)
        self.assertIn("forbids", out)
        allowed = self.store.json("request", "draft", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                  text=QUESTION)["id"]
        self.assertEqual(self.store.run("request", "check", allowed, who="asha")[0], 0)

    def test_a_void_approval_names_the_commands(self):
        request = self.approved()
        again = self.store.folder / "again.csv"
        again.write_text("".join(DELIVERY.read_text().splitlines(keepends=True)[:-1]))
        self.assertIn("apc 2001/02: stored", self.store.ok("ingest", str(again), "--dataset", "apc", "--year", "0102"))
        text = self.store.ok("request", "show", request, who="asha")
        self.assertIn(f"Next: hdis request revise {request} && hdis request send {request}", text)
        self.store.ok("request", "revise", request, who="asha")
        self.store.ok("request", "send", request, who="asha")

    def test_a_field_that_was_not_delivered_is_pointed_out(self):
        request = self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                  text="SELECT IMD04_DECILE, COUNT(*) FROM hes_apc_0102 GROUP BY IMD04_DECILE")["id"]
        shown = self.store.ok("review", "show", request, who="ruth")
        self.assertIn("attention  IMD04_DECILE was not delivered for 2001/02", shown)

    def test_a_file_that_is_wrong_is_named(self):
        wrong = self.store.folder / "wrong.yaml"
        wrong.write_text("work_area: rightcare\n")
        for command in (["agreement", "add", str(wrong)], ["audit", "verify", "--checkpoint", str(wrong)]):
            self.assertIn(str(wrong), self.store.run(*command)[2], command)
        code, _, err = self.store.run("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", str(wrong), who="asha",
                                      text=QUESTION)
        self.assertEqual(code, 2)
        self.assertIn(str(wrong), err)
        self.assertIn("is a folder", self.store.run("agreement", "add", str(self.store.folder))[2])
        utf16 = self.store.folder / "query.sql"
        utf16.write_text(QUESTION, encoding="utf-16")
        done = subprocess.run([HDIS, "query", "check", str(utf16)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("UTF-16", done.stderr)

    def test_codes_that_have_no_labels_are_counted(self):
        text = self.store.ok("dataset", "field", "apc", "LSOA11")
        self.assertRegex(text, r"\d+ codes without labels; --codes N")
        self.assertNotIn("E01000001", text)
        self.assertIn("E01000001", self.store.ok("dataset", "field", "apc", "LSOA11", "--codes", "5"))

    def test_a_description_is_corrected_and_removed(self):
        given = (SOURCE / "tests/fixtures/datasets/ambulance_calls.yaml").read_text()
        file = self.store.folder / "ambulance_calls.yaml"
        file.write_text(given)
        self.store.ok("dataset", "add", str(file))
        self.assertIn("--replace", self.store.run("dataset", "add", str(file))[2])
        other = self.store.folder / "aaa.yaml"
        other.write_text(given)
        code, _, err = self.store.run("dataset", "add", str(other))
        self.assertEqual(code, 2)
        self.assertIn("aaa.yaml", err, "the new file is at fault, not the one that was there")
        file.write_text(given.replace("Emergency ambulance calls", "Calls for an ambulance"))
        self.store.ok("dataset", "add", str(file), "--replace")
        listed = self.store.ok("dataset", "list")
        self.assertIn("Calls for an ambulance", listed)
        columns = {re.search(r"\d+ fields$", line).end() for line in listed.splitlines() if line.endswith("fields")}
        self.assertEqual(len(columns), 1, "an id of many characters moves no column")
        file.write_text("id: broken\n")
        self.assertEqual(self.store.run("dataset", "add", str(file), "--replace")[0], 2)
        self.assertIn("Calls for an ambulance", self.store.ok("dataset", "list"))
        self.store.ok("ingest", str(SOURCE / "tests/fixtures/datasets/ambulance_calls.csv"), "--dataset", "ambulance_calls",
                      "--year", "1718")
        self.assertEqual(self.store.run("dataset", "remove", "ambulance_calls.yaml")[0], 5)
        self.store.ok("dataset", "purge", "ambulance_calls", "1718", "--version", "1", "--reason", "Test", "--current")
        self.store.ok("dataset", "remove", "ambulance_calls.yaml")
        self.assertNotIn("ambulance", self.store.ok("dataset", "list"))
        self.store.ok("audit", "verify")


class Evidence(unittest.TestCase):
    @unittest.skipUnless(os.getuid() == 0 and shutil.which("setpriv"), "needs root, to become an auditor")
    @unittest.skipUnless(others_can_reach(SOURCE), "needs a source tree that other accounts can read; /root is not")
    def test_a_copy_that_cannot_be_written_can_be_verified(self):
        store = Store()
        self.addCleanup(store.close)
        store.register_people()
        store.ok("user", "add", "otto", "--name", "Otto", "--org", "X26", "--role", "auditor", "--os-user", "60123")
        store.folder.chmod(0o755)
        copy = pathlib.Path(shutil.copytree(store.path, store.folder / "copy"))
        for path in [copy, *copy.rglob("*")]:
            os.chown(path, 60123, 60123)
            path.chmod(0o500 if path.is_dir() else 0o400)

        def otto(*arguments):
            done = subprocess.run(["setpriv", "--reuid=60123", "--clear-groups", HDIS, *arguments, "--store", str(copy)],
                                  capture_output=True, text=True, check=False)
            return done.returncode, done.stdout, done.stderr

        code, out, err = otto("audit", "verify")
        self.assertEqual(code, 0, err)
        self.assertIn("The log is intact", out)
        self.assertIn("user.added", otto("audit", "log")[1])
        self.assertEqual(otto("audit", "checkpoint")[0], 1, "what would have to be recorded is not done")


if __name__ == "__main__":
    unittest.main()
