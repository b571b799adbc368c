"""pythonless/shadowing.py: the function's files that have the names of standard modules."""

import importlib
import json
import re
import shutil
import sys
import unittest
from pathlib import Path

from support import isolate, open_function, raised_by, write_code

import pythonless.snapshot  # noqa: F401
from pythonless import environment, exceptions_to_json, shadowing

MAIN = """
import asyncio, json, logging
import {name}

async def handler(event, context):
    logging.getLogger().error("logged")
    await asyncio.sleep(0)
    if event["fails"]:
        raise ValueError(json.dumps(event))
    return [getattr({name}, "whose", "Python's"), context.request_id]
"""


def _loaded_names() -> list[str]:
    """The names of standard modules that a function's file would lose against, if nothing was done."""
    loaded = {name.partition(".")[0] for name in sys.modules} | set(sys.builtin_module_names)
    return sorted(name for name in loaded & sys.stdlib_module_names if not name.startswith("_"))


class EachNameTest(unittest.TestCase):
    def test_the_functions_file_or_pythons_module_is_imported_and_calls_go_on(self) -> None:
        for name in _loaded_names():
            with self.subTest(name):
                files = {"main.py": MAIN.format(name=name), f"{name}.py": "whose = 'own'\n"}
                host = open_function(self, files)
                whose = "Python's" if name in shadowing.PYTHONS else "own"
                answer = host.call('{"fails": false}')
                self.assertEqual((answer.kind, answer.text), ("result", f'["{whose}", "r1"]'), answer.details)
                self.assertEqual(len(answer.details["warnings"]), name in shadowing.UNCERTAIN)
                answer = host.call('{"fails": true}')
                self.assertEqual(answer.details["errorMessage"], '{"fails": true}')
                self.assertIn("ValueError: {", answer.details["traceback"])

    def test_a_name_is_in_one_group_at_most(self) -> None:
        self.assertEqual(shadowing.PYTHONS & shadowing.UNCERTAIN, set())


class ShadowingTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)

    def make_way(self, *files: str) -> set[str]:
        """Gives the names that are gone from sys.modules."""
        write_code(dict.fromkeys(files, ""))
        before = {name.partition(".")[0] for name in sys.modules}
        shadowing.make_way()
        return before - {name.partition(".")[0] for name in sys.modules}

    def test_nothing_changes_for_a_function_without_such_a_name(self) -> None:
        finders = sys.meta_path.copy()
        self.assertEqual(
            self.make_way("main.py", "helper.py", "queue.txt", "csv/notes.txt", "http/data.py"), set()
        )
        self.assertEqual(sys.meta_path, finders)

    def test_a_module_goes_with_its_submodules(self) -> None:
        self.assertIn("email", self.make_way("email/__init__.py"))
        self.assertEqual([name for name in sys.modules if name.startswith("email.")], [])

    def test_a_module_that_would_have_the_functions_file_goes_too(self) -> None:
        gone = self.make_way("random.py")
        self.assertLessEqual({"random", "tempfile", "email", "http"}, gone)
        self.assertFalse(gone & (shadowing.PYTHONS | shadowing.UNCERTAIN))
        error = raised_by(lambda: importlib.import_module("tempfile"))
        self.assertEqual(str(error), "cannot import name 'Random' from 'random' (/function/code/random.py)")
        hint = exceptions_to_json.hint_of(error) or ""
        self.assertIn("The function's own random takes the place of Python's module random", hint)

    def test_modules_keep_what_they_have_of_an_uncertain_one(self) -> None:
        self.assertEqual(self.make_way("struct.py"), {"struct"})

    def test_packages_may_replace_a_module_but_none_that_is_uncertain(self) -> None:
        packages = Path(environment.PACKAGES)
        packages.mkdir()
        self.addCleanup(shutil.rmtree, packages)
        for name in ("dataclasses", "queue"):
            (packages / f"{name}.py").write_text("whose = 'port'\n")
        importlib.invalidate_caches()
        environment.set_up({})
        shadowing.make_way()
        self.assertEqual(importlib.import_module("queue").whose, "port")
        self.assertFalse(hasattr(importlib.import_module("dataclasses"), "whose"))

    def test_standard_modules_can_be_imported_beside_a_zlib_of_the_function(self) -> None:
        self.make_way("zlib.py")
        sys.modules.pop("colorsys", None)
        importlib.import_module("colorsys")

    def test_what_only_the_hidden_file_has_is_explained(self) -> None:
        self.make_way("re.py", "helper.py")
        sentence = "The function's own re is never imported"
        for error in (raised_by(lambda: re.mine), raised_by(lambda: importlib.import_module("re.mine"))):  # pyright: ignore[reportAttributeAccessIssue]
            self.assertIn(sentence, exceptions_to_json.hint_of(error) or "")
        for error in (AttributeError("re"), raised_by(lambda: json.mine), ImportError("re")):  # pyright: ignore[reportAttributeAccessIssue]
            self.assertIsNone(exceptions_to_json.hint_of(error))


if __name__ == "__main__":
    unittest.main()
