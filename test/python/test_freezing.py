"""pythonless/freezing.py: what can be frozen, and the words for what cannot."""

import os
import unittest

from support import isolate, write_code

from pythonless import freezing
from pythonless.loops import asyncio_patches
from pythonless.loops.sleeping_loop import SleepingLoop

HANDLER = "def handler(event, context): return 1\n"


class FreezingTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)

    def freeze(self, source: str) -> tuple[object, str]:
        """As the door does it: on a loop that says that it runs."""
        write_code({"main.py": source + "\n" + HANDLER})
        loop = SleepingLoop()
        self.addCleanup(loop.close)
        frozen: list[tuple[object, str]] = []

        def enter_from_no_task() -> None:
            loop.stop()
            frozen.append(freezing.load_frozen("main.handler"))

        loop.call_soon(enter_from_no_task)
        with asyncio_patches.NoneRunning():
            loop.run_forever()
        return frozen[0]

    def test_an_import_that_leaves_nothing_open_gives_its_handler(self) -> None:
        handler, reason = self.freeze("import sqlite3, random")
        self.assertEqual(reason, "")
        assert callable(handler)
        self.assertEqual(handler({}, None), 1)

    def test_a_file_that_is_written_is_named(self) -> None:
        self.addCleanup(os.remove, "/tmp/made-at-import")
        _, reason = self.freeze("open('/tmp/made-at-import', 'w').close()")
        self.assertEqual(reason, "its import writes a file (/tmp/made-at-import)")

    def test_a_file_of_its_own_that_is_changed_is_named(self) -> None:
        _, reason = self.freeze("file = open('/function/code/main.py', 'a')\nfile.write('#')\nfile.close()")
        self.assertEqual(reason, "its import writes a file (/function/code/main.py)")

    def test_an_import_that_fails_is_told_by_its_exception(self) -> None:
        self.assertEqual(self.freeze("1 / 0"), (None, "its import failed (ZeroDivisionError)"))
        self.assertEqual(self.freeze("raise SystemExit"), (None, "its import failed (SystemExit)"))
