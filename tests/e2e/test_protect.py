"""`hdis protect` as a custodian uses it, and an adversary who has only what it wrote."""

import csv
import fractions
import itertools
import json
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

from program import HDIS, SOURCE

TABLE = SOURCE / "tests" / "fixtures" / "protect"
ENDLESS = 10**9


def hdis(*arguments, folder=None):
    """Exit code and what was printed on both streams."""
    done = subprocess.run([HDIS, "protect", *map(str, arguments)], capture_output=True, text=True, check=False,
                          timeout=120, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def rows(file):
    with open(file, newline="") as stream:
        return list(csv.DictReader(stream))


def write(file, lines):
    with open(file, "w", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def squeeze(parents, ranges):
    """What total minus siblings tells, again and again, from a (least, most) for every cell."""
    equations = []
    for d, tree in enumerate(parents):
        for cell in ranges:
            parts = [cell[:d] + (code,) + cell[d + 1:] for code, parent in tree.items() if parent == cell[d]]
            if parts:
                equations.append((cell, parts))
    ranges, before = dict(ranges), None
    while ranges != before:
        before = dict(ranges)
        for total, parts in equations:
            low, high = (sum(ranges[part][end] for part in parts) for end in (0, 1))
            ranges[total] = (max(ranges[total][0], low), min(ranges[total][1], high))
            for part in parts:
                others = [sum(ranges[other][end] for other in parts if other != part) for end in (0, 1)]
                ranges[part] = (max(ranges[part][0], ranges[total][0] - others[1]),
                                min(ranges[part][1], ranges[total][1] - others[0]))
    return ranges


def determined(parents, hidden):
    """The hidden cells that the equations give away, by elimination in fractions, whatever the numbers are."""
    pivots = {}
    for d, tree in enumerate(parents):
        for cell in {cell[:d] + (parent,) + cell[d + 1:] for cell in hidden for parent in (cell[d], tree[cell[d]]) if parent}:
            parts = [cell[:d] + (code,) + cell[d + 1:] for code, parent in tree.items() if parent == cell[d]]
            row = {part: fractions.Fraction(1) for part in parts if part in hidden}
            if parts and cell in hidden:
                row[cell] = fractions.Fraction(-1)
            for pivot, other in pivots.items():
                subtract(row, pivot, other)
            if row:
                pivot = min(row)
                factor = row[pivot]
                row = {part: value / factor for part, value in row.items()}
                for other in pivots.values():
                    subtract(other, pivot, row)
                pivots[pivot] = row
    return {pivot for pivot, row in pivots.items() if len(row) == 1}


def subtract(row, pivot, other):
    """Takes from `row` what of `other` makes `pivot` disappear from it."""
    factor = row.get(pivot, 0)
    if factor:
        for part, value in other.items():
            row[part] = row.get(part, 0) - factor * value
            if not row[part]:
                del row[part]


class Protect(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="hdis-protect-")
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)
        self.table = self.folder / "table"
        shutil.copytree(TABLE, self.table)
        self.result = self.folder / "result.csv"
        self.parents = [{row["code"]: row["parent"] for row in rows(TABLE / f"dim_{d}.csv")} for d in (1, 2)]
        self.counts = {(row["d1"], row["d2"]): int(row["freq"]) for row in rows(TABLE / "cells.csv")}

    def protect(self, policy, *more):
        code, out, err = hdis(self.table, "--policy", policy, "--out", self.result, *more)
        self.assertEqual(code, 0, err)
        return out

    def audit(self, *more):
        code, out, err = hdis(self.table, "--audit", self.result, *more, "--json")
        self.assertIn(code, (0, 6), err)
        answer = json.loads(out)
        self.assertEqual(answer["safe"], code == 0)
        return answer

    def test_suppression_hides_small_counts_and_what_gives_them_away(self):
        for attacker, least in (("strict", 1), ("nonnegative", 0)):
            with self.subTest(attacker):
                self.protect("hes-pre2018", "--attacker", attacker)
                status = {(row["d1"], row["d2"]): row["status"] for row in rows(self.result)}
                self.assertEqual(status.keys(), self.counts.keys())
                self.assertEqual({cell for cell, word in status.items() if word == "u"},
                                 {cell for cell, count in self.counts.items() if 1 <= count <= 5})
                self.assertEqual({cell for cell, word in status.items() if word == "z"},
                                 {cell for cell, count in self.counts.items() if count == 0})
                known = squeeze(self.parents, {
                    cell: (least, ENDLESS) if status[cell] in "ux" else (count, count)
                    for cell, count in self.counts.items()})
                for cell, word in status.items():
                    if word == "u":
                        self.assertLessEqual(known[cell][0], 1, cell)
                        self.assertGreaterEqual(known[cell][1], 5, cell)
                answer = self.audit("--attacker", attacker)
                self.assertTrue(answer["safe"])
                self.assertEqual(answer["primary"], sum(word == "u" for word in status.values()))

    def test_no_primary_cell_follows_from_the_others_by_elimination(self):
        source = random.Random(20180913)
        sizes = (6, 5, 4)
        parents = [{"T": "", **{f"{d}{i}": "T" for i in range(size)}} for d, size in enumerate(sizes)]
        leaves = {cell: source.choice((0, 1, 2, 3, 6, 9, 20, 60))
                  for cell in itertools.product(*([code for code in tree if code != "T"] for tree in parents))}
        counts = {cell: sum(count for leaf, count in leaves.items()
                            if all(code in ("T", own) for code, own in zip(cell, leaf)))
                  for cell in itertools.product(*parents)}
        for d, tree in enumerate(parents, 1):
            write(self.table / f"dim_{d}.csv", [{"code": code, "parent": up, "level": 0} for code, up in tree.items()])
        write(self.table / "cells.csv", [{"d1": a, "d2": b, "d3": c, "freq": count}
                                         for (a, b, c), count in counts.items()])
        for attacker in ("strict", "nonnegative"):
            with self.subTest(attacker):
                self.protect("hes-pre2018", "--attacker", attacker)
                status = {(row["d1"], row["d2"], row["d3"]): row["status"] for row in rows(self.result)}
                primary = {cell for cell, count in counts.items() if 1 <= count <= 5}
                hidden = {cell for cell, word in status.items() if word in "ux"}
                self.assertLessEqual(primary, hidden)
                self.assertFalse(determined(parents, hidden) & primary)
                self.assertTrue(determined(parents, primary) & primary, "nothing had to be hidden")

    def test_the_audit_refuses_a_result_with_a_hidden_cell_published(self):
        self.protect("hes-pre2018")
        whole = rows(self.result)
        hidden = [i for i, row in enumerate(whole) if row["status"] == "x"]
        self.assertGreater(len(hidden), 2)
        for i in hidden:
            with self.subTest(i):
                tampered = [dict(row) for row in whole]
                tampered[i]["status"] = "s"
                write(self.result, tampered)
                answer = self.audit("--policy", "hes-pre2018")
                self.assertGreater(answer["exposed"], 0)
        code, out, _ = hdis(self.table, "--audit", self.result, "--policy", "hes-pre2018")
        self.assertEqual(code, 6)
        self.assertTrue(out.startswith("Not safe"), out)

    def test_rounding_shows_the_rule_of_2018_and_leaves_every_star_enough_values(self):
        self.protect("hes-2018")
        shown = {(row["d1"], row["d2"]): row["shown"] for row in rows(self.result)}
        ranges = {}
        for cell, count in self.counts.items():
            if count == 0:
                self.assertEqual(shown[cell], "0")
                ranges[cell] = (0, 0)
            elif count <= 7:
                self.assertEqual(shown[cell], "*")
                ranges[cell] = (1, 7)
            elif shown[cell] == "*":
                ranges[cell] = (1, ENDLESS)
            else:
                self.assertEqual(int(shown[cell]), 5 * ((count + 2) // 5))
                ranges[cell] = (max(8, int(shown[cell]) - 2), int(shown[cell]) + 2)
        known = squeeze(self.parents, ranges)
        for cell, count in self.counts.items():
            if 1 <= count <= 7:
                self.assertGreaterEqual(known[cell][1] - known[cell][0] + 1, 4, cell)
        self.assertTrue(self.audit("--policy", "hes-2018")["safe"])

    def test_the_audit_of_a_rounding_result_reads_what_is_shown(self):
        # 10, 10, * under a total of 15 can only be 8, 8, 1 (docs/disclosure.md).
        (self.table / "dim_1.csv").write_text("code,parent,level\nT,,0\na,T,1\nb,T,1\nc,T,1\n")
        (self.table / "dim_2.csv").unlink()
        (self.table / "cells.csv").write_text("d1,freq\nT,17\na,8\nb,8\nc,1\n")
        self.protect("hes-2018")
        self.assertEqual([row["shown"] for row in rows(self.result)], ["*", "10", "10", "*"])
        self.assertTrue(self.audit("--policy", "hes-2018")["safe"])
        self.result.write_text("d1,status,shown\nT,s,15\na,s,10\nb,s,10\nc,u,*\n")
        self.assertEqual(self.audit("--policy", "hes-2018")["exposed"], 1)

        code, _, err = hdis(self.table, "--audit", self.result)
        self.assertEqual(code, 2)
        self.assertIn("Name the rounding policy", err)
        self.result.write_text("d1,status,shown\nT,s,20\na,s,10\nb,s,10\nc,u,*\n")
        code, _, err = hdis(self.table, "--audit", self.result, "--policy", "hes-2018")
        self.assertEqual(code, 2)
        self.assertIn("result.csv: The cell (T)", err)

    def test_bad_input_is_refused_with_file_and_line_and_nothing_is_written(self):
        cells = (TABLE / "cells.csv").read_text()
        tree = (TABLE / "dim_1.csv").read_text()
        for name, text, where in (
                ("cells.csv", cells.replace("N1,emergency,3", "N1,emergency,three"), "cells.csv:12:"),
                ("cells.csv", cells.replace("N1,emergency,3", "N1,emergency,4"), "cells.csv:"),
                ("cells.csv", cells.replace("N1,emergency", "N9,emergency"), "cells.csv:12:"),
                ("cells.csv", cells.replace("N1,emergency,3", 'N1,"emergency,3'), "cells.csv:12:"),
                ("dim_1.csv", tree.replace("N1,N,2", "N1,Q,2"), "dim_1.csv:4:"),
                ("dim_1.csv", tree.replace("N2,N,2", "N1,N,2"), "dim_1.csv:5:"),
                ("dim_1.csv", "", "dim_1.csv:1:")):
            with self.subTest(where=where, text=text[:200]):
                shutil.rmtree(self.table)
                shutil.copytree(TABLE, self.table)
                (self.table / name).write_text(text)
                code, _, err = hdis(self.table, "--policy", "hes-pre2018", "--out", self.result)
                self.assertEqual(code, 2)
                self.assertIn(where, err)
                self.assertFalse(self.result.exists())

    def test_a_result_that_is_not_of_the_table_is_refused(self):
        for text, where in (("d1,d2,status\nN1,emergency,s\n", "result.csv:2: A primary cell is published."),
                            ("d1,d2,status\nN2,other,x\n", "result.csv:2: A zero is hidden."),
                            ("d1,d2,status\nN1,planned,q\n", "result.csv:2:"),
                            ("d1,d2,status\n", "result.csv:1: Cells of the table are missing.")):
            with self.subTest(where):
                self.result.write_text(text)
                code, _, err = hdis(self.table, "--audit", self.result)
                self.assertEqual(code, 2)
                self.assertIn(where, err)

    def test_the_result_may_be_a_bare_file_name(self):
        code, _, err = hdis(self.table, "--policy", "hes-pre2018", "--out", "bare.csv", folder=self.folder)
        self.assertEqual(code, 0, err)
        self.assertTrue((self.folder / "bare.csv").exists())

    def test_the_order_of_the_rows_changes_nothing(self):
        self.protect("hes-pre2018")
        before = self.result.read_bytes()
        write(self.table / "cells.csv", list(reversed(rows(TABLE / "cells.csv"))))
        self.protect("hes-pre2018")
        self.assertEqual(self.result.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
