"""pythonless/http/urllib3_backend.py: libraries find sockets, and no way of their own."""

import importlib
import sys
import unittest
from types import ModuleType

from support import isolate

from pythonless.http import urllib3_backend

_URLLIB3 = "urllib3.contrib.emscripten"


class BackEndsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        sys.modules.pop(_URLLIB3, None)

    def test_that_of_urllib3_changes_nothing(self) -> None:
        urllib3_backend.set_up()
        for name in ("urllib3", "urllib3.contrib"):
            sys.modules[name] = ModuleType(name)
        # As urllib3 2 does at the end of its import.
        back_end = importlib.import_module(_URLLIB3)
        before = dict(vars(sys.modules["urllib3"]))
        back_end.inject_into_urllib3()
        self.assertEqual(vars(sys.modules["urllib3"]), before)

    def test_one_that_is_there_already_stays(self) -> None:
        sys.modules[_URLLIB3] = theirs = ModuleType(_URLLIB3)
        urllib3_backend.set_up()
        self.assertIs(sys.modules[_URLLIB3], theirs)
