"""The words of an audit: pythonless.audit.report."""

import unittest

from pythonless.audit.report import counted, difference, shown


class FindingsTest(unittest.TestCase):
    def test_numbers_have_their_unit(self) -> None:
        self.assertEqual(
            [counted(1, "entry"), counted(0, "entry"), counted(1024, "byte")],
            ["1 entry", "0 entries", "1,024 bytes"],
        )
        self.assertEqual(difference(["a", "b"], ["b", "c", "c"]), "c (2 times) was added, a was removed")
        self.assertEqual(
            [shown(value) for value in (10**20, float("nan"), b"ab", True, (1,), object())],
            ["int", "nan", "bytes of 2 bytes", "True", "tuple of 1 item", "object"],
        )
