"""pythonless.sealing: what Python can import of JavaScript, which is nothing."""

import importlib
import sys
import unittest
from collections.abc import Callable
from typing import Any

from _pyodide._importhook import jsfinder
from pyodide.ffi import JsProxy

from pythonless import sealing


class Sealing(unittest.TestCase):
    def setUp(self) -> None:
        undo: list[Callable[[], Any]] = []
        modules = {name: module for name, module in sys.modules.items() if isinstance(module, JsProxy)}
        undo.append(lambda: sys.modules.update(modules))
        proxies = dict(jsfinder.jsproxies)
        undo.append(lambda: jsfinder.jsproxies.update(proxies))
        finders = [*sys.meta_path]
        undo.append(lambda: sys.meta_path.__setitem__(slice(None), finders))
        for put_back in undo:
            self.addCleanup(put_back)
        sealing.seal()

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

    def test_sealing_again_adds_nothing(self) -> None:
        before = [*sys.meta_path]
        sealing.seal()
        self.assertEqual(sys.meta_path, before)
