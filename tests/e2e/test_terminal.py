"""A reviewer's terminal shows what the program says, whatever others wrote: no text of a user moves the cursor, hides what follows, turns
the direction of writing or looks like a line of the program."""

import json
import pathlib
import re
import sqlite3
import unittest

from program import AGREEMENT, PURPOSE, SOURCE, Store

DELIVERY = str(SOURCE / "data/artificial/artificial_hes_apc_0102.csv")
EVIL = "a\x1b[8mhidden\x1b[0m\x9b31m\u202ex\x07\u2066\rb"
FORGED = "x\nAutomatic checks\n  note       all fine [agreement.data]"
QUESTION = "SELECT RESGOR, COUNT(*) AS n FROM hes_apc_0102 GROUP BY RESGOR"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class WhatOthersWrote(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()
        cls.addClassCleanup(cls.store.close)
        cls.store.register_people()
        cls.store.ok("ingest", DELIVERY, "--dataset", "apc", "--year", "0102")
        cls.request = cls.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                                     text=QUESTION)["id"]
        cls.store.ok("review", "return", cls.request, "--reason", "Say what for", who="ruth")

    def plain(self, *arguments, who="custodian", text=None):
        code, out, err = self.store.run(*arguments, who=who, text=text)
        self.assertNotRegex(out + err, OBEYED, arguments)
        self.assertNotRegex(out + err, r"(?m)^(Automatic checks\n  note +all fine|# )", arguments)
        return code, out, err

    def refused(self, rule, *arguments, who="asha", text=None):
        code, out, err = self.plain(*arguments, who=who, text=text)
        self.assertEqual(code, 2, out + err)
        self.assertIn(f"[{rule}]", err)

    def file(self, name, text):
        file = self.store.folder / name
        file.write_text(text)
        return str(file)

    def test_a_query_with_them_is_not_taken(self):
        for query, rule in ((QUESTION + " -- \x1b[2K", "query.control_character"),
                            (QUESTION.replace(" n ", " `n\u202e` "), "query.control_character"),
                            (QUESTION.replace("GROUP", "WHERE SEX = '\x07' GROUP"), "query.control_character"),
                            (QUESTION.replace(" n ", " `n\n# Note: fake` "), "query.text_over_lines"),
                            (QUESTION.replace("RESGOR,", "'x\n# Note: fake' AS x, RESGOR,"), "query.text_over_lines")):
            with self.subTest(query):
                self.refused(rule, "query", "check", "-", text=query)
                self.refused(rule, "request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, text=query)

    def test_a_purpose_and_a_reason_with_them_are_not_taken(self):
        purpose = pathlib.Path(PURPOSE).read_text(encoding="utf-8")
        for key in ("justification", "reference"):
            evil = re.sub(rf"(?ms)({key}:) .*?(?=^\S|\Z)", r'\1 "for the review \\e[8m of services"' + "\n", purpose)
            self.assertNotEqual(evil, purpose)
            self.refused("purpose.control_character", "request", "submit", "-", "--agreement", AGREEMENT, "--purpose",
                         self.file("evil.yaml", evil), text=QUESTION)
        for reason in (EVIL, FORGED):
            self.refused("review.reason", "review", "return", self.resubmitted(), "--reason", reason, who="ruth")

    def resubmitted(self):
        return self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", PURPOSE, who="asha",
                               text=QUESTION)["id"]

    def test_lines_of_a_purpose_and_of_a_query_stand_behind_a_bar(self):
        purpose = pathlib.Path(PURPOSE).read_text(encoding="utf-8")
        forged = re.sub(r"(?ms)justification: .*\Z", lambda _: "justification: " + json.dumps("For reviews. " + FORGED) + "\n", purpose)
        request = self.store.json("request", "submit", "-", "--agreement", AGREEMENT, "--purpose", self.file("forged.yaml", forged),
                                  who="asha", text=f"/* {FORGED} */ {QUESTION}")["id"]
        for command in ("review", "request"):
            _, out, _ = self.plain(command, "show", request, who="ruth")
            self.assertEqual(out.count("│ Automatic checks"), 2, out)
            self.assertEqual(len(re.findall("(?m)^Automatic checks", out)), 1, out)

    def test_what_is_stored_already_is_shown_as_what_it_is(self):
        with sqlite3.connect(self.store.path / "hdis.sqlite") as database:
            for table, column in self.texts(database):
                for trigger in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    database.execute(f"DROP TRIGGER {trigger[0]}")
                database.execute(f"UPDATE {table} SET {column} = {column} || ?", (" " + EVIL + FORGED,))
        for command in (["request", "show", self.request], ["request", "list"], ["review", "show", self.request], ["review", "list"],
                        ["user", "list"], ["org", "list"], ["agreement", "list"], ["agreement", "show", AGREEMENT], ["audit", "log"],
                        ["audit", "verify"], ["output", "list"], ["doctor"], ["dataset", "list"]):
            for more in ([], ["--json"]):
                with self.subTest(command + more):
                    _, out, err = self.store.run(*command, *more, who="ruth" if command[0] == "review" else "custodian")
                    self.assertNotRegex(out + err, OBEYED)

    @staticmethod
    def texts(database):
        """What people write: found by name, so that a column that comes later is not forgotten."""
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for column in database.execute(f"PRAGMA table_info({table})").fetchall():
                if column[1] in ("name", "title", "reason", "query_text", "purpose_text", "justification", "details"):
                    yield table, column[1]

    def test_arguments_are_shown_as_what_they_are(self):
        for command in (["request", "show", "R-\x1b[31m1"], ["query", "check", "/tmp/" + EVIL], ["audit", "log", "--actor", EVIL],
                        ["dataset", "show", EVIL], ["output", "get", EVIL], ["agreement", "show", EVIL], ["user", "suspend", EVIL,
                         "--reason", EVIL], ["org", "add", "--code", EVIL, "--name", EVIL, "--kind", "ccg"], [EVIL], ["run", EVIL]):
            for more in ([], ["--json"]):
                with self.subTest(command + more):
                    self.plain(*command, *more)

    def test_json_means_what_was_written(self):
        self.store.ok("org", "add", "--code", "EV1", "--name", "a\u202eb", "--kind", "ccg")
        code, out, _ = self.plain("org", "list", "--json")
        self.assertEqual(code, 0)
        self.assertIn("a\u202eb", [organisation["name"] for organisation in json.loads(out)])


if __name__ == "__main__":
    unittest.main()
