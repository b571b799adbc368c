"""pythonless/patches/missing_modules.py: missing modules. test/capabilities/table.json has the messages."""

import importlib.util
import sys
import unittest

from support import isolate, write_code

from pythonless.patches import missing_modules


class AbsencesTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        before = sys.meta_path.copy()
        self.addCleanup(lambda: sys.meta_path.__setitem__(slice(None), before))
        missing_modules.set_up()

    def test_an_import_says_why_in_an_ordinary_error(self) -> None:
        with self.assertRaisesRegex(
            ModuleNotFoundError, "No module named 'venv': nothing is installed"
        ) as raised:
            import venv  # noqa: F401
        self.assertEqual(raised.exception.name, "venv")

    def test_an_import_by_name_says_it_too(self) -> None:
        with self.assertRaisesRegex(ModuleNotFoundError, "a function has no terminal"):
            importlib.import_module("curses")

    def test_whoever_asks_for_the_spec_is_told_that_there_is_none(self) -> None:
        self.assertIsNone(importlib.util.find_spec("curses"))

    def test_a_module_of_the_function_wins(self) -> None:
        write_code({"imp.py": "found = True"})
        self.addCleanup(sys.modules.pop, "imp")
        self.assertTrue(importlib.import_module("imp").found)

    def test_a_module_that_is_not_listed_is_missing_in_the_words_of_python(self) -> None:
        with self.assertRaises(ModuleNotFoundError) as raised:
            importlib.import_module("nowhere")
        self.assertEqual(str(raised.exception), "No module named 'nowhere'")

    def test_the_finder_is_there_once(self) -> None:
        count = len(sys.meta_path)
        missing_modules.set_up()
        self.assertEqual(len(sys.meta_path), count)
