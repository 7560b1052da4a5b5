"""Agreements from the command line: the published schema, both ways out and back in, and amendments."""

import copy
import json
import re
import unittest

import jsonschema
import yaml

from program import SOURCE, Store

REFERENCE = "DARS-NIC-99675-X5S7X"
EXAMPLE = SOURCE / "examples" / "agreement.yaml"
SCHEMA = json.loads((SOURCE / "docs" / "agreement.schema.json").read_text())


class Loader(yaml.BaseLoader):
    """Reads as the program does: a plain whole number is one, everything else is text."""


Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[0-9]+$"), list("0123456789"))
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def valid(document):
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


class Agreements(unittest.TestCase):
    def setUp(self):
        self.store = Store()
        self.addCleanup(self.store.close)
        self.store.register_people()
        self.document = yaml.load(EXAMPLE.read_text(), Loader)

    def add(self, document, *options):
        file = self.store.folder / "agreement.json"
        file.write_text(json.dumps(document))
        return self.store.run("agreement", "add", str(file), *options)

    def test_the_schema_is_one_and_fits_the_example(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        jsonschema.validate(self.document, SCHEMA)

    def test_schema_and_program_refuse_the_same(self):
        for change in (
            {"colour": "blue"}, {"licences": 0}, {"licences": "two"}, {"reviewers": 3},
            {"version": "1"}, {"small_numbers": "sometimes"}, {"automatic": ["everything"]},
            {"reidentification": "permitted"}, {"charges": [{"for": "coffee", "pounds": 1}]},
            {"datasets": [{"dataset": "apc", "years": [{"latest": 11}], "fields": "all"}]},
            {"limits": {"runs_per_month": 0}}, {"certificate_days": 0},
        ):
            with self.subTest(change):
                document = {**self.document, **change}
                self.assertFalse(valid(document))
                code, _, _ = self.add(document, "--reason", "to be refused")
                self.assertEqual(code, 2)
        for key in SCHEMA["required"]:
            with self.subTest(key):
                document = copy.deepcopy(self.document)
                del document[key]
                self.assertFalse(valid(document))
                code, _, _ = self.add(document, "--reason", "to be refused")
                self.assertEqual(code, 2)

    def test_exports_fit_the_schema_and_come_back(self):
        exported = json.loads(self.store.ok("agreement", "export", REFERENCE, "--format", "json"))
        jsonschema.validate(exported, SCHEMA)
        by_yaml = yaml.load(self.store.ok("agreement", "export", REFERENCE, "--format", "yaml"), Loader)
        self.assertEqual(by_yaml, exported)
        self.assertEqual(self.store.ok("agreement", "export", REFERENCE), EXAMPLE.read_text())

        exported.update(version="9.0", licences=4)
        code, _, err = self.add(exported)
        self.assertEqual(code, 2, "an amendment needs a reason")
        self.assertIn("party.reason", err)
        code, _, err = self.add(exported, "--reason", "two more licences")
        self.assertEqual(code, 0, err)
        diff = json.loads(self.store.ok("agreement", "diff", REFERENCE, "v1.2", "v9.0", "--json"))
        self.assertEqual(diff["changes"], [{"field": "licences", "from": "2", "to": "4"}])
        self.assertIn("licences\n  - 2\n  + 4\n", self.store.ok("agreement", "diff", REFERENCE, "v1.2"))


if __name__ == "__main__":
    unittest.main()
