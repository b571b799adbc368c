"""pythonless/patches/unsupported.py: errors at the call. test/capabilities/table.json has the messages."""

import asyncio
import os
import signal
import subprocess
import unittest
from typing import Any

from support import isolate

from pythonless.loops import asyncio_patches
from pythonless.loops.instance_loop import InstanceLoop
from pythonless.loops.sleeping_loop import SleepingLoop
from pythonless.patches import unsupported


class RefusalsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        asyncio_patches.set_up()
        unsupported.set_up((SleepingLoop, InstanceLoop))

    def test_both_loops_refuse_the_same(self) -> None:
        own, outer = SleepingLoop(), asyncio.get_running_loop()
        self.addCleanup(own.close)
        for name in ("run_in_executor", "create_connection", "subprocess_exec", "add_signal_handler"):
            told = [self._refusal(getattr(loop, name)) for loop in (own, InstanceLoop())]
            self.assertEqual(told[0], told[1], name)
        asyncio._set_running_loop(outer)

    def test_a_subclass_of_popen_may_be_defined(self) -> None:
        class Popen(subprocess.Popen[bytes]):
            pass

        self.assertIn("no other processes", self._refusal(Popen, ["ls"]))

    def test_what_is_absent_stays_absent_for_those_who_ask(self) -> None:
        self.assertFalse(hasattr(signal, "alarm"))
        self.assertFalse(hasattr(os, "posix_spawn"))
        self.assertIsNone(getattr(signal, "setitimer", None))

    def test_any_other_name_is_missing_in_the_words_of_python(self) -> None:
        with self.assertRaises(AttributeError) as raised:
            signal.nothing  # type: ignore[attr-defined] # noqa: B018
        self.assertEqual(str(raised.exception), "module 'signal' has no attribute 'nothing'")

    def test_to_do_it_twice_changes_nothing(self) -> None:
        unsupported.set_up((SleepingLoop, InstanceLoop))
        self.assertIn("os.system: there are no other processes", self._refusal(os.system, "ls"))

    def _refusal(self, call: Any, *arguments: Any) -> str:
        try:
            call(*arguments)
        except Exception as error:
            return str(error)
        return "not refused"
