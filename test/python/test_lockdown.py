"""pythonless.lockdown: what Python can import of JavaScript, which is nothing."""

import importlib
import sys
import unittest

from _pyodide._importhook import jsfinder
from pyodide.ffi import JsProxy

from pythonless import lockdown


class Sealing(unittest.TestCase):
    def setUp(self) -> None:
        self.addCleanup(sys.meta_path.__setitem__, slice(None), [*sys.meta_path])
        self.before = dict(jsfinder.jsproxies)
        self.unlock = lockdown.lock_down()
        self.addCleanup(self.unlock)

    def test_the_modules_of_javascript_are_refused_in_words(self) -> None:
        for name in ("js", "pyodide_js", "pyodide_js._api"):
            with self.subTest(name), self.assertRaisesRegex(ModuleNotFoundError, "sandbox: false") as caught:
                importlib.import_module(name)
            self.assertIn(caught.exception.name, (name, "pyodide_js"))

    def test_other_modules_are_not_found_as_before(self) -> None:
        with self.assertRaisesRegex(ModuleNotFoundError, "^No module named 'json2'$"):
            importlib.import_module("json2")

    def test_none_is_left_among_the_loaded(self) -> None:
        self.assertEqual([m for m in sys.modules.values() if isinstance(m, JsProxy)], [])

    def test_it_can_be_undone(self) -> None:
        self.assertEqual(jsfinder.jsproxies, {})
        self.unlock()
        self.assertEqual(jsfinder.jsproxies, self.before)
        self.assertIn("js", jsfinder.jsproxies)

    def test_sealing_again_adds_nothing(self) -> None:
        before = [*sys.meta_path]
        lockdown.lock_down()
        self.assertEqual(sys.meta_path, before)
